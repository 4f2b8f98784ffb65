import Testing
import Vectors

@testable import Nianbao

@Suite struct RatesTests {
  private static func rates(_ counts: [Double], _ bases: [Double], _ kind: RateKind = .share) throws
    -> Rates
  {
    let frame = try Frame.ofFigures([[counts], [bases]])
    return frame.rates([RatePair(frame.indicators[0], per: frame.indicators[1], kind)])
  }

  private static func prior(
    _ family: RatePrior.Family, _ method: RatePrior.Method, _ counts: [Double], _ bases: [Double]
  ) -> RatePrior? {
    RatePrior(
      family: family, method: method, counts: Vector(counts).span, bases: Vector(bases).span)
  }

  @Test func aRateOnThreeCasesIsNotRanked() throws {
    let rates = try Self.rates([3, 8, 5, .nan, 0], [3, 10, 10, 20, 0]).guarded(smallest: [5])
    #expect(rates.frame.catalog[rates.frame.indicators[0]].id == "request.received/request.closed")
    let column = try #require(rates.ranked().column(0, 0))
    #expect(column.ranks.array.map { $0.isNaN ? 0 : $0 } == [0, 1, 2, 0, 0])
    #expect(column.of(0) == 2)
    #expect(rates.frame.notes(0, 0, 0) == .smallBase && rates.frame.notes(0, 0, 1).isEmpty)
    #expect(rates.frame.column(0, 0)?[0] == 100)
    let table = try CSVText.rows(of: RankTable(rates.ranked()))
    #expect(table.first?.suffix(3) == ["numerator", "base", "note"])
    #expect(table.map { $0[1] } == ["rank", "1", "2", ""])
    #expect(table.last?.last == "small-base")
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func shrunkRatesLieBetweenRateAndMean(seed: UInt64)
    throws
  {
    var stream = RandomStream(seed: seed)
    let bases = (0..<40).map { _ in Double(2 + stream.next() % 60) }
    let counts = bases.map { base in
      let rate = stream.beta(6, 3)
      return Double((0..<Int(base)).count { _ in stream.uniform() < rate })
    }
    let rates = try Self.rates(counts, bases)
    var shrinkage = Shrinkage()
    shrinkage.draws = 200
    let ranking = rates.ranked(shrinkage: shrinkage)
    let account = try #require(ranking.rates)
    let (shrunk, raw) = (
      try #require(ranking.frame.column(0, 0)), try #require(account.rates.frame.column(0, 0))
    )
    let prior = try #require(
      Self.prior(.proportion, .likelihood, counts, bases))
    let intervals = try #require(account.intervals(0, 0))
    for body in 0..<40 {
      let mean = 100 * prior.mean
      #expect(shrunk[body] >= min(raw[body], mean) - 1e-9, "seed \(seed)")
      #expect(shrunk[body] <= max(raw[body], mean) + 1e-9, "seed \(seed)")
      #expect(ranking.frame.notes(0, 0, body) == .shrunk)
      #expect(intervals.low[body] <= intervals.high[body] && intervals.low[body] >= 1)
      #expect(intervals.high[body] <= 40)
    }
    let again = rates.ranked(shrinkage: shrinkage, workers: .serial)
    #expect(again.rates?.intervals(0, 0)?.low.array == intervals.low.array)
    shrinkage.seed = 2
    let other = rates.ranked(shrinkage: shrinkage).rates?.intervals(0, 0)
    #expect(other?.low.array != intervals.low.array || other?.high.array != intervals.high.array)
  }

  /// Priors, shrunk rates and intervals against SciPy.
  @Test func priorsAreThoseOfSciPy() throws {
    let all = try OracleTable("rank/rates.csv")
    for row in try OracleTable("rank/priors.csv").rows {
      let own = all.rows(where: "case", is: row["case"] ?? "")
      let family: RatePrior.Family = row["family"] == "ratio" ? .ratio : .proportion
      func number(_ key: String) -> Double { row[key].flatMap(Double.init) ?? .nan }
      let (counts, bases) = (Vector(own.numbers("count")), Vector(own.numbers("base")))
      let moments = try #require(
        Self.prior(family, .moments, counts.array, bases.array))
      #expect(isClose(moments.mean, number("moments_mean"), 1e-12))
      #expect(isClose(moments.strength, number("moments_strength"), 1e-9))
      let prior = try #require(
        Self.prior(family, .likelihood, counts.array, bases.array))
      #expect(isClose(prior.mean, number("mean"), 1e-9), "case \(row["case"] ?? "")")
      #expect(isClose(prior.strength, number("strength"), 1e-8), "case \(row["case"] ?? "")")
      let kind = RateKind(family)
      let ranking = try Self.rates(counts.array, bases.array, kind).ranked(shrinkage: Shrinkage())
      let shrunk = try #require(ranking.frame.column(0, 0))
      for (body, expected) in own.numbers("shrunk").enumerated() {
        #expect(isClose(shrunk[body], expected, 1e-9))
      }
    }
  }

  @Test func intervalsOfRanksAreThoseOfManyMoreDraws() throws {
    let own = try OracleTable("rank/rates.csv").rows(where: "case", is: "0")
    let expected = try OracleTable("rank/rank_intervals.csv")
    var shrinkage = Shrinkage()
    shrinkage.draws = 20_000
    let ranking = try Self.rates(own.numbers("count"), own.numbers("base"))
      .ranked(shrinkage: shrinkage)
    let intervals = try #require(ranking.rates?.intervals(0, 0))
    for (body, (low, high)) in zip(expected.numbers("low"), expected.numbers("high")).enumerated() {
      #expect(abs(intervals.low[body] - low) <= 1 && abs(intervals.high[body] - high) <= 1)
    }
  }

  @Test func withoutAPriorRatesStayAsTheyAre() throws {
    let ranking = try Self.rates([0, 0, 0, 0], [5, 9, 7, 3]).ranked(shrinkage: Shrinkage())
    #expect(ranking.frame.column(0, 0)?.array == [0, 0, 0, 0])
    #expect(ranking.frame.notes(0, 0, 0).isEmpty)
    let intervals = try #require(ranking.rates?.intervals(0, 0))
    #expect(intervals.low.array.allSatisfy { $0 >= 1 } && intervals.high.array == [4, 4, 4, 4])
  }

  @Test func aCountAboveItsBaseIsNoProportion() throws {
    let ranking = try Self.rates([3, 4, 5, 12], [5, 9, 7, 6]).ranked(shrinkage: Shrinkage())
    #expect(ranking.frame.column(0, 0)?[3] == 200)
    #expect(ranking.frame.notes(0, 0, 3).isEmpty && ranking.frame.notes(0, 0, 0) == .shrunk)
    #expect(ranking.column(0, 0)?.ranks[3] == 1)
    #expect(ranking.rates?.intervals(0, 0)?.high[3] == 1)
  }
}
