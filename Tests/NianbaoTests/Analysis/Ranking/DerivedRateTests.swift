import Testing
import Vectors

@testable import Nianbao

/// Derived indicators in rankings, scores and profiles: their own base and direction.
@Suite struct DerivedRateTests {
  private static let ids: [IndicatorID] = [
    "derived.request.ontime-rate", "derived.request.extension-rate",
  ]
  let panel: Panel
  let frame: Frame

  /// Six towns: closed requests, on time and after an extension. The last one closed three.
  init() throws {
    let plain = try Catalog.builtIn()
    var figures = FigurePanel(plain)
    let closed: [Double] = [10, 20, 50, 100, 40, 3]
    let onTime: [Double] = [9, 15, 45, 60, 40, 3]
    for body in closed.indices {
      let code = "11011810\(body)"
      figures.add(code, 2018, "request.closed", closed[body])
      figures.add(code, 2018, "request.closed.ontime", onTime[body])
      figures.add(code, 2018, "request.closed.extended", closed[body] - onTime[body])
    }
    let panel = figures.panel.adding(derived: try plain.standardDerived())
    self.panel = panel
    frame = panel.frame(
      indicators: try Self.ids.map { id in try #require(panel.catalog.index(of: id)) })
  }

  private func ranks(_ ranking: Ranking, _ indicator: Int) throws -> [Double] {
    try #require(ranking.column(indicator, 0)).ranks.array.map { $0.isNaN ? 0 : $0 }
  }

  @Test func theIndicatorsOwnBaseAndDirectionCount() throws {
    let ranking = frame.ranked()
    // On-time shares are 90, 75, 90, 60, 100; extended are what is left, and less is better.
    #expect(try ranks(ranking, 0) == [2, 4, 2, 5, 1, 0])
    #expect(try ranks(ranking, 1) == [2, 4, 2, 5, 1, 0])
    #expect(ranking.frame.notes(0, 0, 5) == .smallBase && ranking.column(0, 0)?.of(5) == 5)
    var options = RankOptions()
    options.order = .largest
    #expect(try ranks(frame.ranked(options), 1) == [3, 2, 3, 1, 5, 0])
    options.isDescending = false
    #expect(try ranks(frame.ranked(options), 0) == [3, 2, 3, 1, 5, 0])
  }

  @Test func anotherBaseMayBeAskedFor() throws {
    let rates = frame.derivedRates()
    #expect(rates.counts(0, 0)?[3] == 60 && rates.bases(0, 0)?[3] == 100)
    #expect(try ranks(rates.guarded(below: 0).ranked(), 0) == [3, 5, 3, 6, 1, 1])
    #expect(try ranks(rates.guarded(below: 30).ranked(), 0) == [0, 0, 2, 3, 1, 0])
    #expect(rates.guarded(below: nil).frame.sides(0, 0)?.denominators[0] == 10)
  }

  @Test func derivedRatesAreShrunkLikeThoseOfTwoIndicators() throws {
    let (ontime, closed) = (
      try #require(panel.catalog.index(of: "request.closed.ontime")),
      try #require(panel.catalog.index(of: "request.closed"))
    )
    var shrinkage = Shrinkage()
    shrinkage.draws = 100
    let derived = frame.derivedRates().guarded(below: 0).ranked(shrinkage: shrinkage)
    let pair = panel.frame(indicators: [closed, ontime]).rates([RatePair(ontime, per: closed)])
      .ranked(shrinkage: shrinkage)
    let (one, other) = (
      try #require(derived.frame.column(0, 0)), try #require(pair.frame.column(0, 0))
    )
    #expect(one.array == other.array && one[5] < 100)
    #expect(derived.rates?.intervals(0, 0)?.low.array == pair.rates?.intervals(0, 0)?.low.array)
    // Of what is better the less the interval counts from the small end, too.
    let extended = try #require(derived.column(1, 0))
    #expect(extended.ranks[4] == 1 && extended.ranks[3] == 6)
    let low = try #require(derived.rates?.intervals(1, 0)).low
    #expect(low[4] < low[3])
  }

  @Test func regionsAreGuardedByTheirSums() throws {
    let indicators = frame.indicators
    let county = panel.rollUp(to: .level(.county), indicators: indicators).frame.ranked()
    #expect(county.column(0, 0)?.ranks[0] == 1)
    let one = panel.selecting([UnitIndex(5)])
      .rollUp(to: .level(.county), indicators: indicators).frame.ranked()
    #expect(one.column(0, 0)?.ranks[0].isNaN ?? false)
  }

  @Test func scoresAndProfilesLeaveSmallBasesOut() throws {
    let text =
      "indicator\tweight\tdirection\tnormalisation\n"
      + Self.ids.map { "\($0)\t1\t\trank\n" }.joined()
    let definition = try CompositeFile.definition(
      file: "weights.tsv", text: text, catalog: panel.catalog)
    #expect(definition.components.map(\.direction) == [.higher, .lower])
    let composite = try frame.composite(definition)
    #expect(try ranks(composite.ranking, 0) == [2, 4, 2, 5, 1, 0])
    #expect(composite.missing(0, 5) == [0, 1])
    let profiles = frame.profiles(of: Array(0..<6), year: 0, .figures)
    #expect(profiles.matrix[5, 0].isNaN && !profiles.matrix[4, 0].isNaN)
  }

  @Test func theTableSaysThatTheSmallestComesFirst() throws {
    let rows = try CSVText.rows(of: RankTable(frame.ranked()))
    #expect(rows[0].suffix(2) == ["note", "order"])
    #expect(Set(rows.filter { $0[5] == Self.ids[1].name }.map { $0.last }) == ["smallest-first"])
    #expect(Set(rows.filter { $0[5] == Self.ids[0].name }.map { $0.last }) == ["largest-first"])
    var options = RankOptions()
    options.order = .largest
    #expect(try CSVText.rows(of: RankTable(frame.ranked(options)))[0].last == "note")
  }
}
