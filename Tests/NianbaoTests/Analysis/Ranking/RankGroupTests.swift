import Testing
import Vectors

@testable import Nianbao

@Suite struct RankGroupTests {
  @Test func kindsAreRankedApart() throws {
    let frame = try Frame.ofFigures(
      [[[5, 9, 7, 8]]], kinds: [.government, .department, .government, .department])
    var options = RankOptions()
    options.byKind = true
    let ranking = frame.ranked(options)
    let column = try #require(ranking.column(0, 0))
    #expect(column.ranks.array == [2, 1, 1, 2])
    #expect((0..<4).map(column.of) == [2, 2, 2, 2])
    #expect(
      (0..<4).map { ranking.groupName(of: $0, 0) }
        == ["government", "department", "government", "department"])
    #expect(column.ordersByGroup() == [[2, 0], [1, 3]])
  }

  @Test func bandsOfSizeAreThoseOfEachYear() throws {
    let frame = try Frame.ofFigures([
      [[5, 9, 7, 8], [1, 2, 3, 4]], [[10, 20, 30, 40], [40, 30, 20, .nan]],
    ])
    var options = RankOptions()
    options.sizeBands = RankOptions.SizeBands(frame.indicators[1], count: 2)
    let ranking = frame.ranked(options)
    #expect(ranking.column(0, 0)?.ranks.array == [2, 1, 2, 1])
    #expect(
      (0..<4).map { ranking.groupName(of: $0, 0) } == ["1/2", "1/2", "2/2", "2/2"])
    // In 2015 the second body is in the lower half by the median of 30; the last one has no size.
    let later = try #require(ranking.column(0, 1))
    #expect(later.ranks[0] == 1 && later.ranks[1] == 2 && later.ranks[2] == 1)
    #expect(later.ranks[3].isNaN && later.of(3) == 0)
    #expect(ranking.groupName(of: 3, 1) == nil)
    // Movement compares places, whatever the groups were.
    #expect(later.movement(0) == 1)
  }

  @Test func ranksDoNotDependOnThreads() throws {
    var stream = RandomStream(seed: 3)
    let columns = (0..<6).map { _ in
      (0..<4).map { _ -> [Double]? in
        (0..<6_000).map { _ in stream.uniform() < 0.1 ? .nan : Double(stream.next() % 900) }
      }
    }
    let frame = try Frame.ofFigures(columns)
    var options = RankOptions()
    options.tags = (0..<6_000).map { $0 % 13 == 0 ? nil : "\($0 % 5)" }
    let (one, many) = (
      frame.ranked(options, workers: .serial), frame.ranked(options, workers: .available)
    )
    for indicator in 0..<6 {
      for year in 0..<4 {
        let (a, b) = (
          try #require(one.column(indicator, year)), try #require(many.column(indicator, year))
        )
        #expect(a.ranks.array.map(\.bitPattern) == b.ranks.array.map(\.bitPattern))
        #expect(a.previous.array.map(\.bitPattern) == b.previous.array.map(\.bitPattern))
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func ordinalRanksArePermutations(seed: UInt64)
    throws
  {
    var stream = RandomStream(seed: seed)
    let values = (0..<200).map { _ in
      stream.uniform() < 0.2 ? Double.nan : Double(stream.next() % 9)
    }
    var options = RankOptions()
    options.ties = .ordinal
    options.tags = (0..<200).map { "\($0 % 4)" }
    let column = try #require(try Frame.ofFigures([[values]]).ranked(options).column(0, 0))
    for group in 0..<4 {
      let ranks = stride(from: group, to: 200, by: 4).map { column.ranks[$0] }
        .filter { !$0.isNaN }.sorted()
      #expect(ranks == (0..<ranks.count).map { Double($0 + 1) }, "seed \(seed)")
    }
  }

  @Test func tiesAtTheEdgeAreCutOrKept() throws {
    let column = try #require(try Frame.ofFigures([[[9, 7, 7, 7, 2, 2]]]).ranked().column(0, 0))
    let order = column.order()
    func chosen(_ first: Int?, _ last: Int?, _ edge: TopPlaces.Edge) -> [Int] {
      TopPlaces(first: first, last: last, edge: edge).chosen(order, column)
    }
    #expect(chosen(2, nil, .cut) == [0, 1])
    #expect(chosen(2, nil, .keep) == [0, 1, 2, 3])
    #expect(chosen(nil, 1, .cut) == [5])
    #expect(chosen(nil, 1, .keep) == [4, 5])
    #expect(chosen(2, 3, .keep) == [0, 1, 2, 3, 4, 5])
    #expect(chosen(nil, nil, .cut) == order)
    #expect(chosen(9, 9, .cut) == order && chosen(0, nil, .keep).isEmpty)
  }

  @Test func theStableTopIsThereInEveryYear() throws {
    let frame = try Frame.ofFigures([[[9, 8, 7, 1], [5, 9, 7, 6], [9, 8, .nan, 8], nil]])
    let top = frame.ranked().stableTop(2)
    #expect(top.rankedYears(0) == 3)
    let entries = top.entries(0)
    #expect(entries.map(\.body) == [1, 0, 2, 3])
    #expect(entries.map(\.yearsInTop) == [3, 2, 1, 1])
    #expect(entries.map(\.yearsRanked) == [3, 3, 2, 3])
    #expect(entries[0].best == 1 && entries[0].worst == 2 && isClose(entries[0].mean, 5.0 / 3))
    #expect(top.bodiesOfEveryYear(0) == [1])
    // The tie of 2016 at the second place is cut on request.
    let cut = frame.ranked().stableTop(2, edge: .cut)
    #expect(cut.entries(0).map(\.body) == [1, 0, 2])
    #expect(frame.ranked().stableTop(2, years: [2014]).bodiesOfEveryYear(0) == [0, 1])
  }

  @Test func regionsAreThoseThatABodyLayInInTheYear() throws {
    let plain = try Frame.ofFigures([[[5, 9, 7], [1, 2, 3]]])
    var parents = RegionParents()
    let (town, other) = (
      try #require(plain.bodies[2].region), try #require(RegionCode("110119"))
    )
    parents.set(town, other, in: 2014...2014)
    let frame = Frame(
      catalog: plain.catalog, subject: .units, bodies: plain.bodies, years: plain.years,
      indicators: plain.indicators, columns: (0..<2).map { plain.column(0, $0) }, parents: parents)
    var options = RankOptions()
    options.within = .county
    let ranking = frame.ranked(options)
    #expect(ranking.column(0, 0)?.ranks.array == [2, 1, 1])
    #expect(ranking.groupName(of: 2, 0) == "110119" && ranking.groupName(of: 2, 1) == "110118")
    #expect(ranking.column(0, 1)?.ranks.array == [3, 2, 1])
    let groups = BodyGroups(of: frame, at: .county, in: RegionTree([]), year: 2014).groups
    #expect(groups.map(\.bodies) == [[0, 1], [2]])
  }

  @Test func departmentsAreRankedWithinTheirRegion() throws {
    let plain = try Frame.ofFigures([[[5, 9, 7]]])
    let county = RegionCode("110118")
    let bodies =
      plain.bodies.dropLast() + [
        Frame.Body(name: "民政局", code: "110118/民政局", region: county, kind: .department)
      ]
    let frame = Frame(
      catalog: plain.catalog, subject: .units, bodies: Array(bodies), years: plain.years,
      indicators: plain.indicators, columns: [plain.column(0, 0)])
    var options = RankOptions()
    options.within = .county
    #expect(frame.ranked(options).column(0, 0)?.ranks.array == [3, 1, 2])
  }

  @Test func wordsOfAYearGroupThatYear() throws {
    let frame = try Frame.ofFigures([[[5, 9, 7], [5, 9, 7], [5, 9, 7]]])
    var options = RankOptions()
    options.yearTags = [2014: ["a", "a", "b"], 2015: ["a", nil, "a"]]
    let ranking = frame.ranked(options)
    #expect(ranking.column(0, 0)?.ranks.array == [2, 1, 1])
    let second = try #require(ranking.column(0, 1)).ranks
    #expect(second[0] == 2 && second[1].isNaN && second[2] == 1)
    #expect(ranking.column(0, 2)?.ranks.array.allSatisfy(\.isNaN) ?? false)
  }

  @Test func aWideTableKeepsTheBodiesOfTheLastYear() throws {
    let ranking = try Frame.ofFigures([[[9, 8, 1], [1, 8, 9], [.nan, .nan, .nan]]]).ranked()
    let kept = try CSVText.rows(of: RankTable(ranking, top: 2, keepsBodies: true))
    #expect(
      kept.dropFirst().map { "\($0[0]) \($0[1]) \($0[3])" } == [
        "2014 2 单位1", "2014 3 单位2", "2015 1 单位2", "2015 2 单位1",
      ])
    let own = try CSVText.rows(of: RankTable(ranking, top: 1))
    #expect(own.dropFirst().map { $0[3] } == ["单位0", "单位2"])
  }
}
