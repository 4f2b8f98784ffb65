/// A rule ready for evaluation: each comparison as one linear form that is compared with zero.
///
/// What evaluates and what localises read `assertion` and `missing`; what explains a rule to a reader
/// reads the rule, whose comparisons are as written.
struct CompiledRule: Sendable {
  /// The rule as written.
  let rule: Rule
  /// What must hold, tolerances worked into the comparisons: none of them has one.
  let assertion: Assertion
  /// What missing figures mean.
  let missing: MissingMode
  /// All figures that the rule speaks of, each once.
  let cells: [CellReference]
  /// Left less right of each comparison, in the order of `assertion.comparisons`.
  let residuals: [LinearForm]
  let signs: [Comparison.Sign]
  /// The comparisons of the conclusion as written, each with what it says without its tolerance.
  private let written: [(comparison: Comparison, compiled: Condition)]

  /// A rule over figures of a catalogue.
  init(_ rule: Rule, _ catalog: Catalog) {
    self.rule = rule
    assertion = rule.assertion.withoutTolerances(catalog)
    missing = rule.missing
    cells = rule.assertion.cells
    residuals = assertion.comparisons.map { $0.left.adding($0.right, times: -1) }
    signs = assertion.comparisons.map(\.sign)
    written = rule.assertion.conclusion.comparisons.map {
      ($0, Condition.comparison($0).withoutTolerances(catalog))
    }
  }

  /// Whether the rule speaks of figures of a source.
  func speaks(of source: CellReference.Source) -> Bool { cells.contains { $0.source == source } }

  /// The truth for one report, from the numbers its cells may stand for.
  func truth(_ figure: (CellReference) -> FigureInterval) -> Truth {
    rule.kind == .form
      ? .unknown
      : assertion.truth(
        zip(residuals, signs).map { residual, sign in
          let interval = residual.interval(figure)
          return sign.truth(low: interval.low, high: interval.high)
        })
  }

  /// The truth for a unit's report of a year; nil where the rule's mode says that it is silent.
  func truth(_ figures: RuleFigures, _ unit: UnitIndex, _ year: Year) -> Truth? {
    let all = cells.map { ($0, figures.figure($0, unit, year)) }
    guard missing.isProduced(all.lazy.map(\.1)) else { return nil }
    let intervals = Dictionary(uniqueKeysWithValues: all.map { ($0, $1.interval(missing)) })
    return truth { intervals[$0] ?? .anything }
  }

  /// The first comparison of a broken rule's conclusion that does not hold, as written.
  func failedComparison(_ figures: RuleFigures, _ unit: UnitIndex, _ year: Year) -> Comparison? {
    written.first { _, compiled in
      compiled.truth { figures.figure($0, unit, year).interval(missing) } == .isFalse
    }?.comparison
  }
}

extension Condition {
  /// The truth of the condition, from the numbers that its figures may stand for.
  func truth(_ figure: (CellReference) -> FigureInterval) -> Truth {
    switch self {
    case .comparison(let comparison):
      let interval = comparison.left.interval(minus: comparison.right, figure)
      return comparison.sign.truth(low: interval.low, high: interval.high)
    case .and(let left, let right): return Truth.and(left.truth(figure), right.truth(figure))
    case .or(let left, let right): return Truth.or(left.truth(figure), right.truth(figure))
    }
  }
}
