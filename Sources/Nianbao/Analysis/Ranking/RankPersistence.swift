import Vectors

/// How far the order of bodies in one year is that of another.
public struct RankPersistence: Sendable {
  /// The order of one indicator in two years, within one group of bodies.
  public struct Pair: Sendable {
    /// Positions in the frame's indicators and years.
    public let indicator, earlier, later: Int
    /// What tells the group apart; empty for all together.
    public let group: String
    /// Over how many bodies, and how far the two orders agree.
    public let agreement: RankAgreement
  }

  /// The ranking looked at.
  public let ranking: Ranking
  /// Indicator by indicator, each two years in order, group by group; groups without two common bodies
  /// are left out.
  public let pairs: [Pair]
}

extension Ranking {
  /// How far the order of each two years agrees, by Spearman's ρ and Kendall's τ-b, within the groups of
  /// the earlier year.
  ///
  /// - Parameter years: The years looked at; nil for all of the frame.
  /// - Complexity: A sort of each two columns.
  public func persistence(years: Set<Year>? = nil) -> RankPersistence {
    let years = frame.years.indices.filter { years?.contains(frame.years[$0]) ?? true }
    let members = frame.years.indices.map { groups($0).grouping.members() }
    var pairs: [RankPersistence.Pair] = []
    for indicator in frame.indicators.indices {
      for (index, earlier) in years.enumerated() {
        guard let first = frame.rankable(indicator, earlier) else { continue }
        for later in years[(index + 1)...] {
          guard let second = frame.rankable(indicator, later) else { continue }
          for (group, bodies) in members[earlier].enumerated() {
            let agreement = RankAgreement(
              first.gathering(bodies).span, second.gathering(bodies).span)
            guard agreement.count >= 2 else { continue }
            pairs.append(
              RankPersistence.Pair(
                indicator: indicator, earlier: earlier, later: later,
                group: groups(earlier).names[group], agreement: agreement))
          }
        }
      }
    }
    return RankPersistence(ranking: self, pairs: pairs)
  }
}
