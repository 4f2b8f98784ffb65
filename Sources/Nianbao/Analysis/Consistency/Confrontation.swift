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
  /// - Parameter years: The years whose reports are checked; nil for all. Rules still see the years
  ///   before.
  /// - Complexity: One pass over the columns of each rule and year.
  public init(_ panel: Panel, with rules: RuleSet, years: Set<Year>? = nil) {
    self.panel = panel
    self.rules = rules
    self.years = years
    slips = rules.slips
    let checked = panel.years.filter { years?.contains($0) ?? true }
    compiled = rules.rules.map { CompiledRule($0, rules.catalog) }
    figures = RuleFigures(panel, for: compiled, years: checked)
    var outcomes: [Outcome] = []
    var applicability = Applicability(panel, unitsBelow: figures.unitsBelow)
    var evaluation = RuleEvaluation(figures)
    for (position, rule) in compiled.enumerated() {
      for year in checked where !figures.silences(rule, year) {
        let reports = applicability.reports(of: rule, in: year)
        guard !reports.isEmpty else { continue }
        let outcome =
          rule.rule.kind == .form
          ? Self.formOutcome(position, panel, year, reports)
          : evaluation.outcome(of: rule, at: position, year, reports)
        if let outcome { outcomes.append(outcome) }
      }
    }
    self.outcomes = outcomes
  }

  /// Whether reports stand on the form of their year.
  private static func formOutcome(
    _ position: Int, _ panel: Panel, _ year: Year, _ reports: [UnitIndex]
  ) -> Outcome {
    let failing = reports.filter { unit in
      panel.form(of: unit, in: year).map { !$0.years.contains(year) } ?? false
    }
    return Outcome(
      rule: position, year: year, failing: failing, satisfied: reports.count - failing.count,
      notAssessable: 0)
  }
}

extension Panel {
  /// The form that a unit's report of a year stands on; nil where there is none.
  func form(of unit: UnitIndex, in year: Year) -> Edition? {
    reports.report(of: unit, in: year)?.edition.flatMap { catalog.edition($0) }
  }
}
