#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Values by their ranks as if they were normally distributed (van der Waerden 1952).
public enum NormalScores {
  /// The standard normal quantile at rank / (n + 1) of each value, ties at their average rank; nulls
  /// stay null.
  ///
  /// - Complexity: That of ranking the values.
  public static func scores(_ values: Span<Double>) -> Vector<Double> {
    let ranks = Ranks.rank(values, .ascending, ties: .average).array
    let count = Double(ranks.count { !$0.isNaN })
    return Vector(ranks.map { $0.isNaN ? .nan : quantile($0 / (count + 1)) })
  }

  /// The standard normal quantile at a probability above 0 and below 1, by Newton's method on the
  /// logarithm of the tail.
  public static func quantile(_ probability: Double) -> Double {
    let isUpper = probability > 0.5
    let tail = log(isUpper ? 1 - probability : probability)
    var z = max(0, (-2 * tail).squareRoot() - 0.8)
    for _ in 0..<50 {
      let value = LogarithmicTails.normal(atLeast: z)
      // The slope of log Q is −φ/Q.
      let slope = -exp(-z * z / 2 - 0.5 * log(2 * Double.pi) - value)
      let step = (value - tail) / slope
      z -= step
      if abs(step) < 1e-13 { break }
    }
    return isUpper ? z : -z
  }
}
