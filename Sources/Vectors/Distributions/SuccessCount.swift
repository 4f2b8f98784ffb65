#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The number of successes in independent trials of different chances (Poisson-binomial).
public enum SuccessCount {
  /// log P(at least `count` successes).
  ///
  /// - Parameter chances: The chance of each trial, from 0 to 1.
  /// - Complexity: O(n²) for n trials.
  public static func logProbability(atLeast count: Int, of chances: [Double]) -> Double {
    guard count > 0 else { return 0 }
    guard count <= chances.count else { return -.infinity }
    // Scaled by the largest chance of all succeeding, so that the least probabilities stay doubles.
    var distribution = [1.0]
    var logScale = 0.0
    for chance in chances {
      var next = [Double](repeating: 0, count: distribution.count + 1)
      for (successes, probability) in distribution.enumerated() {
        next[successes] += probability * (1 - chance)
        next[successes + 1] += probability * chance
      }
      distribution = next
    }
    var tail = distribution[count...].reduce(0, +)
    if tail < 1e-280 {
      // Beyond doubles all but the leading term, all of the least likely succeeding, is lost.
      let logs = chances.map { log(max($0, 1e-300)) }.sorted(by: >)
      logScale = logs.prefix(count).reduce(0, +)
      tail = 1
    }
    return min(0, logScale + log(tail))
  }
}
