import Testing

@testable import Nianbao

/// Figures that compare within their form only, by the forms that the reports really stand on.
@Suite struct FormComparisonTests {
  let catalog: Catalog
  let complaints: IndicatorIndex
  private let old = "350128100"
  private let early = "350128101"

  init() throws {
    catalog = try Catalog.builtIn()
    complaints = try #require(catalog.index(of: "complaint.total"))
  }

  /// Two towns of Fujian on its own forms, which changed in 2014 for the first one and in 2013 for the
  /// second; complaints of neither form compare with those of another one.
  private var panel: Panel {
    var figures = FigurePanel(catalog)
    for year in [2011, 2012, 2013, 2014, 2015] as [Year] {
      let value = Double(year.number - 2008)
      for (code, change) in [(old, 2014), (early, 2013)] as [(String, Year)] {
        let isLater = year >= change
        figures.add(
          code, year, isLater ? "fujian.complaint:year" : "fujian.appeal:year", value,
          edition: isLater ? "fujian-2014" : "fujian-2011")
      }
    }
    return figures.panel.inSeries()
  }

  @Test func yearsWithoutANationalFormCompareOnTheProvincesOwn() throws {
    let frame = panel.frame(indicators: [complaints])
    let change = frame.change()
    for (body, broken) in [(0, 2014), (1, 2013)] {
      for (position, year) in frame.years.enumerated().dropFirst() {
        let difference = try #require(change.column(0, position)).difference[body]
        #expect(difference.isNaN == (year == Year(broken)), "\(body) \(year)")
      }
      #expect(change.notes(0, 1, body) == .notComparable)
    }
    // The larger set of each: three years on the older form, three on the later.
    let trend = frame.trend(TrendOptions([.line, .shift]))
    #expect(trend.column(0).counts.array == [3, 3])
    #expect(trend.isEditionBreak(3, of: 0) && !trend.isEditionBreak(2, of: 0))
    #expect(trend.isEditionBreak(2, of: 1) && !trend.isEditionBreak(3, of: 1))
  }

  @Test func aRegionOnSeveralFormsHasTheWorstGradeAndSaysSo() throws {
    let frame = panel.rollUp(to: .level(.county), indicators: [complaints]).frame
    #expect(frame.column(0, 2)?[0] == 10)
    #expect(frame.notes(0, 1, 0) == .notComparable)
    #expect(frame.notes(0, 2, 0).isSuperset(of: [.notComparable, .mixedForms]))
    #expect(!frame.notes(0, 3, 0).contains(.mixedForms))
    #expect(frame.notes(0, 2, 0).names?.contains("mixed-forms") ?? false)
    let change = frame.change()
    let differences = (1...4).map { change.column(0, $0)?.difference[0] ?? 0 }
    #expect(differences[0] == 2 && differences[1].isNaN && differences[2].isNaN)
    #expect(differences[3] == 2)
    let index = frame.index(base: 2011)
    #expect(index.column(0, 1).map { isClose($0[0], 100 * 8 / 6) } ?? false)
    #expect(index.column(0, 4).map { $0[0].isNaN } ?? false)
  }

  @Test func partsAreThoseOfTheFormsInUse() throws {
    let edition = try #require(catalog.edition("fujian-2014"))
    let total = try #require(
      edition.indicators.first { !catalog.children(of: $0, .part, in: edition).isEmpty })
    let parts = catalog.children(of: total, .part, in: edition)[0]
    var figures = FigurePanel(catalog)
    for year in [2015, 2016] as [Year] {
      let growth = Double(year.number - 2015)
      figures.add(
        old, year, catalog[total].id, Double(parts.count) * (2 + growth), edition: "fujian-2014")
      for part in parts {
        figures.add(old, year, catalog[part].id, 2 + growth, edition: "fujian-2014")
      }
    }
    let panel = figures.panel
    #expect(throws: DecompositionError.self) { try catalog.totals([total], in: [2015, 2016]) }
    let totals = try panel.totals([total], in: [2015, 2016])
    let groups = panel.frame(indicators: totals.withParts)
      .partContributions(from: 2015, to: 2016, of: totals.positions).groups
    let first = try #require(groups.first)
    #expect(first.items.count == parts.count && first.change == Double(parts.count))
  }

  @Test func aRatioIsNotExplainedByItsUnits() throws {
    let catalog = catalog.adding(derived: try catalog.standardDerived())
    let rate = try #require(catalog.index(of: "derived.request.ontime-rate"))
    let error = try #require(throws: DecompositionError.self) {
      try catalog.checkAdditive([complaints, rate])
    }
    #expect(error == .ratio(["derived.request.ontime-rate"]))
    #expect(error.message.english.hasPrefix("derived.request.ontime-rate: the change of a ratio"))
    try catalog.checkAdditive([complaints])
  }
}
