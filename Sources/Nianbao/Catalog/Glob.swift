/// A pattern of ids or names: `*` stands for any characters, `?` for one.
struct Glob: Sendable {
  private let pattern: [Character]

  /// Whether a text has a sign that only patterns have.
  static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  init(_ pattern: String) { self.pattern = Array(pattern) }

  /// Whether a text matches as a whole. O(pattern × text) at worst.
  func matches(_ text: String) -> Bool {
    let text = Array(text)
    var (position, mark) = (0, 0)
    var (star, starMark): (Int?, Int) = (nil, 0)
    while mark < text.count {
      if position < pattern.count, pattern[position] == "?" || pattern[position] == text[mark] {
        position += 1
        mark += 1
      } else if position < pattern.count, pattern[position] == "*" {
        (star, starMark) = (position, mark)
        position += 1
      } else if let lastStar = star {
        position = lastStar + 1
        starMark += 1
        mark = starMark
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }
}
