#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension LogarithmicTails {
  /// log P(|T| ≥ |t|) of Student's variable, by Fisher's ratio of 1 and `degrees` degrees of freedom.
  ///
  /// - Parameter degrees: The degrees of freedom, above 0.
  public static func student(beyond t: Double, degrees: Double) -> Double {
    t.isNaN ? .nan : fisher(atLeast: t * t, degrees: 1, over: degrees)
  }
}

/// Quantiles of symmetric distributions, for intervals around an estimate.
public enum TwoSidedQuantile {
  /// The t that Student's variable lies beyond, on both sides together, with a probability.
  ///
  /// - Parameters:
  ///   - probability: Above 0 and below 1, such as 0.05 for an interval of 95 %.
  ///   - degrees: The degrees of freedom, at least 1.
  /// - Complexity: 200 evaluations of the tail at most; exact to about 1e-12 of the quantile.
  public static func student(beyond probability: Double, degrees: Double) -> Double {
    bisect(log(probability)) { LogarithmicTails.student(beyond: $0, degrees: degrees) }
  }

  /// The z that a standard normal variable lies beyond, on both sides together, with a probability.
  public static func normal(beyond probability: Double) -> Double {
    bisect(log(probability)) { LogarithmicTails.normal(beyond: $0) }
  }

  private static func bisect(_ target: Double, _ tail: (Double) -> Double) -> Double {
    precondition(target < 0 && target.isFinite, "a quantile needs a probability between 0 and 1")
    var (low, high) = (0.0, 1.0)
    while tail(high) > target { high *= 2 }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if tail(middle) > target { low = middle } else { high = middle }
    }
  }
}
