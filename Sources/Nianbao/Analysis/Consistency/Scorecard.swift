/// How the reports of each unit fared: how many checks they pass, and what was found.
public struct Scorecard: Sendable {
  /// One unit.
  public struct Line: Sendable, Hashable {
    /// The unit.
    public let unit: UnitIndex
    /// The number of its reports that were checked.
    public var reports = 0
    /// The number of checks, a rule confronted with a report, that hold.
    public var satisfied = 0
    /// The number of checks that fail.
    public var failed = 0
    /// The number of checks that cannot be made because figures are missing.
    public var notAssessable = 0
    /// The number of findings by severity.
    public var findings: [Rule.Severity: Int] = [:]
    /// The number of stories: of mistakes that explain the findings.
    public var stories = 0

    /// The share of the checks that could be made that hold; nil where none could.
    public var share: Double? {
      satisfied + failed == 0 ? nil : Double(satisfied) / Double(satisfied + failed)
    }
  }

  /// The units with a report, the one with the smallest share of checks passed first.
  public let lines: [Line]

  /// The scorecard of a confrontation and of what of its findings is to be counted.
  ///
  /// - Complexity: Linear in the checks.
  public init(_ confrontation: Confrontation, _ diagnosis: Diagnosis) {
    var lines = zip(confrontation.panel.units.indices, confrontation.reportCounts()).map {
      Line(unit: $0, reports: $1)
    }
    for outcome in confrontation.outcomes {
      for (unit, truth) in confrontation.truths(outcome) {
        switch truth {
        case .isTrue: lines[unit.position].satisfied += 1
        case .isFalse: lines[unit.position].failed += 1
        case .unknown: lines[unit.position].notAssessable += 1
        }
      }
    }
    for finding in diagnosis.findings {
      lines[finding.unit.position].findings[finding.severity, default: 0] += 1
    }
    for story in diagnosis.stories { lines[story.unit.position].stories += 1 }
    self.lines = lines.filter { $0.reports > 0 }.sorted { left, right in
      let (one, other) = (left.share ?? 2, right.share ?? 2)
      return one != other ? one < other : left.unit < right.unit
    }
  }
}
