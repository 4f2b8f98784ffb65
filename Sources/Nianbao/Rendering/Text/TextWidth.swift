/// How many columns of a terminal a text takes: Chinese characters and full-width forms take two
/// (Unicode Standard Annex #11, East Asian Width; ambiguous characters such as “ take one as in
/// most terminals).
enum TextWidth {
  /// The width of a text without control characters.
  static func of(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// The width of one character, however many scalars it is made of.
  static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    return of(scalar)
  }

  /// The width of a text as shown: colours and weights (`ESC [ … m`) take no column.
  static func ofShown(_ text: some StringProtocol) -> Int {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().reduce(0) {
      width, part in
      let shown = part.offset == 0 ? part.element : part.element.drop { $0 != "m" }.dropFirst()
      return width + of(shown)
    }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x20 || value == 0x7F { return 0 }
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return wideRanges.contains { $0.contains(value) } ? 2 : 1
    }
  }

  /// The blocks of wide and full-width characters.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]

  /// A text cut to a width, with `…` at the end where something was cut.
  static func truncate(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var kept = ""
    var taken = 0
    for character in text {
      let next = of(character)
      if taken + next > max(width - 1, 0) { break }
      kept.append(character)
      taken += next
    }
    return width > 0 ? kept + "…" : ""
  }

  /// A text with spaces added on one side up to a width.
  static func pad(_ text: String, to width: Int, _ alignment: TableHeading.Alignment) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .leading ? text + spaces : spaces + text
  }
}
