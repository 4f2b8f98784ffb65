import Foundation
import Testing

@testable import Vectors

/// Tails against sums and integrals that are slow and obvious.
@Suite struct LogarithmicTailsTests {
  private static func isNear(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-9)
    -> Bool
  {
    value == expected || abs(value - expected) <= tolerance * max(1, abs(expected))
  }

  /// log P(Y = y), step by step from log P(Y = 0).
  private static func logMasses(_ mean: Double, _ dispersion: Double, upTo last: Int) -> [Double] {
    let zero = dispersion == 0 ? -mean : -log1p(dispersion * mean) / dispersion
    return (1...last).reduce(into: [zero]) { masses, y in
      let ratio =
        mean * (1 + dispersion * Double(y - 1)) / (Double(y) * (1 + dispersion * mean))
      masses.append(masses[y - 1] + log(ratio))
    }
  }

  private static func logSum(_ logs: some Collection<Double>) -> Double {
    let greatest = logs.max() ?? -.infinity
    return greatest + log(logs.reduce(0) { $0 + exp($1 - greatest) })
  }

  @Test(arguments: [0.003, 0.4, 3, 27, 240], [0, 0.01, 0.3, 2, 15])
  func countsAgreeWithSums(mean: Double, dispersion: Double) {
    let masses = Self.logMasses(mean, dispersion, upTo: 60_000)
    for y in [0, 1, 2, 5, 17, 60, 240, 900] {
      let upper = LogarithmicTails.count(
        atLeast: Double(y), mean: mean, dispersion: dispersion)
      let lower = LogarithmicTails.count(atMost: Double(y), mean: mean, dispersion: dispersion)
      let note: Comment = "P(Y ≥ or ≤ \(y)), mean \(mean), dispersion \(dispersion)"
      #expect(Self.isNear(upper, min(0, Self.logSum(masses[y...])), 1e-8), note)
      #expect(Self.isNear(lower, min(0, Self.logSum(masses[...y])), 1e-8), note)
    }
  }

  @Test func largeCountsAreNearlyGamma() {
    for (y, mean, dispersion) in [
      (1.3e6, 0.9e6, 0.01), (0.7e6, 0.98e6, 0.02), (999_000, 9e5, 0.003),
    ] {
      let exact = SpecialFunctions.logIncompleteBeta(
        mean * dispersion / (1 + mean * dispersion), complement: 1 / (1 + mean * dispersion), y,
        1 / dispersion)
      let near = LogarithmicTails.normal(
        atLeast: LogarithmicTails.normalScore(y, mean, dispersion))
      #expect(abs(near - exact) < 0.02 * max(1, abs(exact)), "\(y) of \(mean)")
    }
    #expect(LogarithmicTails.count(atLeast: 1e15, mean: 10, dispersion: 0.1) < -1e3)
    #expect(LogarithmicTails.count(atLeast: 1e15, mean: 1e15, dispersion: 0.1).isFinite)
  }

  @Test func normalAndChiSquareAgreeWithIntegrals() {
    // Simpson's rule far into the tail, relative to the density where it begins.
    func logTail(from start: Double, width: Double, _ logDensity: (Double) -> Double) -> Double {
      let steps = 20_000
      let step = width / Double(steps)
      let base = logDensity(start)
      let sum = (0...steps).reduce(0.0) { sum, index in
        let weight: Double = index == 0 || index == steps ? 1 : index % 2 == 1 ? 4 : 2
        return sum + weight * exp(logDensity(start + Double(index) * step) - base)
      }
      return base + log(sum * step / 3)
    }
    for z in [0.0, 1, 2.5, 4.9, 5.1, 8, 20, 38, 60] {
      let expected = logTail(from: z, width: 12) { -$0 * $0 / 2 - 0.5 * log(2 * .pi) }
      #expect(Self.isNear(LogarithmicTails.normal(atLeast: z), expected, 1e-8), "z = \(z)")
    }
    for degrees in [2.0, 5, 9, 30] {
      for x in [0.7, 5, 20, 80, 900, 3000] {
        let constant = -degrees / 2 * log(2.0) - SpecialFunctions.logGamma(degrees / 2)
        let expected = logTail(from: x, width: 200) {
          (degrees / 2 - 1) * log($0) - $0 / 2 + constant
        }
        let tail = LogarithmicTails.chiSquare(atLeast: x, degrees: degrees)
        #expect(Self.isNear(tail, expected, 1e-7), "x = \(x), \(degrees) degrees")
      }
    }
  }

  @Test func fisherNearsChiSquareAndKnowsItsMedian() {
    let far = LogarithmicTails.fisher(atLeast: 40.0 / 4, degrees: 4, over: 1e7)
    #expect(Self.isNear(far, LogarithmicTails.chiSquare(atLeast: 40, degrees: 4), 1e-4))
    for degrees in [1.0, 3, 12] {
      let middle = LogarithmicTails.fisher(atLeast: 1, degrees: degrees, over: degrees)
      #expect(Self.isNear(middle, log(0.5)))
    }
  }

  @Test func successesAgreeWithEnumeration() {
    var random = SeededGenerator(seed: 31)
    for count in 0...9 {
      let chances = (0..<count).map { _ in Double.random(in: 0...1, using: &random) }
      for least in 0...(count + 1) {
        let sum = (0..<(1 << count)).reduce(0.0) { sum, outcome in
          guard outcome.nonzeroBitCount >= least else { return sum }
          return sum
            + chances.indices.reduce(1) {
              $0 * (outcome >> $1 & 1 == 1 ? chances[$1] : 1 - chances[$1])
            }
        }
        let probability = SuccessCount.logProbability(atLeast: least, of: chances)
        #expect(Self.isNear(exp(probability), sum), "\(least) of \(count), seed 31")
      }
    }
    let rare = [Double](repeating: 1e-4, count: 100)
    let all = SuccessCount.logProbability(atLeast: 100, of: rare)
    #expect(Self.isNear(all, 100 * log(1e-4)))
  }
}
