import Vectors

/// A panel confronted with a set of rules: which reports break which rule, which satisfy it, and for
/// which it cannot be said.
public struct Confrontation: Sendable {
  /// The panel.
  public let panel: Panel
  /// The rules.
  public let rules: RuleSet
  /// What came of each rule in each year, in the order of the rules, then of the years.
  public let outcomes: [Outcome]

  /// What came of one rule in one year.
  public struct Outcome: Sendable {
    /// The rule's position in the set.
    public let rule: Int
    /// The year.
    public let year: Year
    /// The units whose reports break the rule.
    public let failing: [UnitIndex]
    /// The number of reports that satisfy it.
    public let satisfied: Int
    /// The number of reports of which it cannot be said, because figures are missing; those of which
    /// the rule's mode says nothing are not counted.
    public let notAssessable: Int
  }

  /// The years whose reports are checked; nil for all.
  let years: Set<Year>?
  /// The rules ready for evaluation, in the order of `rules`.
  let compiled: [CompiledRule]
  let slips: SlipModel
  /// The figures as the rules see them.
  let figures: RuleFigures

  /// Confronts a panel with rules.
  ///
  /// - Parameters:
  ///   - years: The years whose reports are checked; nil for all. Rules still see the years before.
  ///   - workers: How many threads may share the work; the outcomes do not depend on it.
  /// - Complexity: One pass over the columns of each rule and year.
  public init(
    _ panel: Panel, with rules: RuleSet, years: Set<Year>? = nil, workers: Workers = .available
  ) {
    self.panel = panel
    self.rules = rules
    self.years = years
    slips = rules.slips
    let checked = panel.years.filter { years?.contains($0) ?? true }
    compiled = rules.rules.map { CompiledRule($0, rules.catalog) }
    figures = RuleFigures(panel, for: compiled, years: checked)
    var outcomes = RuleSweep(panel, compiled, years: checked, workers: workers).outcomes()
    var applicability = Applicability(panel, unitsBelow: figures.unitsBelow)
    var evaluation = RuleEvaluation(figures)
    for (position, rule) in compiled.enumerated() where !RuleSweep.sweeps(rule) {
      for year in checked where !figures.silences(rule, year) {
        let reports = applicability.reports(of: rule, in: year)
        guard !reports.isEmpty else { continue }
        if let outcome = evaluation.outcome(of: rule, at: position, year, reports) {
          outcomes.append(outcome)
        }
      }
    }
    self.outcomes = outcomes.sorted { ($0.rule, $0.year) < ($1.rule, $1.year) }
  }
}

extension Panel {
  /// The form that a unit's report of a year stands on; nil where there is none.
  func form(of unit: UnitIndex, in year: Year) -> Edition? {
    reports.report(of: unit, in: year)?.edition.flatMap { catalog.edition($0) }
  }
}
