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
    /// The number of reports of which it cannot be said, because figures are missing.
    public let notAssessable: Int
  }

  /// The years whose reports are checked; nil for all.
  let years: Set<Year>?
  let compiled: [CompiledRule]
  let slips: SlipModel

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
    compiled = rules.rules.map { CompiledRule($0) }
    var outcomes: [Outcome] = []
    let applicability = Applicability(panel)
    for (position, rule) in compiled.enumerated() {
      for year in panel.years where years?.contains(year) ?? true {
        let reports = applicability.reports(of: rule.rule, in: year)
        guard !reports.isEmpty else { continue }
        outcomes.append(Self.outcome(rule, position, panel, year, reports))
      }
    }
    self.outcomes = outcomes
  }

  private static func outcome(
    _ rule: CompiledRule, _ position: Int, _ panel: Panel, _ year: Year, _ reports: [UnitIndex]
  ) -> Outcome {
    if rule.rule.kind == .form {
      let failing = reports.filter { unit in
        panel.form(of: unit, in: year).map { !$0.years.contains(year) } ?? false
      }
      return Outcome(
        rule: position, year: year, failing: failing, satisfied: reports.count - failing.count,
        notAssessable: 0)
    }
    let truths = rule.truths(panel, year)
    var failing: [UnitIndex] = []
    var (satisfied, unknown) = (0, 0)
    for unit in reports {
      switch truths[unit.position] {
      case .isFalse: failing.append(unit)
      case .isTrue: satisfied += 1
      case .unknown: unknown += 1
      }
    }
    return Outcome(
      rule: position, year: year, failing: failing, satisfied: satisfied, notAssessable: unknown)
  }
}

extension Panel {
  /// The form that a unit's report of a year stands on; nil where there is none.
  func form(of unit: UnitIndex, in year: Year) -> Edition? {
    reports.report(of: unit, in: year)?.edition.flatMap { catalog.edition($0) }
  }
}

/// Which reports a rule is about.
struct Applicability {
  private let panel: Panel

  init(_ panel: Panel) { self.panel = panel }

  /// The units with a report of a year whose form and place the rule holds for.
  func reports(of rule: Rule, in year: Year) -> [UnitIndex] {
    guard let positions = panel.reports.positions(in: year) else { return [] }
    let editions = panel.reports.editionCodes(of: rule.editions)
    return panel.units.indices.filter { unit in
      let report = positions[unit.position]
      guard report >= 0, editions.contains(panel.reports.editions[Int(report)]) else {
        return false
      }
      guard let scope = rule.scope else { return true }
      return panel.units.region(of: unit).map(scope.contains) ?? false
    }
  }

  /// Whether the report of a unit and year is one that a rule is about.
  func isAbout(_ rule: Rule, _ unit: UnitIndex, _ year: Year) -> Bool {
    guard let report = panel.reports.report(of: unit, in: year), let edition = report.edition,
      rule.editions.contains(edition)
    else { return false }
    guard let scope = rule.scope else { return true }
    return panel.units.region(of: unit).map(scope.contains) ?? false
  }
}

extension ReportTable {
  /// The numbers that some editions have in `editions`.
  func editionCodes(of wanted: Set<EditionID>) -> Set<Int32> {
    Set(
      (0..<editionTexts.count).filter { wanted.contains(EditionID(editionTexts[$0])) }.map(
        Int32.init))
  }
}
