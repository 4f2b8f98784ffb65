import Vectors

/// How rates on small bases are drawn towards the mean of their group, and how sure their places are.
public struct Shrinkage: Sendable, Hashable {
  /// How the distribution of true rates is estimated.
  public var method = RatePrior.Method.likelihood
  /// The share of simulated rankings that an interval of a rank holds.
  public var level = 0.95
  /// The number of simulated rankings.
  public var draws = 2_000
  /// What the simulation depends on beside the figures.
  public var seed: UInt64 = 1

  /// Marginal likelihood, and 95 % intervals from 2,000 rankings.
  public init() {}
}

/// What stands behind the rates of a ranking.
public struct RateAccount: Sendable {
  /// The rates as they are, with counts and bases, on the small ones noted.
  public let rates: Rates
  /// For each column of the frame the intervals of the ranks; nil where none were computed.
  private let intervals: [RankIntervals?]

  init(rates: Rates, intervals: [RankIntervals?]) {
    self.rates = rates
    self.intervals = intervals
  }

  /// The intervals of a column's ranks; nil without shrinkage and of figures that are no rates.
  ///
  /// - Parameters: Positions in the frame's indicators and years.
  public func intervals(_ indicator: Int, _ year: Int) -> RankIntervals? {
    intervals.isEmpty ? nil : intervals[indicator * rates.frame.years.count + year]
  }

  /// Whether ranks have intervals.
  public var hasIntervals: Bool { !intervals.isEmpty }
}

/// Between which places bodies lie with the probability asked for. Null where unranked.
public struct RankIntervals: Sendable {
  /// The end nearer to the first place.
  public let low: Vector<Double>
  /// The end nearer to the last place.
  public let high: Vector<Double>
}
