/// What became of findings from one look at the figures to another: which went, which came, which
/// stayed.
///
/// Two findings are the same where a key of them is; of several findings with one key, as many stay as
/// both looks have.
public struct FindingsDifference: Sendable {
  /// The findings of the first look that the second does not have, in their order.
  public var gone: [Finding]
  /// The findings of the second look that the first did not have, in their order.
  public var come: [Finding]
  /// The findings that both have, as the second has them, in its order.
  public var kept: [Finding]

  /// What makes two findings the same unless told otherwise: what found them, whose report, and
  /// which year.
  public struct Key: Hashable, Sendable {
    /// What found it.
    public let id: RuleID
    /// Whose report it is about.
    public let unit: UnitIndex
    /// The report's year.
    public let year: Year

    /// The key of a finding.
    public init(_ finding: Finding) {
      id = finding.id
      unit = finding.unit
      year = finding.year
    }
  }

  /// The difference between findings of one panel, or of two whose units are the same.
  ///
  /// - Complexity: O(findings).
  public init(from before: [Finding], to after: [Finding]) {
    self.init(from: before, to: after, by: Key.init)
  }

  /// The difference by a key of one's own.
  ///
  /// - Complexity: O(findings).
  public init(from before: [Finding], to after: [Finding], by key: (Finding) -> some Hashable) {
    func difference<Name: Hashable>(_ key: (Finding) -> Name) -> FindingsDifference {
      var waiting: [Name: Int] = [:]
      for finding in before { waiting[key(finding), default: 0] += 1 }
      var (come, kept): ([Finding], [Finding]) = ([], [])
      for finding in after {
        if let count = waiting[key(finding)], count > 0 {
          waiting[key(finding)] = count - 1
          kept.append(finding)
        } else {
          come.append(finding)
        }
      }
      // Of several with one key the last ones of the first look are gone.
      var gone: [Finding] = []
      for finding in before.reversed() {
        guard let count = waiting[key(finding)], count > 0 else { continue }
        waiting[key(finding)] = count - 1
        gone.append(finding)
      }
      return FindingsDifference(gone: gone.reversed(), come: come, kept: kept)
    }
    self = difference(key)
  }

  /// A difference that is known already.
  init(gone: [Finding], come: [Finding], kept: [Finding]) {
    self.gone = gone
    self.come = come
    self.kept = kept
  }
}
