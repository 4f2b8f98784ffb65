import Nianbao

/// Plants mistakes into a true report; each returns nil where the figures give no occasion for it.
struct ErrorPlanter {
  let rows: FormRows
  var numbers: SplitMix64

  /// A total and its parts, as positions.
  private struct Sum {
    let total: Int
    let parts: [Int]
  }

  private let sums: [Sum]

  init(rows: FormRows, numbers: SplitMix64) {
    self.rows = rows
    self.numbers = numbers
    let edition = rows.catalog.edition("2014")
    sums = rows.indicators.enumerated().compactMap { position, indicator in
      guard let edition,
        let parts = rows.catalog.children(of: indicator, .part, in: edition).first
      else { return nil }
      return Sum(total: position, parts: parts.compactMap { rows.indicators.firstIndex(of: $0) })
    }
  }

  /// Plants a mistake of a kind.
  ///
  /// - Parameters:
  ///   - truth: The true figures of the report.
  ///   - lastYear: The true figures of the year before; nil for the first year.
  /// - Returns: The mistake; nil where there is no occasion.
  mutating func plant(_ kind: PlantedError.Kind, truth: [Double], lastYear: [Double]?)
    -> PlantedError?
  {
    switch kind {
    case .brokenSum: brokenSum(truth)
    case .digitsSwapped:
      digits(kind, truth) { $1.element(of: Misspelling.swapped($0, movesZeros: false)) }
    case .digitDropped:
      digits(kind, truth) { $1.element(of: Misspelling.dropped($0, keepsFirst: true)) }
    case .factorTen: digits(kind, truth) { value, _ in value * 10 }
    case .wrongRow: wrongRow(truth)
    case .missingRow: missingRow(truth)
    case .stale: lastYear.flatMap { stale(truth, $0) }
    case .carryOver: lastYear.flatMap { carryOver(truth, $0) }
    case .invisible: invisible(truth)
    }
  }

  private func rule(_ sum: Sum) -> String { "parts:\(rows.id(sum.total))" }

  private func cell(_ position: Int, _ truth: [Double], printed: Double?) -> PlantedError.Cell {
    PlantedError.Cell(indicator: rows.id(position), truth: truth[position], printed: printed)
  }

  /// A figure of some sum: first one of the sums that have such figures, then one of its figures.
  private mutating func place(where condition: (Int) -> Bool) -> (Sum, Int)? {
    let places = sums.map { sum in (sum, ([sum.total] + sum.parts).filter(condition)) }
      .filter { !$0.1.isEmpty }
    guard let (sum, positions) = numbers.element(of: places),
      let position = numbers.element(of: positions)
    else { return nil }
    return (sum, position)
  }

  private func isCount(_ position: Int) -> Bool {
    rows.catalog[rows.indicators[position]].measure.kind == .count
  }

  private mutating func brokenSum(_ truth: [Double]) -> PlantedError? {
    guard let sum = numbers.element(of: sums.filter { truth[$0.total] >= 3 }) else { return nil }
    let wrong = truth[sum.total] + Double(numbers.integer(in: 1...2))
    return PlantedError(
      kind: .brokenSum, cells: [cell(sum.total, truth, printed: wrong)], expected: rule(sum))
  }

  /// A figure of a sum, with at least two digits, spelled wrong.
  private mutating func digits(
    _ kind: PlantedError.Kind, _ truth: [Double],
    _ misspell: (Double, inout SplitMix64) -> Double?
  ) -> PlantedError? {
    guard let (sum, position) = place(where: { truth[$0] >= 10 }),
      let wrong = misspell(truth[position], &numbers), wrong != truth[position]
    else { return nil }
    return PlantedError(
      kind: kind, cells: [cell(position, truth, printed: wrong)], expected: rule(sum))
  }

  /// The last part of a sum changing places with the total below it, or the other way round.
  private mutating func wrongRow(_ truth: [Double]) -> PlantedError? {
    var pairs: [(sum: Sum, first: Int, second: Int)] = []
    for sum in sums {
      let last = sum.parts.max() ?? 0
      for first in [sum.total - 1, last] where first >= 0 && first + 1 < truth.count {
        let isWithin = sum.parts.contains(first) && sum.parts.contains(first + 1)
        if !isWithin, isCount(first), isCount(first + 1), abs(truth[first] - truth[first + 1]) > 1 {
          pairs.append((sum, first, first + 1))
        }
      }
    }
    guard let (sum, first, second) = numbers.element(of: pairs) else { return nil }
    return PlantedError(
      kind: .wrongRow,
      cells: [
        cell(first, truth, printed: truth[second]), cell(second, truth, printed: truth[first]),
      ], expected: rule(sum))
  }

  private mutating func missingRow(_ truth: [Double]) -> PlantedError? {
    guard let (sum, position) = place(where: { truth[$0] > 0 }), position != sum.total else {
      return nil
    }
    return PlantedError(
      kind: .missingRow, cells: [cell(position, truth, printed: nil)], expected: "missing-row")
  }

  private mutating func stale(_ truth: [Double], _ lastYear: [Double]) -> PlantedError? {
    guard
      let (sum, position) = place(where: { truth[$0] != lastYear[$0] && lastYear[$0] > 0 })
    else { return nil }
    return PlantedError(
      kind: .stale, cells: [cell(position, truth, printed: lastYear[position])],
      expected: rule(sum))
  }

  /// All sums still hold: as many more are closed on time, answered and granted.
  private mutating func carryOver(_ truth: [Double], _ lastYear: [Double]) -> PlantedError? {
    guard let received = rows.position("request.received"),
      let closed = rows.position("request.closed")
    else { return nil }
    let surplus =
      truth[received] + lastYear[received] - truth[closed] + Double(numbers.integer(in: 1...3))
    let changed: [IndicatorID] = [
      "request.closed", "request.closed.ontime", "request.answered", "request.answered.granted",
    ]
    return PlantedError(
      kind: .carryOver,
      cells: changed.compactMap { rows.position($0) }.map {
        cell($0, truth, printed: truth[$0] + surplus)
      }, expected: "request.closed-within-received")
  }

  private mutating func invisible(_ truth: [Double]) -> PlantedError? {
    let free: [IndicatorID] = [
      "training.meeting", "capacity.readingpoint", "response.interpretation",
    ]
    guard let position = numbers.element(of: free.compactMap { rows.position($0) }) else {
      return nil
    }
    return PlantedError(
      kind: .invisible,
      cells: [cell(position, truth, printed: truth[position] + Double(numbers.integer(in: 2...9)))],
      expected: nil)
  }
}
