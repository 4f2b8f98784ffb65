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
    var indent = 0
    let lines = discussion.split(separator: "\n", omittingEmptySubsequences: false)
    for (position, line) in lines.enumerated() {
      if line.allSatisfy(\.isWhitespace) {
        isOpen = false
      } else if line.first == " ", let block = blocks.indices.last {
        let text = line.drop { $0 == " " }
        let depth = line.count - text.count
        if blocks[block].lines.isEmpty { indent = depth }
        // What stands further in goes on with the line above.
        if depth > indent {
          blocks[block].lines[blocks[block].lines.count - 1] += " \(text)"
        } else {
          blocks[block].lines.append(String(text))
        }
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
