/// A diagnosis as it is looked at again: its findings with their fingerprints, the verdicts that people
/// gave before, and how they stand to a former check.
public struct Review: Sendable {
  /// The panel that the findings are about.
  public let panel: Panel
  /// The findings and stories.
  public private(set) var diagnosis: Diagnosis
  /// The fingerprints of the findings, in their order.
  public private(set) var fingerprints: [Fingerprint]
  /// The verdicts, also on findings that are not there.
  public var verdicts: [Fingerprint: Verdict] = [:]
  /// How the findings stand to those of a former check; nil where there is none.
  public private(set) var comparison: Baseline.Comparison?
  /// The years whose reports were checked.
  private let years: Set<Year>
  /// The number of findings that were left out because a verdict settles them.
  public private(set) var settledCount = 0

  /// A report by the code of its unit, or its name where it has none, and the year.
  struct ReportKey: Hashable {
    let unit: String
    let year: Year
  }

  /// A review of a diagnosis without verdicts and former check.
  ///
  /// - Complexity: Linear in the cells of the findings.
  public init(_ diagnosis: Diagnosis, of confrontation: Confrontation) {
    panel = confrontation.panel
    self.diagnosis = diagnosis.sorted()
    fingerprints = Fingerprint.all(of: self.diagnosis.findings, in: panel)
    years = Set(confrontation.outcomes.map(\.year))
  }

  /// The reports that were checked, whether any rule is about them or not. O(units × years).
  func checkedReports() -> Set<ReportKey> {
    var keys: Set<ReportKey> = []
    for unit in panel.units.indices {
      let identity = panel.units[unit].identity
      for year in years where panel.reports.position(of: unit, in: year) != nil {
        keys.insert(ReportKey(unit: identity, year: year))
      }
    }
    return keys
  }

  /// The verdict on a finding; nil where there is none.
  public func verdict(on position: Int) -> Verdict? { verdicts[fingerprints[position]] }

  /// How a finding stands to the former check; nil where there is none.
  public func state(of position: Int) -> Baseline.State? {
    comparison?.states[fingerprints[position]]
  }

  /// Compares with a former check.
  public mutating func compare(with baseline: Baseline) {
    comparison = baseline.compared(with: self)
  }

  /// Leaves out the findings that a verdict settles.
  public func withoutSettled() -> Review {
    var review = filtered { !(verdict(on: $0)?.decision.settles ?? false) }
    review.settledCount = diagnosis.findings.count - review.diagnosis.findings.count
    return review
  }

  /// The review of some findings, chosen by position; stories keep what is left of them.
  public func filtered(_ isIncluded: (Int) -> Bool) -> Review {
    var review = self
    let kept = diagnosis.findings.indices.filter(isIncluded)
    review.diagnosis = diagnosis.keeping(kept)
    review.fingerprints = kept.map { fingerprints[$0] }
    return review
  }

  /// The review of the findings of some weight and about some indicators, and of what was resolved of
  /// the same kind.
  ///
  /// - Parameter indicators: The indicators, of which a finding has one at least; nil for all.
  public func filtered(atLeast severity: Rule.Severity, about indicators: [IndicatorIndex]?)
    -> Review
  {
    let wanted = indicators.map { Set($0) }
    var review = filtered { position in
      let finding = diagnosis.findings[position]
      return finding.severity >= severity
        && wanted.map { wanted in finding.cells.contains { wanted.contains($0.indicator) } } ?? true
    }
    let names = wanted.map { Set($0.map { panel.catalog[$0].id.name }) }
    review.comparison?.resolved.removeAll { entry in
      entry.severity < severity
        || !(names.map { !$0.isDisjoint(with: entry.indicators) } ?? true)
    }
    return review
  }
}
