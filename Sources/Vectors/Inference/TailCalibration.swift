#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Puts right probabilities that a model gives for rare values, by how often such values were in fact
/// seen.
///
/// Where a model holds, −log p is exponentially distributed with mean 1. Values beyond a threshold
/// (peaks over threshold, Pickands 1975) show whether there are more of them than the model says and
/// whether they reach further. Both are measured by order statistics that a few true outliers do not
/// move, and a value's probability is read from the exponential tail so found, never below the
/// model's own. It is the correction by an inflation factor of genome-wide tests (Devlin and Roeder
/// 1999), made at the tail instead of at the median.
public struct TailCalibration: Sendable, Hashable {
  /// −log p from which on values are in the tail.
  public let threshold: Double
  /// The share of all values that is beyond the threshold.
  public let share: Double
  /// How far values reach beyond the threshold on average; 1 where the model holds.
  public let reach: Double
  /// How many values the reach rests on.
  let support: Double

  /// −log p of the threshold for a number of values: the tail is their 100th part, or more where
  /// that would be fewer than 50, at most a fifth.
  public static func threshold(for count: Int) -> Double {
    -log(min(max(50 / Double(max(count, 1)), 0.01), 0.2))
  }

  /// Measures a tail.
  ///
  /// - Parameters:
  ///   - tail: −log p of the values beyond the threshold for `count`, in any order.
  ///   - count: The number of all values, those before the threshold included.
  ///   - pool: A reach that was measured over other values of the same kind; 1 where there is none.
  /// - Complexity: O(n log n) for n values in the tail.
  public init(tail: [Double], of count: Int, pool: Double = 1) {
    let threshold = Self.threshold(for: count)
    let expected = exp(-threshold) * Double(max(count, 1))
    let size = max(Double(tail.count), expected)
    self.threshold = threshold
    share = min(1, size / Double(max(count, 1)))
    reach = max(1, pool, Self.reach(tail, size: size, threshold))
    support = max(size / 2, 4)
  }

  /// How far values reach beyond a threshold by their upper half and quarter: of an exponential tail
  /// of mean r the upper 1/m begins at r·log m. Both rest on values that half of the tail may exceed.
  static func reach(_ tail: [Double], size: Double, _ threshold: Double) -> Double {
    let sorted = tail.sorted(by: >)
    return [2.0, 4.0].reduce(0) { reach, part in
      let place = Int(size / part)
      guard sorted.indices.contains(place) else { return reach }
      return max(reach, (sorted[place] - threshold) / log(part))
    }
  }

  /// log p of a value as the tail has it, from log p as the model has it.
  ///
  /// With a reach that was estimated from n values the tail is that of Lomax, (1 + x/(n·reach))⁻ⁿ,
  /// which is heavier than the exponential one and all but the same for large n. Values before the
  /// threshold are left as they are.
  public func calibrated(_ logarithm: Double) -> Double {
    let excess = -logarithm - threshold
    guard excess > 0 else { return max(logarithm, log(share)) }
    return max(logarithm, log(share) - support * log1p(excess / (support * reach)))
  }
}
