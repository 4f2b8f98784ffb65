/// What is computed of the trend of each body.
public struct TrendOptions: Sendable, Hashable {
  /// One way to see a trend.
  public enum Measure: String, Sendable, CaseIterable {
    /// The least-squares line.
    case line
    /// The median slope of Theil and Sen, and the test of Mann and Kendall.
    case rank
    /// Where the level shifts most, by Pettitt's test.
    case shift
    /// Where the slope turns from rise to fall or from fall to rise.
    case turn
  }

  /// What is computed.
  public var measures: Set<Measure> = [.line, .rank]
  /// How often an interval holds the slope, between 0 and 1.
  public var confidence = 0.95

  /// Line and ranks, with intervals of 95 %.
  public init() {}

  /// Some measures, with intervals of 95 %.
  public init(_ measures: Set<Measure>) { self.measures = measures }
}
