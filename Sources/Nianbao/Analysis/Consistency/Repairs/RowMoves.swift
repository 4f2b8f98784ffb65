import Edits

/// Figures that got into a neighbouring row: two that changed places, or some that stand one row too
/// high or too low.
struct RowMoves {
  let context: LocalisationContext

  /// The most rows that are looked at as shifted together.
  private static let longestShift = 8

  /// What some figures would have been.
  struct Move {
    /// The figures with what they were meant to be.
    let values: [Int: Double]
    /// A figure that was lost and must be worked out; nil for an exchange.
    let lost: Int?
    let slip: Slip
    /// How many moves of the kind a report has room for.
    let choices: Double
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
          values: [one: otherValue, two: value], lost: nil, slip: .rowsSwapped, choices: 1)
      }
    }
  }

  /// The shifts by one row that change one of some cells.
  func shifts(around cells: [RecordCell]) -> [Move] {
    var seen: Set<[Int: Double]> = []
    return cells.flatMap { cell -> [Move] in
      guard let (sequences, _) = place(of: cell) else { return [] }
      return (2...Self.longestShift).flatMap { length in
        sequences.stretches(of: length, around: cell.indicator).flatMap { stretch in
          let others = stretch.map {
            RecordCell(unit: cell.unit, indicator: $0, year: cell.year)
          }
          return [shift(others), shift(others.reversed())].compactMap { move in
            move.flatMap { seen.insert($0.values).inserted ? $0 : nil }
          }
        }
      }
    }
  }

  /// Each figure but the last was meant to be the one printed behind it; the last one is lost.
  private func shift(_ cells: [RecordCell]) -> Move? {
    let printed = cells.map { context.value($0) }
    var values: [Int: Double] = [:]
    for (position, cell) in cells.dropLast().enumerated() {
      guard isCount(cell), let meant = printed[position + 1] else { return nil }
      if meant != printed[position] { values[context.layout.variable(of: cell)] = meant }
    }
    guard values.count > 1 || (values.count == 1 && cells.count == 2) else { return nil }
    return Move(
      values: values, lost: context.layout.variable(of: cells[cells.count - 1]),
      slip: .rowsShifted, choices: 4)
  }

  private func isCount(_ cell: RecordCell) -> Bool {
    context.panel.catalog[cell.indicator].measure.kind == .count
  }

  private func place(of cell: RecordCell) -> (FormSequences, Double)? {
    guard cell.source == .table, let value = context.value(cell),
      let sequences = context.sequences(of: cell)
    else { return nil }
    return (sequences, value)
  }
}
