/// How a ranking treats order, ties and groups.
public struct RankOptions: Sendable, Hashable {
  /// What equal figures get.
  public enum Ties: String, Sendable, CaseIterable {
    /// The best of their places: 1, 2, 2, 4.
    case competition
    /// The next number: 1, 2, 2, 3.
    case dense
    /// Their places in the order of the panel: 1, 2, 3, 4.
    case ordinal
    /// The mean of their places: 1, 2.5, 2.5, 4.
    case average
    /// The worst of their places: 1, 3, 3, 4.
    case maximum = "max"
  }

  /// Bodies of about one size: cut into bands by the quantiles of an indicator, year by year.
  public struct SizeBands: Sendable, Hashable {
    /// What size is measured by.
    public var indicator: IndicatorIndex
    /// The number of bands, at least 2.
    public var count: Int

    /// Bands of an indicator; quarters unless said otherwise.
    public init(_ indicator: IndicatorIndex, count: Int = 4) {
      precondition(count >= 2, "\(count) bands cut nothing")
      self.indicator = indicator
      self.count = count
    }
  }

  /// Which end comes first.
  public enum Order: String, Sendable, CaseIterable {
    /// The good one: the smallest figure of a derived indicator of which less is better, else the
    /// largest.
    case best
    /// The largest figure.
    case largest
    /// The smallest figure.
    case smallest
  }

  /// What equal figures get.
  public var ties = Ties.competition
  /// Which end comes first.
  public var order = Order.best
  /// The level whose regions are ranked each on its own; nil for one ranking of all.
  public var within: RegionCode.Level?
  /// Whether governments and departments are ranked apart.
  public var byKind = false
  /// The bands of size that are ranked apart; nil for none. A body without the size is unranked.
  public var sizeBands: SizeBands?
  /// A word for each body of the frame, whose bearers are ranked together; a body without is unranked.
  /// nil for no such groups.
  public var tags: [String?]?
  /// The same for words that may change, year by year; in a year without a list nobody is ranked.
  public var yearTags: [Year: [String?]]?

  /// The default: competition ranking of all, the largest first.
  public init() {}

  /// Whether bodies are ranked in groups rather than all together.
  public var isGrouped: Bool {
    within != nil || byKind || sizeBands != nil || tags != nil || yearTags != nil
  }

  /// Whether the largest figure of every indicator comes first; set, it says so for all of them.
  public var isDescending: Bool {
    get { order != .smallest }
    set { order = newValue ? .largest : .smallest }
  }

  /// Whether the largest figure of an indicator comes first.
  public func isDescending(for indicator: Indicator) -> Bool {
    order == .best ? indicator.derivation?.direction != .less : order == .largest
  }
}
