import Foundation
import Testing
import Vectors

@testable import Nianbao

/// Unusual figures put into panels where nothing else is.
@Suite struct PlantedAnomalyTests {
  private let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private func simulated(
    seed: UInt64, counties: Int = 10, townships: Int = 15, _ indicators: [IndicatorID],
    means: [Double]
  ) -> SimulatedPanel {
    var numbers = SeededNumbers(seed: seed)
    var panel = SimulatedPanel(
      catalog, counties: counties, townships: townships, indicators: indicators)
    let sizes = panel.codes.map { _ in 0.5 + numbers.uniform() }
    panel.draw { unit, _, indicator in
      numbers.negativeBinomial(means[indicator] * sizes[unit], 0.02)
    }
    return panel
  }

  private func anomalies(_ panel: SimulatedPanel, _ checks: AnomalyCheck...) -> AnomalyReport {
    var options = AnomalyDetection.Options()
    if !checks.isEmpty { options.checks = Set(checks) }
    return AnomalyDetection(panel.panel, options: options).findings()
  }

  private static let plain: [IndicatorID] = [
    "training.participant", "response.interpretation", "training.session",
  ]

  @Test func tenTimesTheFigureStandsOutAmongPeersAndYears() throws {
    for seed in UInt64(1)...5 {
      var panel = simulated(seed: seed, Self.plain, means: [200, 20, 3])
      panel[33, 2][0] = 2400
      let report = anomalies(panel)
      let finding = try #require(
        report.anomalies.min { $0.logProbability < $1.logProbability }?.finding, "seed \(seed)")
      // A false alarm beside it is allowed for, the same figure or the way back from it is not.
      #expect(
        report.findings.count <= 2, "seed \(seed): \(report.findings.map(\.message.english))")
      #expect(
        report.findings.count { $0.cells.contains { $0.value == 2400 } } == 1, "seed \(seed)")
      #expect(finding.unit == UnitIndex(33) && finding.year == 2016, "seed \(seed)")
      #expect(finding.kind == .outlier && finding.severity == .info && finding.rule == nil)
      #expect(finding.actual == 2400 && finding.suspects.isEmpty)
      let expected = try #require(finding.expected)
      #expect((60...400).contains(expected), "\(expected), seed \(seed)")
      for check in [AnomalyCheck.peers, .history, .jump] {
        let alone = anomalies(panel, check)
        #expect(
          alone.findings.contains { $0.unit == UnitIndex(33) && $0.year == 2016 },
          "\(check), seed \(seed)")
        #expect(alone.findings.allSatisfy { $0.id.name == check.rawValue })
      }
    }
  }

  @Test func aFigureThatVanishesStandsOut() throws {
    var panel = simulated(seed: 11, Self.plain, means: [400, 20, 3])
    panel[70, 4][0] = 1
    let report = anomalies(panel)
    let finding = try #require(report.findings.first)
    #expect(finding.unit == UnitIndex(70) && finding.year == 2018 && finding.actual == 1)
    #expect(finding.message.chinese.contains("为1，明显低于") || finding.message.chinese.contains("骤降"))
  }

  @Test func aBreakThatAllShareIsNoJump() {
    var panel = simulated(seed: 12, Self.plain, means: [200, 20, 3])
    for unit in panel.codes.indices {
      for year in 3...4 { panel[unit, year][0] = (panel[unit, year][0] * 6).rounded() }
    }
    #expect(anomalies(panel, .jump).findings.isEmpty)
    // The one that does not share it is told.
    panel[20, 3][0] = (panel[20, 3][0] / 6).rounded()
    panel[20, 4][0] = (panel[20, 4][0] / 30).rounded()
    #expect(anomalies(panel, .jump).findings.map(\.unit).allSatisfy { $0 == UnitIndex(20) })
  }

  @Test func aJumpNamesBothYears() throws {
    var panel = simulated(seed: 13, Self.plain, means: [200, 20, 3])
    for year in 3...4 { panel[51, year][1] = panel[51, year][1] + 400 }
    let report = anomalies(panel, .jump)
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1 && finding.id.name == "outlier.jump")
    #expect(finding.unit == UnitIndex(51) && finding.cells.map(\.year) == [2017, 2016])
    #expect(finding.message.english.contains("jumps from"))
  }

  @Test func aUnitWithoutNeighboursIsComparedInTheRegionAbove() throws {
    var panel = simulated(seed: 14, counties: 30, townships: 3, Self.plain, means: [200, 20, 3])
    panel[40, 1][0] = 4000
    let report = anomalies(panel, .peers)
    #expect(report.findings.map(\.unit) == [UnitIndex(40)])
    #expect(report.findings.first?.message.english.contains("among 89 peers") == true)
  }

  @Test func amountsAreComparedByRatio() throws {
    var numbers = SeededNumbers(seed: 15)
    var panel = SimulatedPanel(
      catalog, counties: 10, townships: 15, indicators: ["capacity.budget", "fee.collected"])
    panel.draw { _, _, indicator in
      numbers.uniform() < 0.4 ? 0 : (exp(0.5 * numbers.normal()) * 100).rounded() / 100
    }
    #expect(anomalies(panel).discoveries == 0)
    panel[12, 0][0] = 10_000
    let report = anomalies(panel)
    #expect(report.findings.map(\.unit) == [UnitIndex(12)])
    #expect(report.findings.first?.actual == 10_000)
  }

  // MARK: Reports as a whole

  @Test func figuresThatDoNotGoTogetherStandOut() throws {
    let ids: [IndicatorID] = ["training.participant", "response.interpretation", "response.hot"]
    var numbers = SeededNumbers(seed: 16)
    var panel = SimulatedPanel(catalog, counties: 10, townships: 30, indicators: ids)
    let sizes = panel.codes.map { _ in exp(0.8 * numbers.normal()) }
    panel.draw { unit, _, indicator in
      numbers.poisson([4000.0, 2000, 1000][indicator] * sizes[unit])
    }
    #expect(anomalies(panel, .multivariate).findings.map(\.message.english) == [])
    // Each figure is ordinary, all three together are not.
    panel[100, 2] = [8000, 1000, 1000]
    let report = anomalies(panel, .multivariate)
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1 && finding.unit == UnitIndex(100) && finding.year == 2016)
    #expect(finding.cells.contains { catalog[$0.indicator].id == "training.participant" })
    #expect(anomalies(panel, .peers).discoveries == 0)
  }

  private static let many: [IndicatorID] = [
    "disclosure.normative", "normative.issued", "disclosure.channel.website",
    "disclosure.channel.wechat", "response.hot", "response.interpretation", "response.social",
    "training.meeting", "training.session", "training.participant", "complaint.total",
    "capacity.readingpoint",
  ]
  private static let manyMeans = [30.0, 12, 260, 90, 15, 44, 8, 6, 5, 210, 0.2, 9]

  @Test func aReportCopiedFromTheYearBeforeIsFound() throws {
    var panel = simulated(seed: 17, Self.many, means: Self.manyMeans)
    #expect(anomalies(panel, .lastYear, .otherUnit).discoveries == 0)
    panel[60, 3] = panel[60, 2]
    panel[90, 4] = panel[90, 3]
    panel[90, 4][2] += 7
    let report = anomalies(panel, .lastYear)
    #expect(report.findings.map(\.unit) == [UnitIndex(60), UnitIndex(90)])
    #expect(report.findings.map(\.year) == [2017, 2018])
    #expect(report.findings.allSatisfy { $0.kind == .duplicate && $0.cells.count >= 9 })
    let active = panel[90, 4].count { $0 != 0 }
    #expect(
      report.findings.last?.message.english.contains(
        "of \(active) figures that are not 0, \(active - 1) are the same") == true)
  }

  @Test func aReportCopiedFromAnotherUnitIsFound() throws {
    var panel = simulated(seed: 18, Self.many, means: Self.manyMeans)
    panel[140, 1] = panel[3, 1]
    panel[77, 0] = panel[76, 0]
    panel[77, 0][9] += 1
    let report = anomalies(panel, .otherUnit)
    #expect(report.findings.map(\.unit) == [UnitIndex(77), UnitIndex(140)])
    #expect(
      report.findings.last?.message.chinese.contains(panel.panel.units[UnitIndex(3)].name) == true)
  }

  @Test func standingFiguresAreNoCopy() {
    // What never changes from year to year is no sign of a copied report.
    var numbers = SeededNumbers(seed: 19)
    var panel = SimulatedPanel(catalog, counties: 8, townships: 15, indicators: Self.many)
    let standing = panel.codes.map { _ in
      Self.manyMeans.map { numbers.negativeBinomial($0, 0.3) }
    }
    panel.draw { unit, _, indicator in standing[unit][indicator] }
    #expect(anomalies(panel, .lastYear).discoveries == 0)
  }

  // MARK: Digits

  @Test func madeUpDigitsStandOut() throws {
    let ids: [IndicatorID] = [
      "disclosure.channel.website", "disclosure.channel.wechat", "training.participant",
    ]
    var panel = simulated(seed: 20, counties: 4, townships: 15, ids, means: [900, 700, 1200])
    panel.years = Array(Year(2007)...Year(2026))
    var numbers = SeededNumbers(seed: 21)
    panel.draw { _, _, indicator in numbers.poisson([900.0, 700, 1200][indicator]) }
    #expect(anomalies(panel, .lastDigits).discoveries == 0)
    for year in panel.years.indices {
      for indicator in ids.indices where numbers.uniform() < 0.7 {
        panel[25, year][indicator] = (panel[25, year][indicator] / 10).rounded() * 10
      }
    }
    let report = anomalies(panel, .lastDigits)
    #expect(report.findings.map(\.unit) == [UnitIndex(25)])
    #expect(report.findings.first?.message.english.contains("have 0 as their last digit") == true)
    #expect(report.tests == [.lastDigits: 60])
  }

  @Test func firstDigitsAreTestedWhereThePanelFollowsBenford() throws {
    var numbers = SeededNumbers(seed: 22)
    var panel = SimulatedPanel(catalog, counties: 4, townships: 15, indicators: Self.plain)
    panel.years = Array(Year(2000)...Year(2019))
    panel.draw { _, _, _ in pow(10, 1 + 4 * numbers.uniform()).rounded(.down) }
    #expect(anomalies(panel, .firstDigits).discoveries == 0)
    for year in panel.years.indices where year % 4 != 0 {
      panel[8, year] = panel[8, year].map { value in
        let power = pow(10, log10(value).rounded(.down))
        return value - (value / power).rounded(.down) * power + 7 * power
      }
    }
    let report = anomalies(panel, .firstDigits)
    let least = report.anomalies.min { $0.logProbability < $1.logProbability }
    #expect(least?.finding.unit == UnitIndex(8) && report.discoveries <= 2)
    // Where the panel does not, nothing is tested.
    var narrow = panel
    narrow.draw { _, _, _ in numbers.poisson(500) }
    #expect(anomalies(narrow, .firstDigits).tests.isEmpty)
  }

  // MARK: Input at the edges

  @Test func degenerateInputIsSilent() {
    for (counties, townships) in [(1, 1), (1, 3), (3, 12)] {
      for value in [0, 1, Double.nan, 9e15, 1e300] {
        var panel = SimulatedPanel(
          catalog, counties: counties, townships: townships, indicators: Self.plain)
        panel.draw { _, _, _ in value }
        let report = anomalies(panel)
        #expect(report.discoveries == 0, "\(counties) × \(townships) of \(value)")
        #expect(report.anomalies.isEmpty && report.expectedFalseAlarms == 0)
      }
    }
    var empty = SimulatedPanel(catalog, counties: 0, townships: 0, indicators: Self.plain)
    empty.draw { _, _, _ in 0 }
    #expect(anomalies(empty).testCount == 0)
  }

  @Test func hugeFiguresAmongOrdinaryOnesAreFound() {
    var panel = simulated(seed: 23, Self.plain, means: [200, 20, 3])
    panel[5, 0][0] = 1e300
    let report = anomalies(panel)
    #expect(report.findings.contains { $0.unit == UnitIndex(5) && $0.actual == 1e300 })
    #expect(report.anomalies.allSatisfy { !$0.logProbability.isNaN })
  }

  @Test func onlyTheYearsAskedForAreTested() {
    var panel = simulated(seed: 24, Self.plain, means: [200, 20, 3])
    panel[33, 2][0] = 2400
    let of2016 = AnomalyDetection(panel.panel, years: [2016]).findings()
    let of2018 = AnomalyDetection(panel.panel, years: [2018]).findings()
    #expect(of2016.findings.map(\.unit) == [UnitIndex(33)])
    #expect(of2018.findings.allSatisfy { $0.unit != UnitIndex(33) && $0.year == 2018 })
    #expect(of2018.testCount < of2016.testCount * 2)
    let elsewhere = AnomalyDetection(
      panel.panel, indicators: [catalog.index(of: "training.session")].compactMap(\.self))
    #expect(elsewhere.findings().findings.isEmpty)
  }
}
