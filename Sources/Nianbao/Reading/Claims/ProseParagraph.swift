/// A paragraph of a report: the half-width signs of one or several lines without blanks and quotes.
struct ProseParagraph {
  /// The signs.
  private(set) var signs: [Unicode.Scalar] = []
  /// Where lines begin, and their places.
  private var lines: [(start: Int, place: Place)] = []

  /// The place of the line that a sign stands in.
  func place(of position: Int) -> Place {
    lines.last { $0.start <= position }?.place ?? .unknown
  }

  /// Lines at least this long that do not end a sentence go on in the next line.
  private static let leastWrapped = 20

  /// The paragraphs of texts: a long line without a sign at its end goes on in the next one, as in
  /// the text of a printed page; page numbers between the two are passed over.
  ///
  /// - Parameter limit: The signs that are looked at.
  /// - Complexity: Linear in the texts.
  static func paragraphs(of texts: [Document.Text], limit: Int) -> [ProseParagraph] {
    var paragraphs: [ProseParagraph] = []
    var room = limit
    var isOpen = false
    for text in texts {
      guard room > 0 else { break }
      let signs = signs(of: text.text.prefix(room))
      room -= signs.count
      if isOpen, signs.allSatisfy({ !HalfWidth.isHan($0) }) { continue }
      if !isOpen || paragraphs.isEmpty { paragraphs.append(ProseParagraph()) }
      let last = paragraphs.count - 1
      paragraphs[last].lines.append((paragraphs[last].signs.count, text.place))
      paragraphs[last].signs += signs
      isOpen =
        signs.count >= leastWrapped
        && !(signs.last.map { "。;!?:|".unicodeScalars.contains($0) } ?? true)
    }
    return paragraphs
  }

  /// Half-width signs without blanks and quotes.
  private static func signs(of text: Substring) -> [Unicode.Scalar] {
    text.unicodeScalars.compactMap { scalar in
      let scalar = HalfWidth.of(scalar)
      if HalfWidth.isSpace(scalar) || HalfWidth.isInvisible(scalar) { return nil }
      return "“”\"‘’'《》".unicodeScalars.contains(scalar) ? nil : scalar
    }
  }
}
