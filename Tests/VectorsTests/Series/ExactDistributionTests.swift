import Foundation
import Testing

@testable import Vectors

/// Exact distributions against all orders one by one.
@Suite struct ExactDistributionTests {
  /// All orders of some values, equal ones told apart.
  private static func orders(_ values: [Int]) -> [[Int]] {
    guard let first = values.first else { return [[]] }
    return orders(Array(values.dropFirst())).flatMap { rest in
      (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
  }

  /// Values 0, 0, 1, 2, 2, 2 for groups 2, 1, 3.
  private static func values(_ groups: [Int]) -> [Int] {
    groups.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
  }

  private static func score(_ order: [Int]) -> Int {
    order.indices.reduce(0) { sum, later in
      (0..<later).reduce(sum) { $0 + (order[later] - order[$1]).signum() }
    }
  }

  static let patterns = [
    [1, 1, 1], [1, 1, 1, 1, 1], [2, 1, 1], [1, 2, 2], [3, 1, 2], [4], [1, 1, 1, 1, 1, 1, 1],
    [2, 2, 3],
    [5, 1],
  ]

  @Test(arguments: patterns) func inversionsAreCountedRight(groups: [Int]) {
    let scores = Self.orders(Self.values(groups)).map(Self.score)
    let distribution = InversionDistribution(groups: groups)
    for score in Set(scores) {
      let expected = Double(scores.count { abs($0) >= abs(score) }) / Double(scores.count)
      #expect(abs(distribution.beyond(score: score) - expected) < 1e-14, "\(groups), S = \(score)")
    }
  }

  @Test func theLargestDistributionIsExact() {
    let distribution = InversionDistribution(distinct: InversionDistribution.limit)
    #expect(distribution.pairs == 153)
    // One of 18! orders has no inversion, and the distribution is symmetrical.
    #expect(distribution.atMost(0) == 1.0 / 6_402_373_705_728_000)
    #expect(abs(distribution.atMost(76) - 0.5) < 1e-15)
    #expect(distribution.atMost(153) == 1 && distribution.atMost(-1) == 0)
    let tied = InversionDistribution(groups: [10, 8])
    #expect(tied.pairs == 80 && abs(tied.atMost(0) - 1.0 / 43_758) < 1e-19)
  }

  @Test(arguments: patterns) func pathsOfRanksAreCountedRight(groups: [Int]) {
    let values = Self.values(groups)
    let orders = Self.orders(values)
    let distances = orders.map { order in
      let scores = order.map { value in order.reduce(0) { $0 + (value - $1).signum() } }
      var path = 0
      return scores.map {
        path += $0
        return abs(path)
      }.max() ?? 0
    }
    let distribution = ChangePointDistribution(groups: groups)
    for distance in 0...(values.count * values.count / 4 + 1) {
      let expected = Double(distances.count { $0 >= distance }) / Double(distances.count)
      #expect(
        abs(distribution.atLeast(distance) - expected) < 1e-14, "\(groups), K = \(distance)")
    }
  }

  @Test func studentsQuantilesAreThoseOfTheTables() {
    for (degrees, quantile) in [
      (1.0, 12.706204736174698), (2, 4.302652729749464), (5, 2.5705818356363155),
      (30, 2.0422724563012378),
    ] {
      #expect(
        abs(TwoSidedQuantile.student(beyond: 0.05, degrees: degrees) - quantile) < 1e-9 * quantile)
    }
    #expect(abs(TwoSidedQuantile.normal(beyond: 0.05) - 1.959963984540054) < 1e-10)
    #expect(LogarithmicTails.student(beyond: 0, degrees: 3) == 0)
    #expect(LogarithmicTails.student(beyond: .infinity, degrees: 3) == -.infinity)
  }

  @Test func adjustedRatesAreThoseOfTheDiscoveries() {
    for seed in UInt64(900)..<940 {
      var random = SeededGenerator(seed: seed)
      let p = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        Int.random(in: 0..<6, using: &random) == 0
          ? .nan : pow(Double.random(in: 0..<1, using: &random), 3)
      }
      let q = FalseDiscovery.adjusted(p)
      let known = p.filter { !$0.isNaN }
      #expect(zip(p, q).allSatisfy { $0.isNaN == $1.isNaN && ($0.isNaN || $1 >= $0) })
      for rate in [0.01, 0.05, 0.2, 0.5] {
        let found = FalseDiscovery.discoveries(
          known.map { log($0) }, tests: known.count, rate: rate)
        #expect(q.count { $0 <= rate } == found.count, "seed \(seed), rate \(rate)")
      }
    }
  }
}
