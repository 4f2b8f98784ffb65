/// A check that could not be made: a rule of which it cannot be said whether a report satisfies it.
public struct Unassessable: Sendable {
  /// The rule's position in the set.
  public let rule: Int
  /// Whose report it is.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year
  /// The figures that are missing, in the order of the rule; none where rounding leaves it open.
  public let gaps: [Gap]

  /// Why it could not be made, each once.
  public var causes: [Cause] {
    gaps.isEmpty
      ? [.rounding] : Cause.allCases.filter { cause in gaps.contains { $0.cause == cause } }
  }

  /// A figure that is missing.
  public struct Gap: Sendable, Hashable {
    /// The figure.
    public let cell: Finding.Cell
    /// Why it is missing.
    public let cause: Cause
  }

  /// Why a figure is missing, or what else leaves a check open.
  public enum Cause: String, Sendable, CaseIterable {
    /// The unit has no report for the figure's year.
    case noReport = "no-report"
    /// The report prints the row without a number.
    case blank
    /// The report lacks the row.
    case absent
    /// The form of that year and place does not have the row.
    case notApplicable = "not-applicable"
    /// The report prints something that is no number.
    case unreadable
    /// The prose does not state the figure.
    case notStated = "not-stated"
    /// Not all units below have the figure.
    case below
    /// All figures are there, but those that round to them may satisfy the rule or not.
    case rounding
  }
}

extension Confrontation {
  /// The checks that could not be made, in the order of units, years and rules.
  ///
  /// - Complexity: One pass over the columns of each rule and year with such checks.
  public func unassessable() -> [Unassessable] {
    var checks: [(unit: UnitIndex, year: Year, rule: Int)] = []
    for outcome in outcomes {
      checks += unassessable(outcome).map { ($0, outcome.year, outcome.rule) }
    }
    checks.sort { ($0.unit, $0.year, $0.rule) < ($1.unit, $1.year, $1.rule) }
    return checks.map { check in
      let record = UnitRecord(figures: figures, unit: check.unit, rules: compiled)
      return Unassessable(
        rule: check.rule, unit: check.unit, year: check.year,
        gaps: compiled[check.rule].rule.assertion.cells.compactMap { reference in
          let cell = record.cell(reference, check.year)
          return cell.value == nil ? Unassessable.Gap(cell: cell, cause: cause(cell)) : nil
        })
    }
  }

  /// The units of which a rule cannot say in a year whether they satisfy it.
  func unassessable(_ outcome: Outcome) -> [UnitIndex] {
    guard outcome.notAssessable > 0 else { return [] }
    return truths(outcome).filter { $0.truth == .unknown }.map(\.unit)
  }

  /// The truth of a rule in each report of a year that it says something about.
  ///
  /// - Complexity: One pass over the columns of the rule.
  func truths(_ outcome: Outcome) -> [(unit: UnitIndex, truth: Truth)] {
    let rule = compiled[outcome.rule]
    var applicability = Applicability(panel, unitsBelow: figures.unitsBelow)
    let reports = applicability.reports(of: rule, in: outcome.year)
    if rule.rule.kind == .form {
      let failing = Set(outcome.failing)
      return reports.map { ($0, failing.contains($0) ? .isFalse : .isTrue) }
    }
    var evaluation = RuleEvaluation(figures)
    let truths = evaluation.truths(of: rule, outcome.year)
    return reports.compactMap { unit in truths[unit.position].map { (unit, $0) } }
  }

  private func cause(_ cell: Finding.Cell) -> Unassessable.Cause {
    switch cell.source {
    case .prose: return .notStated
    case .below: return .below
    case .table: break
    }
    guard panel.reports.position(of: cell.unit, in: cell.year) != nil else { return .noReport }
    switch panel.mark(cell.indicator, cell.year, cell.unit).status {
    case .blank: return .blank
    case .unreadable: return .unreadable
    case .notApplicable: return .notApplicable
    case .absent, .reported, .recovered, .fromText, .corrected: return .absent
    }
  }
}
