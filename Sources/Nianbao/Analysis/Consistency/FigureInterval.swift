/// The numbers that a cell may stand for.
///
/// A count is itself. An amount printed with some decimals stands for every number that rounds to
/// it, as in XBRL Calculations 1.1 (2023). A missing figure can be anything that its indicator
/// allows: any number from 0, or any at all where figures below zero make sense.
struct FigureInterval: Sendable, Hashable {
  var low: Double
  var high: Double

  init(value: Double?, mark: CellMark, indicator: Indicator) {
    guard let value else {
      low = indicator.isSigned ? -.infinity : 0
      high = .infinity
      return
    }
    let slack = indicator.measure.kind == .amount ? Self.halfSteps[mark.decimals] : 0
    low = value - slack
    high = value + slack
  }

  /// Half of the last printed decimal's step, by the number of decimals.
  static let halfSteps: [Double] = (0...15).map { decimals in
    (0..<decimals).reduce(0.5) { step, _ in step / 10 }
  }
}

extension LinearForm {
  /// The least and greatest value of this form less another, over all numbers its cells may stand
  /// for.
  func interval(minus other: LinearForm, _ figure: (CellReference) -> FigureInterval)
    -> FigureInterval
  {
    adding(other, times: -1).interval(figure)
  }

  /// The least and greatest value of this form.
  func interval(_ figure: (CellReference) -> FigureInterval) -> FigureInterval {
    var (low, high) = (constant, constant)
    for term in terms {
      let interval = figure(term.cell)
      let (one, other) = (term.coefficient * interval.low, term.coefficient * interval.high)
      low += min(one, other)
      high += max(one, other)
    }
    // Ends that differ from zero by less than the arithmetic can tell are zero.
    return FigureInterval(low: Self.snapped(low), high: Self.snapped(high))
  }

  /// Sums of decimals such as 0.1 + 0.2 carry errors of the arithmetic, not of the report.
  private static func snapped(_ value: Double) -> Double { abs(value) < 1e-7 ? 0 : value }
}

extension FigureInterval {
  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}
