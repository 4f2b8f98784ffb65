import Foundation
import Testing

@testable import Vectors

@Suite struct ReferenceLevelTests {
  @Test func whatIsOrdinaryIsNotUnlikely() {
    for mean in [0.05, 0.6, 4, 55, 1200] {
      for dispersion in [0.02, 0.4, 3] {
        for threshold in [1.7, 3, 4.6] {
          let level = ReferenceLevel.count(mean: mean, dispersion: dispersion)
          let ordinary = level.ordinary(threshold: threshold)
          #expect(ordinary.contains(mean))
          // A cheap look may let through what is a little unusual, not what is very.
          for value in 0..<5000 where ordinary.contains(Double(value)) {
            #expect(
              level.logProbability(of: Double(value)) > -threshold - 2.5,
              "\(value), mean \(mean), dispersion \(dispersion), threshold \(threshold)")
          }
        }
      }
    }
    let amount = ReferenceLevel.amount(centre: 1, scale: 0.5)
    #expect(amount.logProbability(of: 0) == 0)
    #expect(abs(amount.logProbability(of: exp(1.98)) - log(0.05)) < 1e-3)
  }

  @Test func onesAmongZerosAreOrdinary() {
    let values = Vector<Double>([0, 0, 0, 0, 1])
    let scale = StabilisingScale.count
    let places = scale.transformed(values.span)
    var workspace = Workspace()
    let spread = Quantiles.spread(places.span, workspace: &workspace)
    #expect(spread.deviation == 0)
    let group = GroupSpread(
      scale: scale, median: spread.median, deviation: 0, count: 5, below: 0, ties: 4)
    #expect(abs(group.smoothMedian - 0.125) < 1e-12 && abs(group.typical) < 1e-12)
    #expect(group.level(common: 0).logProbability(of: 1) > log(0.1))
    #expect(group.level(common: 0).logProbability(of: 60) < log(1e-6))
  }

  @Test func meansFollowFromMedians() {
    // Poisson counts of mean 0.3: P(0) is exp(−0.3), so the even median is (1/P(0) − 1)/2.
    let median = (exp(0.3) - 1) / 2
    #expect(abs(CountMean.of(median, dispersion: 0) - 0.3) < 1e-12)
    // Exponential: the median is log 2 of the mean.
    #expect(abs(CountMean.of(693.147, dispersion: 1) - 1000) < 20)
  }

  @Test func dispersionIsFoundAgain() {
    for (seed, truth) in [(UInt64(5), 0.0), (6, 0.05), (7, 0.3)] {
      var random = SeededGenerator(seed: seed)
      var (squares, medians): ([Double], [Double]) = ([], [])
      for _ in 0..<4000 {
        let mean = Double.random(in: 5...200, using: &random)
        let deviation = (1 + truth * mean).squareRoot()
        let normal =
          (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
          * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
        squares.append(normal * normal * deviation * deviation)
        medians.append(mean)
      }
      let found = CountMean.commonDispersion(squares: squares, medians: medians)
      #expect(abs(found - truth) < 0.004 + 0.1 * truth, "seed \(seed): \(found) for \(truth)")
    }
    #expect(CountMean.commonDispersion(squares: [], medians: []) == 0)
  }

  @Test func robustScalesOfFewNormalValuesAreUnbiased() {
    var random = SeededGenerator(seed: 9)
    var workspace = Workspace()
    for count in [2, 3, 4, 5, 8, 9, 10, 15, 40] {
      var sum = 0.0
      for _ in 0..<20_000 {
        let values = (0..<count).map { _ in
          (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
            * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
        }
        sum += Quantiles.spread(Vector(values).span, workspace: &workspace).deviation
      }
      let scale = sum / 20_000 * RobustScale.factor(count)
      #expect(abs(scale - 1) < 0.03, "\(count) values: \(scale), seed 9")
    }
  }
}
