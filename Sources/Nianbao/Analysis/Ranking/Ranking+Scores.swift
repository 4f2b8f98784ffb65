import Vectors

/// How a figure stands among those it is ranked with, other than by its place.
public enum RankScore: String, Sendable, CaseIterable {
  /// 100 · average rank from below / n: how many per cent of the group have no larger figure.
  case percentile
  /// The distance from the mean in sample standard deviations.
  case z
  /// The distance from the median in scaled median absolute deviations.
  case robustZ = "robust-z"
}

extension Ranking {
  /// The scores of a column within the groups of the ranking; null where unranked, and of `z` and
  /// `robustZ` where the group has no spread.
  ///
  /// - Complexity: One pass over the column; a sort for `percentile`.
  public func scores(_ score: RankScore, _ indicator: Int, _ year: Int) -> Vector<Double>? {
    frame.rankable(indicator, year).map { values in
      var workspace = Workspace()
      return score.kernel.scores(values.span, in: groups(year).grouping, workspace: &workspace)
    }
  }

  /// The band of each figure within its group, from 1 for the band that holds the first places.
  ///
  /// The edges are quantiles of type 7; equal figures are always in one band.
  ///
  /// - Parameter count: The number of bands, at least 2: 4 for quarters.
  public func bands(_ count: Int, _ indicator: Int, _ year: Int) -> Vector<Double>? {
    frame.rankable(indicator, year).map { values in
      var workspace = Workspace()
      return QuantileBands.bands(
        values.span, in: groups(year).grouping, count,
        options.direction(frame.catalog[frame.indicators[indicator]]), workspace: &workspace)
    }
  }
}

extension RankScore {
  fileprivate var kernel: StandardScores {
    switch self {
    case .percentile: .percentile
    case .z: .zScore
    case .robustZ: .robustZScore
    }
  }
}
