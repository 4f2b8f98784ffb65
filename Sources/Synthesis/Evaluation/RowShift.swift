/// A run of rows whose figures stand one row too low or too high.
struct RowShift: Sendable {
  /// How many rows are shifted together.
  static let lengths = 3...6

  /// The rows from top to bottom.
  let cells: [Int]
  let isDownwards: Bool
  /// How likely it is drawn among all of its report.
  let likelihood: Double

  /// All shifts of a report's rows, each run of rows as likely as the others.
  static func all(in report: RecordForm.Report) -> [RowShift] {
    report.runs.flatMap { all(in: $0, share: 1 / Double(report.runs.count)) }
  }

  /// The shifts of rows that stand beneath each other.
  ///
  /// - Parameter share: How likely these rows are drawn among all of their report.
  static func all(in run: [Int], share: Double = 1) -> [RowShift] {
    let parts = lengths.filter { $0 <= run.count }.flatMap { length in
      (0...(run.count - length)).map { Array(run[$0..<($0 + length)]) }
    }
    return parts.flatMap { cells in
      [true, false].map {
        RowShift(cells: cells, isDownwards: $0, likelihood: share / Double(2 * parts.count))
      }
    }
  }

  /// What is printed in the rows: the first says 0 and the last one's figure is lost, or the other way
  /// round.
  func printed(_ truth: [Double]) -> [Double] {
    let figures = cells.map { truth[$0] }
    return isDownwards ? [0] + figures.dropLast() : figures.dropFirst() + [0]
  }

  /// What stood in the rows, the lost figure as zero; nil where the free row does not say 0.
  func origins(_ printed: [Double]) -> [Double]? {
    let figures = cells.map { printed[$0] }
    guard (isDownwards ? figures.first : figures.last) == 0 else { return nil }
    return isDownwards ? figures.dropFirst() + [0] : [0] + figures.dropLast()
  }

  /// The row whose figure is lost.
  var lost: Int? { isDownwards ? cells.last : cells.first }
}
