/// A document as one run of signs, with the borders that its cells, lines and blanks leave.
///
/// Copies of a report lose the borders of their tables in many ways: one cell a line, columns of
/// blanks, all of a page in one line. What they keep is the order of labels and figures; the stream
/// is that order. Signs are half-width, without blanks, quotes and marks that tell nothing apart.
struct TextStream: Sendable {
  /// A cell of a table, or a text outside of tables.
  struct Piece: Sendable {
    /// The text with its place.
    let text: Document.Text
    /// Its signs in the stream; empty for a blank cell.
    let range: Range<Int>
    /// Whether it is a cell of a table, so that its borders are certain.
    let isCell: Bool
    /// The number of its row in the document; nil where rows are not known.
    let row: Int?
  }

  /// The signs.
  private(set) var signs: [Unicode.Scalar] = []
  /// For each sign whether a blank, a line's end or a cell's border stands in front of it.
  private(set) var hasBorder: [Bool] = []
  /// The pieces in order.
  private(set) var pieces: [Piece] = []
  /// For each sign the piece that it stands in.
  private(set) var pieceOfSign: [Int32] = []
  /// For each position the number of signs of writing (not of figures) in front of it.
  private var writingBefore: [Int32] = [0]

  /// The signs of a document above which the rest is left out: a thousand pages.
  static let signLimit = 4_000_000

  /// Whether the document has more signs than are looked at.
  private(set) var isCutOff = false
  private let limit: Int

  /// The stream of a document. Positions that a merged cell covers are left out.
  ///
  /// - Complexity: Linear in the document.
  init(_ document: Document, signLimit: Int = signLimit) {
    limit = signLimit
    var row = 0
    for block in document.blocks {
      switch block {
      case .paragraph(let text): add(text, isCell: false, row: nil)
      case .cells(let cells):
        for cell in cells { add(cell, isCell: true, row: nil) }
      case .table(let rows):
        for cells in rows {
          row += 1
          for cell in cells where !cell.isCovered { add(cell, isCell: true, row: row) }
        }
      }
    }
  }

  private mutating func add(_ text: Document.Text, isCell: Bool, row: Int?) {
    guard !isCutOff else { return }
    let start = signs.count
    var border = true
    for scalar in text.text.unicodeScalars {
      let scalar = HalfWidth.of(scalar)
      if HalfWidth.isInvisible(scalar) { continue }
      if HalfWidth.isSpace(scalar) {
        border = true
        continue
      }
      guard let sign = Self.reduced(scalar) else { continue }
      guard signs.count < limit else {
        isCutOff = true
        break
      }
      signs.append(sign)
      hasBorder.append(border)
      pieceOfSign.append(Int32(pieces.count))
      writingBefore.append(
        (writingBefore.last ?? 0) + (HalfWidth.isHan(sign) ? 1 : 0))
      border = false
    }
    pieces.append(Piece(text: text, range: start..<signs.count, isCell: isCell, row: row))
  }

  /// A sign as labels are compared, or nil where it tells nothing apart.
  static func reduced(_ sign: Unicode.Scalar) -> Unicode.Scalar? {
    switch sign {
    case "“", "”", "\"", "'", "‘", "’", "「", "」", "『", "』", "·", "*", "※", "_": nil
    case "、", "，": ","
    case "它": "他"
    default: sign
    }
  }

  /// The signs of a label as the stream has them.
  static func signs(of label: some StringProtocol) -> [Unicode.Scalar] {
    label.unicodeScalars.compactMap { scalar in
      let scalar = HalfWidth.of(scalar)
      guard !HalfWidth.isSpace(scalar), !HalfWidth.isInvisible(scalar) else { return nil }
      return reduced(scalar)
    }
  }

  /// The number of signs of writing in a range. O(1).
  func writing(in range: Range<Int>) -> Int {
    range.isEmpty ? 0 : Int(writingBefore[range.upperBound] - writingBefore[range.lowerBound])
  }

  /// The pieces of rows whose numbers lie in a range, row by row. Linear in the pieces.
  func rows(_ range: ClosedRange<Int>) -> [(row: Int, pieces: [Piece])] {
    var rows: [(row: Int, pieces: [Piece])] = []
    for piece in pieces {
      guard let row = piece.row, range.contains(row) else { continue }
      if rows.last?.row == row {
        rows[rows.count - 1].pieces.append(piece)
      } else {
        rows.append((row, [piece]))
      }
    }
    return rows
  }

  /// The piece that a sign stands in. O(1).
  func piece(at position: Int) -> Int { Int(pieceOfSign[position]) }

  /// Whether a range is all of the writing of its piece. O(1).
  func fillsPiece(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    return pieces[piece(at: range.lowerBound)].range == range
  }

  /// Whether a sign is part of a printed number. O(1).
  static func isFigureSign(_ sign: Unicode.Scalar) -> Bool {
    HalfWidth.digit(sign) != nil || sign == "." || sign == "," || sign == "-"
  }
}
