/// What the statistical checks of a panel found, and how many of it chance would find.
public struct AnomalyReport: Sendable {
  /// One discovery.
  public struct Anomaly: Sendable {
    /// The check that found it.
    public let check: AnomalyCheck
    /// The finding: severity `info`, no rule, no suspects.
    public let finding: Finding
    /// The natural logarithm of the probability that chance alone brings forth something at least as
    /// unusual in one test.
    public let logProbability: Double
  }

  /// The discoveries in the order of units and years, each year's least probable first.
  public let anomalies: [Anomaly]
  /// How many tests each check made; checks that made none are left out.
  public let tests: [AnomalyCheck: Int]
  /// How many tests are discoveries, those told together with another one included.
  public let discoveries: Int
  /// The share of false alarms among the discoveries that is allowed on average.
  public let falseDiscoveryRate: Double

  /// The findings.
  public var findings: [Finding] { anomalies.map(\.finding) }

  /// The number of all tests.
  public var testCount: Int { tests.values.reduce(0, +) }

  /// How many of the discoveries are expected to be false alarms, at most.
  public var expectedFalseAlarms: Double { falseDiscoveryRate * Double(discoveries) }
}
