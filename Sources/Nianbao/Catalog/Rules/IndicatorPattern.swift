/// A pattern of indicator ids: `*` stands for one part between dots and colons, `**` for one or more.
struct IndicatorPattern {
  private let parts: [Substring]

  init(_ pattern: String) {
    parts = Self.parts(pattern)
  }

  /// Whether an id matches as a whole.
  func matches(_ id: IndicatorID) -> Bool { Self.matches(parts[...], Self.parts(id.name)[...]) }

  private static func matches(_ pattern: ArraySlice<Substring>, _ parts: ArraySlice<Substring>)
    -> Bool
  {
    guard let first = pattern.first else { return parts.isEmpty }
    guard let part = parts.first else { return false }
    if first == "**" {
      return matches(pattern.dropFirst(), parts.dropFirst()) || matches(pattern, parts.dropFirst())
    }
    let isSeparator = part == "." || part == ":"
    guard first == part || (first == "*" && !isSeparator) else { return false }
    return matches(pattern.dropFirst(), parts.dropFirst())
  }

  /// The parts of an id and the separators between them.
  private static func parts(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    for index in text.indices where text[index] == "." || text[index] == ":" {
      parts.append(text[start..<index])
      parts.append(text[index...index])
      start = text.index(after: index)
    }
    parts.append(text[start...])
    return parts
  }
}
