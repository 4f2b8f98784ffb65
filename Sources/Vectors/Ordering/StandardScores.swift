/// Values on scales that do not depend on their unit: how each stands among those of its group.
///
/// Nulls stay null and count for nothing. Where a scale has no width, because all values of a group
/// are equal or there is but one, the score is null, except of `percentile`.
public enum StandardScores: Sendable, Hashable, CaseIterable {
  /// (x − mean) / s with the sample standard deviation s, which divides by n − 1.
  case zScore
  /// (x − median) / (1.4826 · MAD): the same, not moved by a few wild values (Hampel 1974). Null also
  /// where more than half of the values are equal.
  case robustZScore
  /// 100 · (x − min) / (max − min).
  case minimumToMaximum
  /// 100 · average rank / n, ascending: the greatest value has 100 unless it is tied. As pandas'
  /// `rank(pct=True)`, times 100.
  case percentile

  /// The scores of the values of each group.
  ///
  /// - Parameter scores: As long as `values`; null where the value is null or in no group.
  /// - Complexity: O(n) for each group, that of ranking for `percentile`.
  public func scores(
    _ values: Span<Double>, in grouping: Grouping, into scores: inout MutableSpan<Double>,
    workspace: inout Workspace
  ) {
    grouping.forEachGroup(values, into: &scores, workspace: &workspace) {
      _, values, count, scores, workspace in
      switch self {
      case .zScore: Self.zScores(values, count, scores)
      case .robustZScore:
        let spread = Quantiles.spread(
          Span(_unsafeStart: values, count: count), workspace: &workspace)
        let width = RobustScale.consistency * spread.deviation
        Self.scale(values, count, from: spread.median, width, times: 1, scores)
      case .minimumToMaximum: Self.minimumToMaximum(values, count, scores)
      case .percentile:
        let ranked = workspace.rank(values, count: count, .ascending, .average, into: scores)
        for position in 0..<count { scores[position] = 100 * scores[position] / Double(ranked) }
      }
    }
  }

  /// The scores of the values of each group.
  public func scores(
    _ values: Span<Double>, in grouping: Grouping, workspace: inout Workspace
  ) -> Vector<Double> {
    Vector(count: values.count) {
      scores(values, in: grouping, into: &$0, workspace: &workspace)
    }
  }

  private static func zScores(
    _ values: UnsafePointer<Double>, _ count: Int, _ scores: UnsafeMutablePointer<Double>
  ) {
    let mean = Reductions.mean(Span(_unsafeStart: values, count: count))
    var squares = 0.0
    for position in 0..<count where !values[position].isNaN {
      let difference = values[position] - mean.value
      squares += difference * difference
    }
    let width = mean.count > 1 ? (squares / Double(mean.count - 1)).squareRoot() : .nan
    scale(values, count, from: mean.value, width, times: 1, scores)
  }

  private static func minimumToMaximum(
    _ values: UnsafePointer<Double>, _ count: Int, _ scores: UnsafeMutablePointer<Double>
  ) {
    let span = Span(_unsafeStart: values, count: count)
    let minimum = Reductions.minimum(span)
    scale(values, count, from: minimum, Reductions.maximum(span) - minimum, times: 100, scores)
  }

  private static func scale(
    _ values: UnsafePointer<Double>, _ count: Int, from origin: Double, _ width: Double,
    times factor: Double, _ scores: UnsafeMutablePointer<Double>
  ) {
    let hasWidth = width > 0 && width.isFinite
    for position in 0..<count {
      scores[position] = hasWidth ? factor * ((values[position] - origin) / width) : .nan
    }
  }
}
