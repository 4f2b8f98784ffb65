/// Writes the language of manual pages, mdoc(7).
struct Mdoc {
  private(set) var text = ""

  /// A line of a macro and its arguments, which are escaped.
  mutating func macro(_ name: String, _ arguments: String...) {
    text += ".\(name)"
    for argument in arguments { text += " \(Self.argument(argument))" }
    text += "\n"
  }

  /// A line as it is.
  mutating func raw(_ line: String) { text += "\(line)\n" }

  /// Running text: each sentence on a line of its own, as mdoc wants it.
  mutating func prose(_ paragraph: String) {
    for sentence in Self.sentences(paragraph) { text += "\(Self.line(sentence))\n" }
  }

  /// Commands that are shown as they are, long ones in several lines as a shell takes them.
  mutating func commands(_ commands: [String]) {
    macro("Bd", "-literal")
    for line in commands.flatMap(Self.lines(of:)) {
      text += "\(Self.line(line.replacing("-", with: "\u{0}")))\n"
    }
    macro("Ed")
  }

  /// A command in lines that fit a page of 80 columns, each but the last with a backslash at its end.
  private static func lines(of command: String) -> [String] {
    let room = 70
    var lines: [String] = []
    var rest = command[...]
    while rest.count > room, !rest.contains("#") {
      let start = rest.prefix(room)
      // Options stay with their values.
      guard let end = start.ranges(of: " -").last?.lowerBound,
        rest[..<end].contains(where: { $0 != " " })
      else { break }
      lines.append("\(rest[..<end]) \\")
      rest = "    " + rest[end...].dropFirst()
    }
    return lines + [String(rest)]
  }

  /// A text as one argument of a macro.
  static func argument(_ text: String) -> String {
    let escaped = escaped(text)
    return escaped.contains(" ") ? "\"\(escaped.replacing("\"", with: "\\(dq"))\"" : escaped
  }

  /// A text as a line that is no request.
  private static func line(_ text: String) -> String {
    let escaped = escaped(text)
    return escaped.first == "." || escaped.first == "'" ? "\\&\(escaped)" : escaped
  }

  /// A text without anything that has a meaning; a NUL stands for a hyphen that is copied into a shell.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("\u{0}", with: "\\-")
  }

  private static func sentences(_ paragraph: String) -> [String] {
    var sentences: [String] = []
    var sentence = ""
    for word in paragraph.split(separator: " ") {
      sentence += sentence.isEmpty ? word : " \(word)"
      if let last = word.last, ".?!:".contains(last) || word.hasSuffix(".)") {
        if last == ":" { continue }
        sentences.append(sentence)
        sentence = ""
      }
    }
    if !sentence.isEmpty { sentences.append(sentence) }
    return sentences
  }
}
