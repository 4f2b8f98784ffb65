import Edits

/// Figures that got into a neighbouring row: two that changed places, or some that stand one row too
/// high or too low.
struct RowMoves {
  let context: LocalisationContext

  /// How many rows are looked at as shifted together.
  private static let shiftLengths = 3...8

  /// What some figures would have been.
  struct Move {
    /// The figures with what they were meant to be.
    let values: [Int: Double]
    /// A figure that was lost and must be worked out; nil for an exchange.
    let lost: Int?
    let slip: Slip
  }

  /// The exchanges that change one of some cells.
  func swaps(around cells: [RecordCell]) -> [Move] {
    var seen: Set<Set<Int>> = []
    return cells.flatMap { cell -> [Move] in
      guard let (sequences, value) = place(of: cell) else { return [] }
      return sequences.neighbours(of: cell.indicator).compactMap { neighbour in
        let other = RecordCell(unit: cell.unit, indicator: neighbour, year: cell.year)
        guard let otherValue = context.value(other), otherValue != value,
          isCount(other) == isCount(cell)
        else { return nil }
        let (one, two) = (context.layout.variable(of: cell), context.layout.variable(of: other))
        guard seen.insert([one, two]).inserted else { return nil }
        return Move(
          values: [one: otherValue, two: value], lost: nil, slip: .rowsSwapped)
      }
    }
  }

  /// The shifts by one row that change one of some cells: the row that got free says 0 or nothing, and
  /// the figure of the last row is lost.
  func shifts(around cells: [RecordCell]) -> [Move] {
    var seen: Set<[Int: Double]> = []
    var found: [Move] = []
    for report in cells.map(\.report).uniqued() {
      let broken = cells.filter { $0.report == report }
      guard let sequences = context.form(of: report)?.sequences else { continue }
      let wanted = Set(broken.map(\.indicator))
      for run in sequences.runs(with: wanted) {
        for rows in [run, run.reversed()] {
          let figures = rows.map { indicator in
            Row(
              cell: report.cell(indicator),
              printed: context.value(report.cell(indicator)), isWanted: wanted.contains(indicator))
          }
          found += shifts(along: figures).filter { seen.insert($0.values).inserted }
        }
      }
    }
    return found
  }

  /// A figure on its way down the form.
  private struct Row {
    let cell: RecordCell
    let printed: Double?
    let isWanted: Bool
  }

  private func shifts(along rows: [Row]) -> [Move] {
    rows.indices.filter { rows[$0].printed ?? 0 == 0 && isCount(rows[$0].cell) }.flatMap { start in
      Self.shiftLengths.compactMap { length in
        start + length <= rows.count ? shift(rows[start..<start + length]) : nil
      }
    }
  }

  /// Each figure but the last was meant to be the one printed behind it; the last one is lost.
  private func shift(_ rows: ArraySlice<Row>) -> Move? {
    guard let last = rows.last, rows.contains(where: \.isWanted) else { return nil }
    var values: [Int: Double] = [:]
    var moved = 0
    for (row, behind) in zip(rows, rows.dropFirst()) {
      guard let meant = behind.printed, isCount(behind.cell) else { return nil }
      if meant != 0 { moved += 1 }
      if meant != row.printed { values[context.layout.variable(of: row.cell)] = meant }
    }
    // One figure alone has changed places, or was put into a wrong row: other slips.
    guard moved > 1 else { return nil }
    return Move(
      values: values, lost: context.layout.variable(of: last.cell), slip: .rowsShifted)
  }

  private func isCount(_ cell: RecordCell) -> Bool {
    context.isCount(cell.indicator)
  }

  private func place(of cell: RecordCell) -> (FormSequences, Double)? {
    guard cell.source == .table, let value = context.value(cell),
      let sequences = context.form(of: cell.report)?.sequences
    else { return nil }
    return (sequences, value)
  }
}
