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
struct ResidualBounds {
  private(set) var low: [Double]
  private(set) var high: [Double]

  init(_ form: LinearForm, _ panel: Panel, _ year: Year) {
    let count = panel.units.count
    low = Array(repeating: form.constant, count: count)
    high = low
    for term in form.terms {
      let indicator = panel.catalog[term.cell.indicator]
      guard let column = panel.column(term.cell.indicator, year.advanced(by: -term.cell.lag)) else {
        addMissing(term.coefficient, indicator)
        continue
      }
      add(term.coefficient, column, indicator)
    }
    for unit in 0..<count {
      if abs(low[unit]) < 1e-7 { low[unit] = 0 }
      if abs(high[unit]) < 1e-7 { high[unit] = 0 }
    }
  }

  private mutating func add(_ coefficient: Double, _ column: Column, _ indicator: Indicator) {
    let values = column.values.span
    let marks = column.marks.span
    let isAmount = indicator.measure.kind == .amount
    for unit in 0..<values.count {
      let value = values[unit]
      if value.isNaN {
        widen(unit, coefficient, indicator)
        continue
      }
      let product = coefficient * value
      guard isAmount else {
        low[unit] += product
        high[unit] += product
        continue
      }
      let slack =
        abs(coefficient) * FigureInterval.halfSteps[CellMark(byte: marks[unit]).decimals]
      low[unit] += product - slack
      high[unit] += product + slack
    }
  }

  private mutating func addMissing(_ coefficient: Double, _ indicator: Indicator) {
    for unit in low.indices { widen(unit, coefficient, indicator) }
  }

  /// A missing figure can be anything from 0, or anything at all.
  private mutating func widen(_ unit: Int, _ coefficient: Double, _ indicator: Indicator) {
    if coefficient > 0 || indicator.isSigned { high[unit] = .infinity }
    if coefficient < 0 || indicator.isSigned { low[unit] = -.infinity }
  }
}
