import Testing

@testable import Nianbao

/// Indicators as series over several forms.
@Suite struct SeriesTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private func index(_ id: IndicatorID) throws -> IndicatorIndex {
    try #require(catalog.index(of: id))
  }

  @Test func anIndicatorGoesOnOnTheLaterForms() throws {
    var figures = FigurePanel(catalog)
    figures.add("110118100", 2018, "request.received", 7)
    figures.add("110118100", 2019, "request.received:all", 9, edition: "2019")
    figures.add("110118100", 2021, "request.received:all", 4, edition: "2021")
    let raw = figures.panel
    let series = raw.inSeries()
    #expect(raw.figures("110118100", "request.received") == [2018: 7, 2019: nil, 2021: nil])
    #expect(series.figures("110118100", "request.received") == [2018: 7, 2019: 9, 2021: 4])
    #expect(series.note("110118100", "request.received", 2019) == [])
    #expect(series.figures("110118100", "request.received:all") == [2018: nil, 2019: 9, 2021: 4])
  }

  @Test func oneFormNeedsNothing() {
    var figures = FigurePanel(catalog)
    figures.add("110118100", "request.received", [2014: 1, 2015: 2])
    let panel = figures.panel
    #expect(!FormsInUse.needCrosswalk(in: panel) && !panel.inSeries().hasNotes)
  }

  @Test func unprintedSeriesAreFoundButNotListed() throws {
    var figures = FigurePanel(catalog)
    figures.add("110118100", 2019, "request.received:all", 9, edition: "2019")
    let series = figures.panel.inSeries()
    #expect(series.figures("110118100", "request.received") == [2019: 9])
    #expect(series.presentIndicators == [try index("request.received:all")])
    #expect(series.selecting([UnitIndex(0)]).presentIndicators.count == 1)
  }

  @Test func aFormulaIsNullWhereAFigureInItIs() throws {
    let refused = catalog.indicators.map(\.id).filter {
      $0.name.hasPrefix("request.result.refused.") && $0.column == "all"
    }
    var figures = FigurePanel(catalog)
    for (position, id) in refused.enumerated() {
      figures.add("110118100", 2019, id, Double(position), edition: "2019")
      figures.add("110118101", 2019, id, position == 3 ? nil : 1, edition: "2019")
    }
    let series = figures.panel.inSeries()
    #expect(series.figures("110118100", "request.answered.refused") == [2019: 28])
    #expect(series.note("110118100", "request.answered.refused", 2019) == [.narrower, .derived])
    #expect(series.figures("110118101", "request.answered.refused") == [2019: nil])
    #expect(series.note("110118101", "request.answered.refused", 2019) == [])
    let unit = try #require(series.units.indices.first)
    #expect(series.mark(try index("request.answered.refused"), 2019, unit).status == .derived)
  }

  @Test func unitsOnDifferentFormsAddUpToOneSum() throws {
    var figures = FigurePanel(catalog)
    figures.add("350128100", 2018, "fujian.accepted:year", 5, edition: "fujian-2014")
    figures.add("350128101", 2018, "request.received", 7)
    figures.add("350128102", 2018, "request.received:all", 2, edition: "2019")
    let rollUp = figures.panel.inSeries()
      .rollUp(to: .level(.county), indicators: [try index("request.received")])
    #expect(rollUp.frame.column(0, 0)?[0] == 14)
    #expect(rollUp.count(0, 0, 0) == 3)
    #expect(rollUp.frame.notes(0, 0, 0) == [.narrower, .mixedForms])
  }

  @Test func acrossAStepThatCannotBeComparedThereIsNoChange() throws {
    var figures = FigurePanel(catalog)
    figures.add("350128100", 2013, "fujian.appeal:year", 3, edition: "fujian-2011")
    figures.add("350128100", 2014, "fujian.complaint:year", 5, edition: "fujian-2014")
    figures.add("350128100", 2015, "fujian.complaint:year", 6, edition: "fujian-2014")
    figures.add("350128100", 2016, "complaint.total", 9)
    figures.add("350128100", 2017, "complaint.total", 10)
    let series = figures.panel.inSeries()
    let breaks = series.years.map {
      series.note("350128100", "complaint.total", $0).contains(.seriesBreak)
    }
    #expect(breaks == [false, true, false, true, false])
    let frame = series.frame(indicators: [try index("complaint.total")])
    for base in [Change.Base.previousYear, .lastReported] {
      let change = frame.change(from: base)
      let differences = frame.years.indices.map { change.column(0, $0)?.difference[0] ?? .nan }
      #expect(differences.map { $0.isNaN ? -1 : $0 } == [-1, -1, 1, -1, 1])
    }
    let indexed = frame.index(base: 2014)
    let values = frame.years.indices.map { indexed.column(0, $0)?[0] ?? .nan }
    #expect(values.map { $0.isNaN ? -1 : $0 } == [-1, 100, 120, -1, -1])
    #expect(frame.slopes(0, over: [1, 2])?[0] == 1)
    #expect(frame.slopes(0, over: [1, 2, 3])?[0].isNaN == true)
  }

  @Test func strictSeriesAreRefusedWithIndicatorYearsAndReason() throws {
    var figures = FigurePanel(catalog)
    figures.add("110118100", "request.answered", [2017: 6, 2018: 7])
    for year in [2019, 2020, 2022] as [Year] {
      figures.add(
        "110118100", year, "request.result.total:all", 9, edition: year < 2021 ? "2019" : "2021")
    }
    let series = figures.panel.inSeries()
    var selection = Selection(indicators: [try index("request.answered")])
    let error = #expect(throws: SeriesError.self) {
      try series.checkSeriesAreExact(selection, looksBack: false)
    }
    #expect(error?.caveats.map(\.years) == [[2019, 2020], [2022]])
    #expect(
      error?.message.english.contains("request.answered 2019-2020, form 2019: broader") == true)
    #expect(error?.message.chinese.contains("未予答复") == true)
    selection.years = [2018]
    try series.checkSeriesAreExact(selection, looksBack: true)
    selection.years = [2021]
    #expect(throws: SeriesError.self) {
      try series.checkSeriesAreExact(selection, looksBack: true)
    }
    try series.checkSeriesAreExact(selection, looksBack: false)
    selection = Selection(indicators: [try index("request.closed")])
    try series.checkSeriesAreExact(selection, looksBack: true)
  }
}
