/// Who is among the first in how many years.
public struct StableTop: Sendable {
  /// One body that was among the first at least once.
  public struct Entry: Sendable {
    /// A position in the frame's bodies.
    public let body: Int
    /// In how many of the years it was among the first.
    public let yearsInTop: Int
    /// In how many of the years it was ranked.
    public let yearsRanked: Int
    /// Its best and its worst place.
    public let best, worst: Double
    /// The mean of its places.
    public let mean: Double
  }

  /// The ranking looked at.
  public let ranking: Ranking
  /// The places that count as the first.
  public let places: TopPlaces
  /// The years looked at, as positions in the frame's.
  public let years: [Int]

  /// The first bodies of a ranking over some of its years.
  init(_ ranking: Ranking, places: TopPlaces, years: [Int]) {
    self.ranking = ranking
    self.places = places
    self.years = years
  }

  /// The bodies that were among the first by an indicator, those of most years first, then by the mean
  /// of their places, then in the order of the frame.
  ///
  /// - Complexity: A sort of each year's ranks.
  public func entries(_ indicator: Int) -> [Entry] {
    let columns = years.compactMap { ranking.column(indicator, $0) }
    var counts: [Int: Int] = [:]
    for column in columns {
      for order in column.ordersByGroup() {
        for body in places.chosen(order, column) { counts[body, default: 0] += 1 }
      }
    }
    return counts.map { body, count in
      let ranks = columns.map { $0.ranks[body] }.filter { !$0.isNaN }
      return Entry(
        body: body, yearsInTop: count, yearsRanked: ranks.count, best: ranks.min() ?? .nan,
        worst: ranks.max() ?? .nan, mean: ranks.reduce(0, +) / Double(ranks.count))
    }.sorted { (-$0.yearsInTop, $0.mean, $0.body) < (-$1.yearsInTop, $1.mean, $1.body) }
  }

  /// The bodies that were among the first by an indicator in every year that has a ranking.
  public func bodiesOfEveryYear(_ indicator: Int) -> [Int] {
    let years = rankedYears(indicator)
    return entries(indicator).filter { $0.yearsInTop == years }.map(\.body)
  }

  /// How many years have a ranking by an indicator.
  public func rankedYears(_ indicator: Int) -> Int {
    years.count { ranking.column(indicator, $0) != nil }
  }
}

extension Ranking {
  /// Who is among the first `count` in how many of some years.
  ///
  /// - Parameters:
  ///   - edge: What happens to ties at the last of these places.
  ///   - years: The years looked at; nil for all of the frame.
  public func stableTop(_ count: Int, edge: TopPlaces.Edge = .keep, years: Set<Year>? = nil)
    -> StableTop
  {
    StableTop(
      self, places: TopPlaces(first: count, edge: edge),
      years: frame.years.indices.filter { years?.contains(frame.years[$0]) ?? true })
  }
}
