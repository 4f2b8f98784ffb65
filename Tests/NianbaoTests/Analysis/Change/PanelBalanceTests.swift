import Testing

@testable import Nianbao

@Suite struct PanelBalanceTests {
  private func balance(_ patterns: [String]) -> PanelBalance {
    PanelBalance(
      bodies: patterns.map { Frame.Body(name: $0, code: "", region: nil) },
      years: Array(Year(2014)...Year(2018)), presence: patterns.map { $0.map { $0 == "1" } })
  }

  @Test func patternsSayWhoIsMissingWhen() {
    let balance = balance(["11111", "11.11", "..111", "111..", "11.11", "....."])
    #expect(balance.patterns.map(\.pattern.text) == ["11.11", "11111", "111..", "..111", "....."])
    #expect(balance.patterns.map(\.count) == [2, 1, 1, 1, 1])
    #expect(balance.distribution == [1, 0, 0, 2, 2, 1])
    #expect(balance[1].gaps == [2] && balance[1].missing == [2] && balance[2].gaps.isEmpty)
    #expect(balance[3].last == 2 && balance[5].first == nil && balance[0].isComplete)
  }

  @Test func everyoneWhoComesOrGoesIsCountedOnce() {
    let flows = balance(["11111", "11.11", "..111", "111..", "1.1..", "....."]).flows
    #expect(flows.map(\.present) == [4, 3, 4, 3, 3])
    #expect(flows.map(\.entered) == [0, 0, 1, 0, 0])
    #expect(flows.map(\.paused) == [0, 1, 1, 0, 0])
    #expect(flows.map(\.returned) == [0, 0, 1, 1, 0])
    #expect(flows.map(\.left) == [0, 0, 0, 2, 0])
    for year in 1..<5 {
      let (before, now) = (flows[year - 1], flows[year])
      #expect(now.present == before.present + now.entered + now.returned - now.paused - now.left)
    }
  }

  @Test func theSummaryCounts() {
    let summary = balance(["11111", "11.11", "..111", "....."]).summary
    #expect(summary.bodies == 4 && summary.complete == 1 && summary.withGaps == 1)
    #expect(summary.never == 1 && summary.present == 12 && summary.expected == 20)
    #expect(summary.quantiles[0] == 0 && summary.quantiles[3] == 3.5 && summary.quantiles[6] == 5)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func aPanelsBalanceIsThatOfItsReports(seed: UInt64)
    throws
  {
    let catalog = try Catalog.builtIn()
    let indicators = try Selection.indicators(["request.received*"], in: catalog)
    let sample = RandomPanel(seed: seed, catalog: catalog, indicators: indicators)
    let reports = sample.panel.balance()
    let figures = sample.panel.balance(of: indicators[0], over: [2015, 2017])
    #expect(reports.years == Array(Year(2014)...Year(2018)) && figures.years == [2015, 2017])
    for (body, unit) in sample.panel.units.enumerated() {
      for (position, year) in reports.years.enumerated() {
        #expect(
          reports[body].isPresent[position]
            == (sample.panel.reports.position(of: UnitIndex(body), in: year) != nil))
      }
      for (position, year) in figures.years.enumerated() {
        #expect(
          figures[body].isPresent[position]
            == (sample.figure(unit.code, year, indicators[0]) != nil))
      }
    }
    let counties = reports.grouped(at: .county, in: sample.panel.regions)
    #expect(counties.reduce(0) { $0 + $1.balance.bodies.count } == reports.bodies.count)
    #expect(
      counties.reduce(0) { $0 + $1.balance.summary.present } == reports.summary.present)
  }
}
