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
    var table = Table()
    return table.scores(values)
  }

  /// Normal scores of many vectors: of vectors of one length the scores of a rank are worked out once.
  public struct Table: Sendable {
    /// For each number of values the quantiles by twice the rank, as far as they were asked for.
    private var quantiles: [Int: [Double]] = [:]

    /// An empty table.
    public init() {}

    /// The scores of a vector; the same as `NormalScores.scores`.
    ///
    /// - Complexity: That of ranking the values, once the table has their ranks.
    public mutating func scores(_ values: Span<Double>) -> Vector<Double> {
      let ranks = Ranks.rank(values, .ascending, ties: .average)
      var count = 0
      for rank in ranks.array { count += rank.isNaN ? 0 : 1 }
      var known =
        quantiles.removeValue(forKey: count) ?? Array(repeating: .nan, count: 2 * count + 1)
      let scores = Vector(
        ranks.array.map { rank -> Double in
          guard !rank.isNaN else { return .nan }
          // Average ranks are whole or end in a half.
          let place = Int(2 * rank)
          if known[place].isNaN {
            known[place] = NormalScores.quantile(rank / (Double(count) + 1))
          }
          return known[place]
        })
      quantiles[count] = known
      return scores
    }
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
