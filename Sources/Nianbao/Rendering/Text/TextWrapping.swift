extension TextWidth {
  /// A text in lines of at most a width: broken at blanks, and before or behind any wide character, but
  /// not before a closing sign or behind an opening one (as in CLREQ), nor before the bar between the
  /// cells of a row or at an arrow; what has no such place is cut.
  ///
  /// - Parameters:
  ///   - width: The columns of a line; nil where nothing is broken.
  ///   - taken: The columns of the first line that are taken.
  static func wrap(_ text: String, to width: Int?, taken: Int = 0) -> [String] {
    guard let width else { return [text] }
    let limit = max(width, 8)
    var lines: [String] = []
    var line = ""
    var used = taken
    for word in unbreakable(text) {
      let blankless = word.last == " " ? String(word.dropLast()) : word
      if used + of(blankless) > limit, !line.isEmpty || used > 0 {
        lines.append(line)
        (line, used) = ("", 0)
      }
      for character in word {
        if used + of(character) > limit, character != " " {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += of(character)
      }
    }
    lines.append(line)
    return lines.map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The parts of a text that a line end cannot divide, each with the blank behind it.
  private static func unbreakable(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in text {
      if let last = part.last, !part.hasSuffix("→ "), canBreak(between: last, and: character) {
        parts.append(part)
        part = ""
      }
      part.append(character)
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  private static func canBreak(between left: Character, and right: Character) -> Bool {
    if right == " " || right == "|" || right == "→" { return false }
    if left == " " { return true }
    if closing.contains(right) || opening.contains(left) { return false }
    return of(left) == 2 || of(right) == 2
  }

  private static let closing: Set<Character> = [
    "，", "。", "；", "：", "、", "？", "！", "）", "】", "》", "”", "’", "」", "』", "…", "%", "％", ")", ",",
    ";",
    ":", ".",
  ]
  private static let opening: Set<Character> = ["（", "【", "《", "“", "‘", "「", "『", "("]
}
