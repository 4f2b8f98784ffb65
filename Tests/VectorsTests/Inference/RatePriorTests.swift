import Testing
import Vectors

@Suite struct RatePriorTests {
  private static func counts(_ family: RatePrior.Family, _ seed: UInt64) -> (
    counts: [Double], bases: [Double]
  ) {
    var stream = RandomStream(seed: seed)
    var counts: [Double] = []
    var bases: [Double] = []
    for _ in 0..<60 {
      let base = Double(1 + stream.next() % 40)
      let rate = family == .proportion ? stream.beta(3, 5) : stream.gamma(shape: 4) / 3
      var count = 0.0
      switch family {
      case .proportion: for _ in 0..<Int(base) where stream.uniform() < rate { count += 1 }
      case .ratio:
        // A Poisson count: arrivals at unit distances until the expected number is used up.
        var left = rate * base - stream.gamma(shape: 1)
        while left > 0 {
          count += 1
          left -= stream.gamma(shape: 1)
        }
      }
      counts.append(count)
      bases.append(base)
    }
    return (counts, bases)
  }

  private static func prior(
    _ family: RatePrior.Family, _ method: RatePrior.Method, _ counts: [Double], _ bases: [Double]
  ) -> RatePrior? {
    RatePrior(
      family: family, method: method, counts: Vector(counts).span, bases: Vector(bases).span)
  }

  @Test(
    arguments: [RatePrior.Family.proportion, .ratio], [RatePrior.Method.moments, .likelihood])
  func shrunkRatesLieBetweenTheRateAndTheMean(
    family: RatePrior.Family, method: RatePrior.Method
  ) throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let (counts, bases) = Self.counts(family, seed)
      let prior = try #require(
        Self.prior(family, method, counts, bases))
      for (count, base) in zip(counts, bases) {
        let posterior = try #require(prior.posterior(count: count, base: base))
        let (rate, mean) = (count / base, posterior.mean)
        #expect(
          mean >= min(rate, prior.mean) - 1e-12 && mean <= max(rate, prior.mean) + 1e-12,
          "\(family), \(method), seed \(seed)")
      }
      // The larger of two bases of one rate is drawn less.
      let rate = prior.mean / 2
      let small = try #require(prior.posterior(count: 10 * rate, base: 10)).mean
      let large = try #require(prior.posterior(count: 1_000 * rate, base: 1_000)).mean
      #expect(abs(large - rate) < abs(small - rate))
    }
  }

  @Test func ratesThatDifferByChanceAloneAreAllButTheMean() throws {
    let bases = [Double](repeating: 10, count: 50)
    let counts = [Double](repeating: 5, count: 50)
    for family in [RatePrior.Family.proportion, .ratio] {
      for method in [RatePrior.Method.moments, .likelihood] {
        let prior = try #require(
          Self.prior(family, method, counts, bases)
        )
        #expect(abs(prior.mean - 0.5) < 1e-6 && prior.strength > 1e5, "\(family), \(method)")
      }
    }
  }

  @Test func thereIsNoPriorOfNothing() {
    func prior(_ counts: [Double], _ family: RatePrior.Family = .proportion) -> RatePrior? {
      Self.prior(family, .likelihood, counts, [10, 10, 10, 10])
    }
    #expect(prior([0, 0, 0, 0]) == nil)
    #expect(prior([10, 10, 10, 10]) == nil)
    #expect(prior([1, 2, .nan, 11]) == nil)
    #expect(prior([1, 2, 3, 11]) != nil)
    #expect(prior([0, 0, 0, 0], .ratio) == nil)
    #expect(
      RatePrior(family: .proportion, mean: 0.5, strength: 1).posterior(count: 3, base: 2) == nil)
    #expect(RatePrior(family: .ratio, mean: 0.5, strength: 1).posterior(count: 3, base: 0) == nil)
  }
}
