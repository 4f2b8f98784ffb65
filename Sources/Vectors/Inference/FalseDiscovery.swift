#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Which of many tests are discoveries, so that among the discoveries the share of false ones is
/// bounded on average.
public enum FalseDiscovery {
  /// What is known of how the tests hang together.
  public enum Dependence: String, Sendable, Hashable, CaseIterable {
    /// Independent, positively dependent, or dependent over short distances only: Benjamini and
    /// Hochberg (1995); for the last Storey, Taylor and Siegmund (2004).
    case weak
    /// Anything: Benjamini and Yekutieli (2001). Dearer by the factor 1 + 1/2 + … + 1/m.
    case arbitrary
  }

  /// The discoveries of a step-up procedure: the k tests of least p, for the greatest k with
  /// p₍ₖ₎ ≤ rate · k / m.
  ///
  /// - Parameters:
  ///   - logarithms: log p of the tests that may be discoveries. Tests that are left out count as
  ///     p = 1, so a test may be left out that was found to be ordinary by a cheaper look.
  ///   - tests: m, the number of all tests made, those left out included.
  ///   - rate: The share of false discoveries that is allowed on average, between 0 and 1.
  /// - Returns: The positions of the discoveries in ascending order of p, ties in their own order.
  /// - Complexity: O(n log n) for n logarithms.
  public static func discoveries(
    _ logarithms: [Double], tests: Int, rate: Double, dependence: Dependence = .weak
  ) -> [Int] {
    precondition(rate > 0 && rate < 1, "a rate of false discoveries cannot be \(rate)")
    precondition(tests >= logarithms.count, "\(logarithms.count) results of \(tests) tests")
    guard tests > 0 else { return [] }
    let penalty = dependence == .arbitrary ? harmonic(tests) : 1
    let step = log(rate) - log(Double(tests)) - log(penalty)
    let order = logarithms.indices.filter { logarithms[$0] <= log(rate) }.sorted {
      (logarithms[$0], $0) < (logarithms[$1], $1)
    }
    let last = order.indices.last { logarithms[order[$0]] <= step + log(Double($0 + 1)) }
    return last.map { Array(order[...$0]) } ?? []
  }

  /// q of each test: the least rate at which it would be a discovery of the step-up procedure
  /// (Benjamini and Hochberg 1995).
  ///
  /// - Parameter probabilities: p of all tests made; NaN for a test that was not, which counts for
  ///   nothing and stays NaN.
  /// - Complexity: O(n log n).
  public static func adjusted(_ probabilities: [Double], dependence: Dependence = .weak) -> [Double]
  {
    let order = probabilities.indices.filter { !probabilities[$0].isNaN }.sorted {
      (probabilities[$0], $0) < (probabilities[$1], $1)
    }
    let penalty = dependence == .arbitrary && !order.isEmpty ? harmonic(order.count) : 1
    var adjusted = [Double](repeating: .nan, count: probabilities.count)
    var least = 1.0
    for (rank, position) in order.enumerated().reversed() {
      let scale = Double(order.count) / Double(rank + 1) * penalty
      least = min(least, probabilities[position] * scale)
      adjusted[position] = least
    }
    return adjusted
  }

  /// 1 + 1/2 + … + 1/n; beyond a million by Euler's formula.
  static func harmonic(_ count: Int) -> Double {
    guard count > 1_000_000 else { return (1...count).reduce(0) { $0 + 1 / Double($1) } }
    let n = Double(count)
    return log(n) + 0.577215664901532861 + 1 / (2 * n)
  }
}
