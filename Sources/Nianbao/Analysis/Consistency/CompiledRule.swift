import Vectors

/// A rule ready for evaluation: each comparison as one linear form that is compared with zero.
struct CompiledRule: Sendable {
  let rule: Rule
  /// Left less right of each comparison, in the order of `Assertion.comparisons`.
  let residuals: [LinearForm]
  let signs: [Comparison.Sign]

  init(_ rule: Rule) {
    self.rule = rule
    residuals = rule.assertion.comparisons.map { $0.left.adding($0.right, times: -1) }
    signs = rule.assertion.comparisons.map(\.sign)
  }

  /// The truth for one report, from the numbers its cells may stand for.
  func truth(_ figure: (CellReference) -> FigureInterval) -> Truth {
    rule.assertion.truth(
      zip(residuals, signs).map { residual, sign in
        let interval = residual.interval(figure)
        return sign.truth(low: interval.low, high: interval.high)
      })
  }

  /// The truths for all units of a year at once: one pass over the columns of each comparison.
  ///
  /// - Complexity: O(terms × units).
  func truths(_ panel: Panel, _ year: Year) -> [Truth] {
    let count = panel.units.count
    let comparisons = zip(residuals, signs).map { residual, sign in
      let bounds = ResidualBounds(residual, panel, year)
      return (0..<count).map { sign.truth(low: bounds.low[$0], high: bounds.high[$0]) }
    }
    if comparisons.count == 1, rule.assertion.premise == nil { return comparisons[0] }
    return (0..<count).map { unit in rule.assertion.truth(comparisons.map { $0[unit] }) }
  }
}

/// The least and greatest value of a linear form for every unit of a year.
///
/// The form is evaluated with missing figures as 0. A missing figure can be anything from 0 up, so one
/// with a positive coefficient opens the upper end and one with a negative coefficient the lower; a
/// figure that may be below zero opens both. Printed amounts move both ends by half a decimal.
struct ResidualBounds {
  private(set) var low: [Double]
  private(set) var high: [Double]

  init(_ form: LinearForm, _ panel: Panel, _ year: Year) {
    let count = panel.units.count
    var terms: [LinearCombination.Term] = []
    var missing: [LinearForm.Term] = []
    var amounts: [(coefficient: Double, column: Column)] = []
    var signed: [Column?] = []
    for term in form.terms {
      let indicator = panel.catalog[term.cell.indicator]
      let column = panel.column(term.cell.indicator, year.advanced(by: -term.cell.lag))
      if indicator.isSigned { signed.append(column) }
      guard let column else {
        missing.append(term)
        continue
      }
      terms.append(LinearCombination.Term(term.coefficient, column.values))
      if indicator.measure.kind == .amount { amounts.append((term.coefficient, column)) }
    }
    let combination = LinearCombination(terms, constant: form.constant, count: count)
    let opensHigh = missing.contains { $0.coefficient > 0 }
    let opensLow = missing.contains { $0.coefficient < 0 }
    var positive = [UInt8](repeating: 0, count: count)
    var negative = positive
    var sums = [Double](repeating: 0, count: count)
    do {
      var sum = sums.mutableSpan
      var above = positive.mutableSpan
      var below = negative.mutableSpan
      combination.evaluateWithNullsAsZero(
        into: &sum, positiveNulls: &above, negativeNulls: &below)
    }
    low = sums
    high = sums
    for amount in amounts { widen(by: abs(amount.coefficient), amount.column) }
    for unit in 0..<count {
      low[unit] = opensLow || negative[unit] > 0 ? -.infinity : snapped(low[unit])
      high[unit] = opensHigh || positive[unit] > 0 ? .infinity : snapped(high[unit])
    }
    for column in signed { open(column) }
  }

  /// Sums of decimals such as 0.1 + 0.2 carry errors of the arithmetic, not of the report.
  private func snapped(_ value: Double) -> Double { abs(value) < 1e-7 ? 0 : value }

  private mutating func widen(by coefficient: Double, _ column: Column) {
    let (values, marks) = (column.values.span, column.marks.span)
    for unit in 0..<values.count where !values[unit].isNaN {
      let slack = coefficient * FigureInterval.halfSteps[CellMark(byte: marks[unit]).decimals]
      low[unit] -= slack
      high[unit] += slack
    }
  }

  /// Opens both ends where a figure that may be below zero is missing.
  private mutating func open(_ column: Column?) {
    for unit in low.indices where column.map({ $0.values[unit].isNaN }) ?? true {
      low[unit] = -.infinity
      high[unit] = .infinity
    }
  }
}
