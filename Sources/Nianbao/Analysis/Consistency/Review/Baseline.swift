/// The findings of a former check, to see what appeared since and what was resolved.
public struct Baseline: Sendable {
  /// How a finding stands to a former check, named as in SARIF 2.1.0.
  public enum State: String, Sendable, CaseIterable {
    /// It was not there.
    case new
    /// It was there, with the same figures.
    case unchanged
    /// The same rule failed in the same report, with other figures.
    case updated
    /// It was there and is no more.
    case absent
  }

  /// A finding of the former check.
  public struct Entry: Sendable, Hashable {
    /// The stable name of what found it.
    public let rule: String
    /// How much it mattered.
    public let severity: Rule.Severity
    /// The unit's name.
    public let unit: String
    /// The unit's code; empty where it has none.
    public let unitCode: String
    /// The report's year.
    public let year: Year
    /// What was told to the reader.
    public let message: String
    /// The ids of the indicators that it rested on.
    public let indicators: [String]
    /// Its fingerprint; nil where the former check told none.
    public let fingerprint: Fingerprint?

    /// The report that it was about.
    var report: Review.ReportKey {
      Review.ReportKey(unit: unitCode.isEmpty ? unit : unitCode, year: year)
    }
  }

  /// What appeared, what stayed and what was resolved.
  public struct Comparison: Sendable {
    /// The state of each finding.
    public let states: [Fingerprint: State]
    /// The former findings that are no more, in their order.
    public internal(set) var resolved: [Entry]
    /// The number of former findings about reports that were not checked this time.
    public let uncheckedCount: Int
  }

  /// The findings in their order.
  public let entries: [Entry]

  /// A former check with some findings.
  public init(_ entries: [Entry]) { self.entries = entries }

  /// The findings of another check, with messages in a language.
  public init(_ review: Review, language: Language) {
    let panel = review.panel
    entries = zip(review.diagnosis.findings, review.fingerprints).map { finding, fingerprint in
      let unit = panel.units[finding.unit]
      return Entry(
        rule: finding.id.name, severity: finding.severity, unit: unit.name, unitCode: unit.code,
        year: finding.year, message: finding.message[language],
        indicators: finding.cells.map { panel.catalog[$0.indicator].id.name },
        fingerprint: fingerprint)
    }
  }

  /// How the findings of a check stand to these: told by their fingerprints, and where none fits, by
  /// rule and report.
  ///
  /// - Complexity: Linear in both.
  func compared(with review: Review) -> Comparison {
    struct Key: Hashable {
      let rule: String
      let report: Review.ReportKey
    }
    let present = Set(review.fingerprints)
    var states: [Fingerprint: State] = [:]
    var unmatched: [Key: [Int]] = [:]
    for (position, entry) in entries.enumerated().reversed() {
      if let fingerprint = entry.fingerprint, present.contains(fingerprint) {
        states[fingerprint] = .unchanged
      } else {
        unmatched[Key(rule: entry.rule, report: entry.report), default: []].append(position)
      }
    }
    var matched: Set<Int> = []
    for (finding, fingerprint) in zip(review.diagnosis.findings, review.fingerprints)
    where states[fingerprint] == nil {
      let unit = review.panel.units[finding.unit].identity
      let key = Key(
        rule: finding.id.name, report: Review.ReportKey(unit: unit, year: finding.year))
      let former = unmatched[key]?.popLast()
      if let former { matched.insert(former) }
      let isSame = former.map { entries[$0].fingerprint == nil } ?? false
      states[fingerprint] = former == nil ? .new : isSame ? .unchanged : .updated
    }
    let gone = unmatched.values.joined().filter { !matched.contains($0) }.sorted()
    let checked = review.checkedReports()
    let resolved = gone.map { entries[$0] }.filter { checked.contains($0.report) }
    return Comparison(
      states: states, resolved: resolved, uncheckedCount: gone.count - resolved.count)
  }
}
