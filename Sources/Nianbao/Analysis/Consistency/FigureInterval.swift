/// The numbers that a cell may stand for.
///
/// A count is itself. An amount printed with some decimals stands for every number that rounds to
/// it, as in XBRL Calculations 1.1 (2023). A missing figure can be anything that its indicator
/// allows: any number from 0, or any at all where figures below zero make sense.
struct FigureInterval: Sendable, Hashable {
  var low: Double
  var high: Double

  init(value: Double?, mark: CellMark, kind: FigureKind) {
    guard let value else {
      low = kind.isSigned ? -.infinity : 0
      high = .infinity
      return
    }
    let slack = kind.isAmount ? Self.halfSteps[mark.decimals] : 0
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
      let interval = figure(term.cell).scaled(by: term.coefficient)
      low += interval.low
      high += interval.high
    }
    return FigureInterval(low: FigureInterval.snapped(low), high: FigureInterval.snapped(high))
  }
}

extension FigureInterval {
  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// The numbers times one.
  func scaled(by factor: Double) -> FigureInterval {
    factor < 0
      ? FigureInterval(low: factor * high, high: factor * low)
      : FigureInterval(low: factor * low, high: factor * high)
  }

  /// An end that differs from zero by less than the arithmetic can tell is zero: sums of decimals such
  /// as 0.1 + 0.2 carry errors of the arithmetic, not of the report.
  static func snapped(_ end: Double) -> Double { abs(end) < 1e-7 ? 0 : end }
}
