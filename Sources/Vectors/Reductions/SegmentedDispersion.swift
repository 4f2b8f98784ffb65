/// How far the values of each segment lie apart, and how unequally they share their sum. NaN is null
/// and skipped.
///
/// All functions write one element for each segment. Values are added in their order, or in sorted
/// order where they are sorted, so that a result has the same bits on every machine.
public enum SegmentedDispersion {
  /// The standard deviation of a sample: the root of Σ(x − mean)² / (n − 1), null of fewer than two
  /// values.
  ///
  /// In two passes with the correction of the rounded mean (Chan, Golub and LeVeque 1983), so that
  /// large values close to each other keep their digits.
  ///
  /// - Parameter deviations: As long as `segments`.
  /// - Complexity: O(positions in segments + segments).
  public static func standardDeviations(
    _ values: Span<Double>, segments: Span<Segment>, into deviations: inout MutableSpan<Double>
  ) {
    segments.checkBounds(values.count)
    checkResults(deviations.count, segments.count)
    for index in segments.indices {
      let range = segments[unchecked: index].range
      var sum = 0.0
      var count = 0.0
      for position in range {
        let value = values[unchecked: position]
        guard !value.isNaN else { continue }
        sum += value
        count += 1
      }
      guard count > 1 else {
        deviations[unchecked: index] = .nan
        continue
      }
      let mean = sum / count
      var squares = 0.0
      var rest = 0.0
      for position in range {
        let value = values[unchecked: position]
        guard !value.isNaN else { continue }
        let difference = value - mean
        squares += difference * difference
        rest += difference
      }
      let variance = (squares - rest * rest / count) / (count - 1)
      deviations[unchecked: index] = max(variance, 0).squareRoot()
    }
  }

  /// The Gini coefficient of each segment: 0 where all values are equal, (n − 1)/n where one value is
  /// the whole sum.
  ///
  /// With values in ascending order x₁ … xₙ it is Σ(2i − n − 1)·xᵢ / (n·Σxᵢ), half the relative mean
  /// absolute difference of all pairs, each value paired with itself too. Null where there is no
  /// value, where they sum to 0, and where one is below 0 or infinite.
  ///
  /// - Parameter coefficients: As long as `segments`.
  /// - Complexity: Sorts each segment.
  public static func giniCoefficients(
    _ values: Span<Double>, segments: Span<Segment>, into coefficients: inout MutableSpan<Double>,
    workspace: inout Workspace
  ) {
    segments.checkBounds(values.count)
    checkResults(coefficients.count, segments.count)
    let start = values.pointer
    for index in segments.indices {
      let segment = segments[unchecked: index]
      let count = workspace.sortValues(start + Int(segment.start), count: segment.count)
      guard let sum = workspace.sumOfShares(count) else {
        coefficients[unchecked: index] = .nan
        continue
      }
      var weighted = 0.0
      for rank in 0..<count {
        weighted += Double(2 * rank + 1 - count) * OrderedKey.value(workspace.keys[rank])
      }
      coefficients[unchecked: index] = max(weighted, 0) / (Double(count) * sum)
    }
  }

  /// The share of each segment's sum that its largest values make up.
  ///
  /// Null where there is no value, where they sum to 0, and where one is below 0 or infinite; 1 where
  /// there are no more than `limit` values.
  ///
  /// - Parameters:
  ///   - limit: How many of the largest values, at least 1.
  ///   - shares: As long as `segments`.
  /// - Complexity: Sorts each segment.
  public static func topShares(
    _ values: Span<Double>, segments: Span<Segment>, limit: Int,
    into shares: inout MutableSpan<Double>, workspace: inout Workspace
  ) {
    precondition(limit >= 1, "there is no share of the largest \(limit) values")
    segments.checkBounds(values.count)
    checkResults(shares.count, segments.count)
    let start = values.pointer
    for index in segments.indices {
      let segment = segments[unchecked: index]
      let count = workspace.sortValues(start + Int(segment.start), count: segment.count)
      guard let sum = workspace.sumOfShares(count) else {
        shares[unchecked: index] = .nan
        continue
      }
      var top = 0.0
      for rank in max(0, count - limit)..<count {
        top += OrderedKey.value(workspace.keys[rank])
      }
      shares[unchecked: index] = top / sum
    }
  }

  private static func checkResults(_ results: Int, _ segments: Int) {
    precondition(results == segments, "\(segments) segments do not fit \(results) results")
  }
}

extension Workspace {
  /// Sorts the keys of the values that are not null, ascending.
  ///
  /// - Returns: Their number.
  fileprivate mutating func sortValues(_ values: UnsafePointer<Double>, count: Int) -> Int {
    let (gathered, varying) = gatherKeys(values, count: count, .ascending)
    sortKeys(gathered, varying: varying)
    return gathered
  }

  /// The sum of sorted values that share it, smallest first; nil where they cannot: there is none,
  /// one is below 0 or infinite, or all are 0.
  fileprivate func sumOfShares(_ count: Int) -> Double? {
    guard count > 0, OrderedKey.value(keys[0]) >= 0 else { return nil }
    var sum = 0.0
    for rank in 0..<count { sum += OrderedKey.value(keys[rank]) }
    return sum > 0 && sum.isFinite ? sum : nil
  }
}
