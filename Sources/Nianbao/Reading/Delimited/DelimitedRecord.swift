import Vectors

/// One record: its fields one by one, or the marks that they stand between.
enum DelimitedRecordFields {
  /// Without quotes: field `k` stands between the marks `first + k` and `first + k + 1`.
  case marked(first: Int)
  /// Found byte by byte.
  case listed([DelimitedField])
}

/// A record with as many fields as the heading, and its line.
struct DelimitedRecord {
  let fields: DelimitedRecordFields
  let line: Int

  /// The field of a column. O(1).
  @inline(__always)
  func field(_ column: Int, in piece: borrowing SeparatedPiece) -> DelimitedField {
    switch fields {
    case .marked(let first):
      let marks = piece.markPositions
      return DelimitedField(range: Int(marks[first + column]) + 1..<Int(marks[first + column + 1]))
    case .listed(let fields): return fields[column]
    }
  }
}

/// What the records below a heading say beyond unit and year.
protocol DelimitedShape: Sendable {
  /// Whether records of one report share a row of the part's table.
  static var sharesRows: Bool { get }

  /// An empty table for the cells of a part.
  func makeTable() -> CellTable

  /// Adds what a record says to its row.
  ///
  /// - Returns: What cannot be read of it.
  mutating func add(
    _ record: DelimitedRecord, in piece: borrowing SeparatedPiece, row: Int,
    to part: inout DelimitedPart
  ) -> DelimitedMistake?

  /// Adds what was held back.
  mutating func finish(_ part: inout DelimitedPart)
}
