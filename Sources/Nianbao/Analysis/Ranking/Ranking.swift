import Vectors

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

  /// What equal figures get.
  public var ties = Ties.competition
  /// Whether the largest figure comes first.
  public var isDescending = true
  /// The level whose regions are ranked each on its own; nil for one ranking of all.
  public var within: RegionCode.Level?

  /// The default: competition ranking of all, the largest first.
  public init() {}
}

/// The places of bodies by their figures, year by year.
public struct Ranking: Sendable {
  /// The figures ranked.
  public let frame: Frame
  /// How they were ranked.
  public let options: RankOptions

  private let columns: [RankColumn?]

  init(frame: Frame, options: RankOptions, columns: [RankColumn?]) {
    self.frame = frame
    self.options = options
    self.columns = columns
  }

  /// The ranks of an indicator in a year, or nil where no body has a figure.
  ///
  /// - Parameters: Positions in the frame's indicators and years.
  public func column(_ indicator: Int, _ year: Int) -> RankColumn? {
    columns[indicator * frame.years.count + year]
  }
}

/// The ranks of one indicator in one year over all bodies of a frame. NaN is null.
public struct RankColumn: Sendable {
  /// The ranks from 1; null where the figure is.
  public let ranks: Vector<Double>
  /// How many bodies are ranked together with each body.
  public let of: Vector<Int32>
  /// The ranks of the year before; null where that year has none.
  public let previous: Vector<Double>

  /// How many places a body went up since the year before; below zero where it fell.
  public func movement(_ body: Int) -> Double? {
    let places = previous[body] - ranks[body]
    return places.isNaN ? nil : places
  }

  /// The bodies that are ranked, best first; of equal ranks in the order of the frame.
  public func order() -> [Int] {
    (0..<ranks.count).filter { !ranks[$0].isNaN }.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }
}
