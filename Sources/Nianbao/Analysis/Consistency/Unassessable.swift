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
    /// The prose states the figure roughly, or two that differ.
    case vague
    /// Not all units below have the figure.
    case below
    /// All figures are there, but those that round to them may satisfy the rule or not.
    case rounding
  }
}

extension Confrontation {
  /// The checks that could not be made, in the order of units, years and rules.
  ///
  /// - Complexity: The rules with such checks are evaluated once more.
  public func unassessable() -> [Unassessable] {
    var review = OutcomeReview(self)
    var checks: [(unit: UnitIndex, year: Year, rule: Int)] = []
    for outcome in outcomes where outcome.notAssessable > 0 {
      for (unit, truth) in review.truths(of: outcome) where truth == .unknown {
        checks.append((unit, outcome.year, outcome.rule))
      }
    }
    checks.sort { ($0.unit, $0.year, $0.rule) < ($1.unit, $1.year, $1.rule) }
    return checks.map { check in
      Unassessable(
        rule: check.rule, unit: check.unit, year: check.year,
        gaps: compiled[check.rule].cells.compactMap { reference in
          cause(reference, check.unit, check.year, compiled[check.rule].missing).map {
            Unassessable.Gap(cell: figures.cell(reference, check.unit, check.year), cause: $0)
          }
        })
    }
  }

  /// Why a figure of a rule is not one number; nil where it is.
  private func cause(
    _ reference: CellReference, _ unit: UnitIndex, _ year: Year, _ mode: MissingMode
  ) -> Unassessable.Cause? {
    let figure = figures.figure(reference, unit, year)
    if mode.takesMissingAsZero, figure.presence == .missing { return nil }
    switch reference.source {
    case .prose:
      if figure.presence == .missing { return .notStated }
      return figure.known.low == figure.known.high ? nil : .vague
    case .below: return figure.isComplete ? nil : .below
    case .table: break
    }
    guard !figure.isComplete else { return nil }
    let year = year.advanced(by: -reference.lag)
    guard panel.reports.position(of: unit, in: year) != nil else { return .noReport }
    switch panel.mark(reference.indicator, year, unit).status {
    case .blank: return .blank
    case .unreadable: return .unreadable
    case .notApplicable: return .notApplicable
    default: return .absent
    }
  }
}

/// Looks at outcomes report by report; reports and memory are kept from one outcome to the next.
struct OutcomeReview {
  private let compiled: [CompiledRule]
  private var applicability: Applicability
  private var evaluation: RuleEvaluation

  /// A review of a confrontation's outcomes.
  init(_ confrontation: Confrontation) {
    compiled = confrontation.compiled
    applicability = Applicability(
      confrontation.panel, unitsBelow: confrontation.figures.unitsBelow)
    evaluation = RuleEvaluation(confrontation.figures)
  }

  /// The reports that the rule of an outcome says something about, each with the truth of it.
  mutating func truths(of outcome: Confrontation.Outcome) -> [(unit: UnitIndex, truth: Truth)] {
    let rule = compiled[outcome.rule]
    let reports = applicability.reports(of: rule, in: outcome.year)
    guard rule.rule.kind != .form else {
      let failing = Set(outcome.failing)
      return reports.map { ($0, failing.contains($0) ? .isFalse : .isTrue) }
    }
    let truths = evaluation.truths(of: rule, outcome.year)
    return reports.compactMap { unit in truths[unit.position].map { (unit, $0) } }
  }
}
