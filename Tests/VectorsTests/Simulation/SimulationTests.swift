import Testing
import Vectors

@Suite struct SimulationTests {
  /// Mean and variance of many draws are those of the distribution, within five standard errors.
  @Test(arguments: [0.3, 1, 2.5, 40]) func gammaVariablesHaveTheirMoments(shape: Double) {
    var stream = RandomStream(seed: 7)
    let draws = (0..<40_000).map { _ in stream.gamma(shape: shape) }
    let mean = draws.reduce(0, +) / 40_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 40_000
    #expect(abs(mean - shape) < 5 * (shape / 40_000).squareRoot())
    // The variance of a squared deviation is 2·shape² + 6·shape.
    #expect(
      abs(variance - shape) < 5 * ((2 * shape * shape + 6 * shape) / 40_000).squareRoot())
  }

  @Test func sharesAddUpAndHaveTheirMeans() {
    var stream = RandomStream(seed: 8)
    let concentrations = [4.0, 3, 2, 1]
    var sums = [0.0, 0, 0, 0]
    for _ in 0..<20_000 {
      let shares = stream.dirichlet(concentrations)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-12 && shares.allSatisfy { $0 > 0 })
      for index in shares.indices { sums[index] += shares[index] }
    }
    for (sum, concentration) in zip(sums, concentrations) {
      #expect(abs(sum / 20_000 - concentration / 10) < 0.006)
    }
  }

  @Test func streamsDependOnSeedAndPart() {
    func numbers(_ seed: UInt64, _ part: Int) -> [UInt64] {
      var stream = RandomStream(seed: seed, part: part)
      return (0..<4).map { _ in stream.next() }
    }
    #expect(numbers(1, 0) == numbers(1, 0))
    #expect(numbers(1, 0) != numbers(1, 1) && numbers(1, 0) != numbers(2, 0))
  }

  private static func distribution(_ workers: Workers) -> RankDistribution {
    RankDistribution(
      count: 700, draws: 300, level: 0.8, .descending, workers: workers
    ) { draws, values in
      for draw in draws {
        var stream = RandomStream(seed: 5, part: draw)
        for element in 0..<700 {
          let value = Double(element % 50) + 10 * stream.normal()
          values[(draw - draws.lowerBound) * 700 + element] = element == 3 ? .nan : value
        }
      }
    }
  }

  @Test func rankDistributionsDoNotDependOnThreads() {
    let (one, many) = (Self.distribution(.serial), Self.distribution(.available))
    #expect(areSame(one.low.array, many.low.array))
    #expect(areSame(one.median.array, many.median.array))
    #expect(areSame(one.high.array, many.high.array))
    #expect(areSame(one.first.array, many.first.array))
    #expect(one.low[3].isNaN && one.first[3].isNaN)
    #expect(abs(one.first.array.filter { !$0.isNaN }.reduce(0, +) - 1) < 1e-9)
  }

  /// Draws that put element 0 first in one of four, and last otherwise.
  @Test func quantilesAreRanksThatOccur() {
    let distribution = RankDistribution(count: 3, draws: 40, level: 0.6, .descending) {
      draws, values in
      for draw in draws {
        let start = (draw - draws.lowerBound) * 3
        values[start] = draw % 4 == 0 ? 9 : 0
        values[start + 1] = 5
        values[start + 2] = 4
      }
    }
    #expect(distribution.first.array == [0.25, 0.75, 0])
    #expect(distribution.low.array == [1, 1, 2])
    #expect(distribution.median.array == [3, 1, 2])
    #expect(distribution.high.array == [3, 2, 3])
  }
}
