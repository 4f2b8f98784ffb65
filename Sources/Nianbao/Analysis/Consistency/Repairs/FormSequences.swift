/// The runs of figures that stand one below or beside the other on a form: where a hand slips into the
/// next row.
struct FormSequences: Sendable {
  /// The runs: the plain rows of the form, each column and each row of a matrix.
  let runs: [[IndicatorIndex]]
  /// Where an indicator stands in the runs.
  private let places: [IndicatorIndex: [(run: Int, position: Int)]]

  init(_ edition: Edition) {
    var runs: [[IndicatorIndex]] = []
    var plain: [IndicatorIndex] = []
    for row in edition.rows {
      switch row {
      case .heading: continue
      case .indicator(let indicator): plain.append(indicator)
      case .matrix(let matrix) where matrix.isHorizontal:
        // Printed in one line: the last figure of a group stands beside the first of the next.
        runs.append(matrix.rows.flatMap(\.cells))
      case .matrix(let matrix):
        let rows = matrix.rows.map(\.cells).filter { !$0.isEmpty }
        runs += rows
        for column in 0..<(rows.map(\.count).min() ?? 0) { runs.append(rows.map { $0[column] }) }
      }
    }
    runs.append(plain)
    self.runs = runs.filter { $0.count > 1 }
    var places: [IndicatorIndex: [(run: Int, position: Int)]] = [:]
    for (run, indicators) in self.runs.enumerated() {
      for (position, indicator) in indicators.enumerated() {
        places[indicator, default: []].append((run, position))
      }
    }
    self.places = places
  }

  /// The figures next to one.
  func neighbours(of indicator: IndicatorIndex) -> [IndicatorIndex] {
    (places[indicator] ?? []).flatMap { run, position in
      [position - 1, position + 1].filter(runs[run].indices.contains).map { runs[run][$0] }
    }
  }

  /// The runs that one of some figures is in.
  func runs(with indicators: Set<IndicatorIndex>) -> [[IndicatorIndex]] {
    Set(indicators.flatMap { (places[$0] ?? []).map(\.run) }).sorted().map { runs[$0] }
  }
}
