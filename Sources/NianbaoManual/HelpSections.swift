/// A discussion in its parts: paragraphs, and blocks of indented lines under a heading such as
/// `Examples:`.
struct HelpSections {
  /// Indented lines under a heading, without their indent.
  struct Block {
    let heading: String
    var lines: [String]
  }

  /// The running text, a paragraph each.
  private(set) var paragraphs: [String] = []
  private(set) var blocks: [Block] = []

  /// Takes a discussion apart.
  init(_ discussion: String) {
    var isOpen = false
    let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
    for (position, line) in lines.enumerated() {
      if line.allSatisfy(\.isWhitespace) {
        isOpen = false
      } else if line.first == " ", !blocks.isEmpty {
        blocks[blocks.count - 1].lines.append(String(line.drop { $0 == " " }))
      } else if line.last == ":", position + 1 < lines.count, lines[position + 1].first == " " {
        blocks.append(Block(heading: String(line.dropLast()), lines: []))
      } else if isOpen {
        paragraphs[paragraphs.count - 1] += " " + line
      } else {
        paragraphs.append(String(line))
        isOpen = true
      }
    }
  }
}
