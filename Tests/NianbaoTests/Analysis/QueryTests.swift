import Synchronization
import Testing
import Vectors

@testable import Nianbao

/// Queries: that they compute what the operations compute, and read no more than they need.
@Suite struct QueryTests {
  let catalog: Catalog
  let indicators: [IndicatorIndex]

  init() throws {
    catalog = try Catalog.builtIn()
    indicators = try Selection.indicators(["request.received*", "fee.collected"], in: catalog)
  }

  private func sample(_ seed: UInt64) -> RandomPanel {
    RandomPanel(seed: seed, catalog: catalog, indicators: indicators)
  }

  private func id(_ indicator: IndicatorIndex) -> IndicatorID { catalog[indicator].id }

  // MARK: The same figures as the operations

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func chainsAreWhatTheirOperationsAre(seed: UInt64)
    throws
  {
    let panel = sample(seed).panel
    let rollUp = panel.rollUp(to: .level(.county), measure: .mean, expected: .panel)
    let query = panel.figures().rollUp(to: .level(.county), measure: .mean, expected: .panel)
    try expectSame(query.frame(), rollUp.frame)
    try expectSame(query.evaluated().frame, rollUp.frame)
    for base in [Change.Base.previousYear, .lastReported] {
      let change = rollUp.frame.change(from: base)
      try expectSame(query.change(.percent, from: base).frame(), change.percentFrame)
      try expectSame(query.change(.difference, from: base).frame(), change.differenceFrame)
      let ranked = try query.change(.percent, from: base).ranked().evaluated()
      expectSame(ranked, change.percentFrame.ranked())
    }
    try expectSame(query.index(base: 2015).frame(), rollUp.frame.index(base: 2015))
    try expectSame(
      query.index(base: 2015).change().ranked().evaluated(),
      rollUp.frame.index(base: 2015).change().differenceFrame.ranked())
    try expectSame(panel.figures().ranked().evaluated(), panel.frame().ranked())
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func columnsAreThoseOfTheWhole(seed: UInt64)
    throws
  {
    let panel = sample(seed).panel
    let query = panel.figures().rollUp(to: .county).change(.percent)
    let whole = try query.frame()
    for (i, indicator) in whole.indicators.enumerated() {
      for (y, year) in whole.years.enumerated() {
        let column = try query.column(id(indicator), year)
        #expect(bits(column) == bits(whole.column(i, y)))
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func rowsAreTheFiguresOfTheSample(seed: UInt64)
    throws
  {
    let sample = sample(seed)
    let rows = try sample.panel.figures(years: 2015...2017).rows()
    #expect(rows.count == sample.figures.keys.count { (2015...2017).contains($0.year) })
    for row in rows {
      let indicator = try #require(catalog.index(of: row.indicator))
      #expect(row.value == sample.figure(row.body.code, row.year, indicator))
    }
    let changes = try sample.panel.figures(years: 2016...2016).change().changes()
    for row in changes {
      let indicator = try #require(catalog.index(of: row.indicator))
      #expect(row.value == sample.figure(row.body.code, 2016, indicator))
      #expect(row.previous == sample.figure(row.body.code, 2015, indicator))
      #expect(row.difference == row.value.flatMap { value in row.previous.map { value - $0 } })
      #expect(row.span == (row.previous == nil ? 0 : 1))
    }
    #expect(Set(changes.map(\.body)).count > 1)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func theTopAreTheFirstOfTheLastYear(seed: UInt64)
    throws
  {
    let panel = sample(seed).panel
    let query = panel.figures("request.received", years: 2015...2017).ranked()
    let last = try #require(panel.years.firstIndex(of: 2017))
    let ranking = panel.frame(indicators: [indicators[0]]).ranked()
    let column = try #require(ranking.column(0, last))
    let top = try query.top(5)
    #expect(top.map(\.body) == column.order().prefix(5).map { panel.frame().bodies[$0] })
    #expect(top.map(\.rank) == column.order().prefix(5).map { column.ranks[$0] })
    #expect(top.map(\.movement) == column.order().prefix(5).map { column.movement($0) })
    #expect(
      try query.bottom(3).map(\.body) == column.order().suffix(3).map { panel.frame().bodies[$0] })
    #expect(try query.rows().allSatisfy { (2015...2017).contains($0.year) })
  }

  @Test func aSelectionOfUnitsIsThePanelOfThem() throws {
    let panel = sample(3).panel
    let chosen = try Selection.units(["*1", "*4"], in: panel.units)
    try #require(chosen.count >= 2)
    let query = panel.figures().units("*1", "*4")
    try expectSame(query.frame(), panel.selecting(chosen).frame(indicators: indicators))
    try expectSame(
      query.rollUp(to: .province).frame(),
      panel.selecting(chosen).rollUp(to: .level(.province), indicators: indicators).frame)
    try expectSame(
      query.ranked().evaluated(), panel.selecting(chosen).frame(indicators: indicators).ranked())
  }

  // MARK: Reading no more than is needed

  @Test func stepsReadNothing() throws {
    let log = ReadLog()
    let query = log.query(sample(1).panel).rollUp(to: .county).change(.percent).ranked()
    #expect(log.columns.isEmpty)
    _ = try query.top(5)
    #expect(!log.columns.isEmpty)
  }

  @Test func aColumnReadsWhatItDependsOn() throws {
    let panel = sample(1).panel
    let received = IndicatorID("request.received")
    func reads(_ evaluate: (PanelQuery<UnitFigures>) throws -> Void) rethrows -> [String] {
      let log = ReadLog()
      try evaluate(log.query(panel))
      return log.columns.map { "\(id($0.indicator)) \($0.year)" }
    }
    #expect(
      try reads { _ = try $0.rollUp(to: .county).column(received, 2017) } == [
        "request.received 2017"
      ])
    #expect(
      try reads { _ = try $0.rollUp(to: .county).change(.percent).column(received, 2017) } == [
        "request.received 2016", "request.received 2017",
      ])
    #expect(
      try reads { _ = try $0.index(base: 2014).column(received, 2018) } == [
        "request.received 2014", "request.received 2018",
      ])
    #expect(
      try reads { _ = try $0.change(.percent, from: .lastReported).column(received, 2016) } == [
        "request.received 2014", "request.received 2015", "request.received 2016",
      ])
    #expect(
      try reads {
        _ = try $0.rollUp(to: .county).change(.percent).ranked().indicators(received).top(5)
      }
        == [
          "request.received 2016", "request.received 2017", "request.received 2018",
        ])
    #expect(try reads { _ = try $0.rollUp(to: .county).bodies() }.isEmpty)
  }

  @Test func eachColumnIsReadOnceForAllSteps() throws {
    let panel = sample(2).panel
    let log = ReadLog()
    let query = log.query(panel).rollUp(to: .county).change(.percent).ranked()
    _ = try query.rows()
    #expect(log.columns.count == indicators.count * panel.years.count)
    #expect(Set(log.columns).count == log.columns.count)
  }

  @Test func oneIndicatorIsDoneBeforeTheNextIsRead() throws {
    let log = ReadLog()
    var seen: [IndicatorIndex] = []
    try log.query(sample(2).panel).rollUp(to: .county).change().forEachIndicator { frame in
      seen += frame.indicators
      #expect(Set(log.columns.map(\.indicator)) == Set(seen))
    }
    #expect(seen == indicators)
  }

  // MARK: Series, boundaries, derived indicators, scores

  /// Counties on several forms, of which two were merged in 2016.
  private func crossing() throws -> Panel {
    let history = RegionHistory(changes: [
      RegionHistory.Change(
        kind: .merger, oldCode: try #require(RegionCode("350103")), oldName: "旧区", from: nil,
        until: 2016, newCode: try #require(RegionCode("350102")), oldParent: nil, basis: nil)
    ])
    var figures = FigurePanel(catalog, regions: RegionTree([]).adding(history))
    for year in Year(2013)...Year(2020) {
      for (position, code) in ["350102", "350103", "350104"].enumerated()
      where code != "350103" || year < 2016 {
        let value = Double(10 * position + year.number - 2012)
        switch year {
        case ..<2014:
          figures.add(code, year, "fujian.accepted:year", value, edition: "fujian-2011")
          figures.add(code, year, "fujian.appeal:year", value + 1, edition: "fujian-2011")
        case ..<2019:
          figures.add(code, year, "request.received", value)
          figures.add(code, year, "request.closed", value)
          figures.add(code, year, "request.closed.ontime", value - 1)
          figures.add(code, year, "complaint.total", value + 2)
        default: figures.add(code, year, "request.received:all", value, edition: "2019")
        }
      }
    }
    return figures.panel
  }

  /// A query of a panel and the columns that its evaluation read.
  private func reads(
    _ panel: Panel, _ evaluate: (PanelQuery<UnitFigures>) throws -> Frame
  ) throws -> (frame: Frame, columns: [String]) {
    let log = ReadLog()
    let frame = try evaluate(log.query(panel))
    #expect(Set(log.columns).count == log.columns.count)
    return (frame, log.columns.map { "\(panel.catalog[$0.indicator].id) \($0.year)" }.sorted())
  }

  @Test func seriesAndBoundariesAreThoseOfThePanel() throws {
    let panel = try crossing()
    let ids: [IndicatorID] = ["request.received", "complaint.total"]
    let wanted = ids.compactMap { catalog.index(of: $0) }.sorted()
    let whole = panel.inSeries().asOf(2018)
    let query = panel.figures("request.received", "complaint.total").inSeries().asOf(2018)
    try expectSame(query.frame(), whole.frame(indicators: wanted))
    try expectSame(
      query.rollUp(to: .prefecture).change(.percent, from: .lastReported).frame(),
      whole.rollUp(to: .level(.prefecture), indicators: wanted).frame
        .change(from: .lastReported).percentFrame)
    try expectSame(
      query.units("350104").change().frame(),
      whole.selecting(Selection.units(["350104"], in: whole.units)).frame(indicators: wanted)
        .change().differenceFrame)
    let each = panel.inSeries().onBoundariesOfEachYear()
    try expectSame(
      panel.figures("request.received").inSeries().onBoundariesOfEachYear().frame(),
      each.frame(indicators: [wanted[0]]))
    // A panel that has its series and boundaries already keeps them and what is said beside them.
    try expectSame(whole.figures("complaint.total").frame(), whole.frame(indicators: [wanted[1]]))
    #expect(throws: QueryError.otherBoundaries(2018)) {
      try whole.figures("request.received").asOf(2014).frame()
    }
  }

  @Test func aSeriesReadsTheFormsInUse() throws {
    let panel = try crossing()
    let later = try reads(panel) {
      try $0.inSeries().indicators("request.received").years([2019]).frame()
    }
    #expect(later.columns == ["request.received:all 2019"])
    #expect(later.frame.column(0, 0)?.array.map { $0.ifKnown } == [7, nil, 27])
    let change = try reads(panel) {
      try $0.inSeries().asOf(2018).indicators("request.received").change().years([2014]).frame()
    }
    #expect(change.columns == ["fujian.accepted:year 2013", "request.received 2014"])
    #expect(change.frame.column(0, 0)?.array == [2, 1])
    // A series that can break looks at the years before, and at no others.
    let complaints = try reads(panel) {
      try $0.inSeries().indicators("complaint.total").years([2015]).frame()
    }
    #expect(
      complaints.columns == [
        "complaint.total 2014", "complaint.total 2015", "fujian.appeal:year 2013",
      ])
    let plain = try reads(panel) { try $0.inSeries().indicators("request.closed.ontime").frame() }
    #expect(plain.columns.allSatisfy { $0.hasPrefix("request.closed.ontime ") })
    #expect(
      try reads(panel) {
        _ = try $0.inSeries().asOf(2014).bodies(); return panel.frame()
      }.columns.isEmpty)
  }

  @Test func derivedIndicatorsReadWhatTheyFollowFrom() throws {
    let derived = try catalog.standardDerived()
    let panel = try crossing()
    let whole = panel.adding(derived: derived)
    let rate = try #require(whole.catalog.index(of: "derived.request.ontime-rate"))
    let (frame, columns) = try reads(panel) {
      try $0.adding(derived: derived).indicators("derived.request.ontime-rate").years([2017])
        .rollUp(to: .prefecture).frame()
    }
    #expect(columns == ["request.closed 2017", "request.closed.ontime 2017"])
    expectSame(
      frame,
      whole.rollUp(to: .level(.prefecture), indicators: [rate]).frame.selecting([2017]))
    try expectSame(
      whole.figures("derived.request.ontime-rate").ranked().evaluated(),
      whole.frame(indicators: [rate]).ranked())
  }

  @Test func scoresAreAStepLikeAnyOther() throws {
    let panel = sample(5).panel
    let definition = CompositeDefinition([
      .init(indicators[0], weight: 2), .init(indicators[1], direction: .lower),
    ])
    let (scores, columns) = try reads(panel) {
      try $0.years([2017]).rollUp(to: .county).composite(definition).frame()
    }
    let names = definition.indicators.map { "\(id($0)) 2017" }.sorted()
    #expect(columns == names)
    let frame = panel.rollUp(to: .level(.county), indicators: definition.indicators.sorted()).frame
    let whole = try frame.composite(definition)
    expectSame(scores, whole.ranking.frame.selecting([2017]))
    let query = panel.figures().rollUp(to: .county).composite(definition)
    try expectSame(query.change().frame(), whole.ranking.frame.change().differenceFrame)
    try expectSame(query.evaluated().ranking, whole.ranking)
    #expect(try query.ranked().rows().allSatisfy { $0.indicator == "score" })
    var geometric = CompositeOptions()
    geometric.aggregation = .geometric
    #expect(throws: QueryError.self) {
      try panel.figures().composite(definition, geometric).frame()
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func windowsAndLagsOfSomeYearsAreThoseOfAll(
    seed: UInt64
  ) throws {
    let panel = sample(seed).panel
    let query = panel.figures().rollUp(to: .county)
    for part in [
      query.change(.annualGrowth, from: .lastReported), query.change(from: .yearsBefore(2)),
      query.rollingMeans(over: 3, atLeast: 1).change(.percent),
      query.shifted(by: 1).rollingMeans(over: 2).index(base: 2016).change(.logarithm),
    ] {
      try expectSame(
        part.years([2016, 2018]).frame(), part.frame().selecting([2016, 2018]))
    }
    let sums = query.cumulatedSums()
    try expectSame(sums.years([2017]).frame(), sums.frame().selecting([2017]))
    var options = RollUp.Options()
    options.measures = [.ratio(to: indicators[1]), .weightedMean(by: indicators[2])]
    options.imputation = .linear
    options.boundsSums = true
    let asked = panel.figures(id(indicators[0]), years: 2016...2016)
      .rollUp(by: .level(.county), options)
    let rollUp = panel.rollUp(by: .level(.county), options, indicators: [indicators[0]])
    try expectSame(asked.frame(), rollUp.frame.selecting([2016]))
  }

  // MARK: Errors

  @Test func wordsThatNameNothingAreErrorsAtTheEnd() throws {
    let panel = sample(1).panel
    let query = panel.figures("request.recieved").rollUp(to: .county)
    let error = try #require(throws: QueryError.self) { try query.frame() }
    #expect(
      error.message.english.hasPrefix(
        "there is no indicator ‘request.recieved’; did you mean request.received")
    )
    #expect(throws: QueryError.yearNotInPanel(2031, years: panel.years)) {
      try panel.rollUp(to: .county, years: 2031...2033).frame()
    }
    #expect(throws: QueryError.yearNotInPanel(2031, years: panel.years)) {
      try panel.figures().index(base: 2031).rows()
    }
    #expect(throws: QueryError.self) { try panel.figures().within("无此地").bodies() }
  }

  // MARK: Comparing

  private func bits(_ column: Vector<Double>?) -> [UInt64]? {
    column?.array.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }

  private func expectSame(
    _ left: Frame, _ right: Frame, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(left.bodies == right.bodies, sourceLocation: sourceLocation)
    #expect(left.leafCount == right.leafCount, sourceLocation: sourceLocation)
    #expect(left.years == right.years, sourceLocation: sourceLocation)
    #expect(left.indicators == right.indicators, sourceLocation: sourceLocation)
    for i in left.indicators.indices {
      for y in left.years.indices {
        #expect(
          bits(left.column(i, y)) == bits(right.column(i, y)), sourceLocation: sourceLocation)
        for body in left.bodies.indices {
          #expect(
            left.notes(i, y, body) == right.notes(i, y, body), sourceLocation: sourceLocation)
        }
      }
    }
  }

  private func expectSame(
    _ left: Ranking, _ right: Ranking, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectSame(left.frame, right.frame, sourceLocation: sourceLocation)
    for i in left.frame.indicators.indices {
      for y in left.frame.years.indices {
        let (one, other) = (left.column(i, y), right.column(i, y))
        #expect(bits(one?.ranks) == bits(other?.ranks), sourceLocation: sourceLocation)
        #expect(bits(one?.previous) == bits(other?.previous), sourceLocation: sourceLocation)
        let bodies = (one?.ranks.count).map { 0..<$0 } ?? 0..<0
        #expect(
          bodies.map { one?.of($0) } == bodies.map { other?.of($0) },
          sourceLocation: sourceLocation)
      }
    }
  }
}

/// Which columns of a panel were read, in order.
private final class ReadLog: Sendable {
  struct Read: Hashable {
    let indicator: IndicatorIndex
    let year: Year
  }

  private let reads = Mutex<[Read]>([])

  var columns: [Read] { reads.withLock { $0 } }

  /// The figures of a panel, each read of which is written down.
  func query(_ panel: Panel) -> PanelQuery<UnitFigures> {
    let plan = QueryPlan(panel) { indicator, year in
      self.reads.withLock { $0.append(Read(indicator: indicator, year: year)) }
      return panel.column(indicator, year)
    }
    return PanelQuery(plan, UnitFigures())
  }
}
