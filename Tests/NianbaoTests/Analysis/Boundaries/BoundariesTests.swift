import Testing

@testable import Nianbao

/// Panels on the boundaries of one year, over hand-made regions.
@Suite struct BoundariesTests {
  let catalog: Catalog
  let received: IndicatorID = "request.received"

  init() throws { catalog = try Catalog.builtIn() }

  /// A tree of some regions and the changes of a table without its heading.
  private func tree(_ regions: [String: String], _ changes: String) throws -> RegionTree {
    let heading = "kind\told_code\told_name\tfrom\tuntil\tnew_code\told_parent\tbasis\n"
    let text = changes.split(separator: "\n").map { line in
      line.split(separator: " ").map { $0 == "-" ? "" : String($0) }.joined(separator: "\t")
    }.joined(separator: "\n")
    let history = try RegionHistory(file: EmbeddedFile(path: "changes.tsv", text: heading + text))
    return RegionTree(
      regions.compactMap { code, name in RegionCode(code).map { .init(code: $0, name: name) } }
    ).adding(history)
  }

  @Test func mergedBodiesAddUpAndAPartThatIsMissingLeavesAGap() throws {
    let tree = try tree(["110101": "东城区"], "merger 110103 崇文区 - 2010 110101")
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101", received, [2008: 10, 2009: 20, 2010: 60, 2011: 70])
    figures.add("110103", received, [2008: 1, 2009: nil])
    let panel = figures.panel.asOf(2018)
    #expect(panel.units.map(\.code) == ["110101"])
    #expect(panel.figures("110101", received) == [2008: 11, 2009: nil, 2010: 60, 2011: 70])
    #expect(panel.note("110101", received, 2008) == .merged)
    #expect(panel.note("110101", received, 2009) == .merged)
    #expect(panel.note("110101", received, 2010) == [])
    let before = figures.panel.asOf(2009)
    #expect(before.units.map(\.code) == ["110101", "110103"])
    #expect(before.figures("110101", received) == [2008: 10, 2009: 20, 2010: nil, 2011: nil])
    #expect(before.note("110101", received, 2011) == .undivided)
    #expect(before.figures("110103", received) == [2008: 1, 2009: nil, 2010: nil, 2011: nil])
    #expect(before.note("110103", received, 2011) == .undivided)
  }

  @Test func inTheYearOfTheChangeTheOldReportTells() throws {
    let tree = try tree(["110101": "东城区"], "merger 110103 崇文区 - 2010 110101")
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101", received, [2010: 60])
    figures.add("110103", received, [2010: 5])
    #expect(figures.panel.asOf(2010).figures("110101", received) == [2010: 65])
    #expect(figures.panel.asOf(2009).figures("110101", received) == [2010: 60])
  }

  @Test func aNewRegionIsTheSumOfWhatItWasMadeOf() throws {
    let tree = try tree(
      ["320508": "姑苏区"],
      """
      merger 320502 沧浪区 - 2012 320508
      merger 320503 平江区 - 2012 320508
      established 320508 姑苏区 2012 - 320508
      """)
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("320502", received, [2010: 1, 2011: 2])
    figures.add("320503", received, [2010: 10, 2011: 20])
    let panel = figures.panel.asOf(2012)
    #expect(panel.units.map(\.name) == ["姑苏区"])
    #expect(panel.figures("320508", received) == [2010: 11, 2011: 22])
    #expect(figures.panel.asOf(2011).units.map(\.code) == ["320502", "320503"])
  }

  @Test func aDividedBodyHasNoFigureWithoutABasis() throws {
    let changes = "split 330110 余杭区 - 2021 330110\nsplit 330110 余杭区 - 2021 330113\n"
    let tree = try tree(
      ["330110": "余杭区", "330113": "临平区"], changes + "established 330113 临平区 2021 - 330113")
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("330110", received, [2019: 40, 2020: 50, 2021: 20, 2022: 30])
    figures.add("330113", received, [2021: 4, 2022: 6])
    let panel = figures.panel.asOf(2022)
    #expect(panel.figures("330110", received) == [2019: nil, 2020: nil, 2021: 20, 2022: 30])
    #expect(panel.note("330110", received, 2020) == .undivided)
    #expect(panel.figures("330113", received) == [2019: nil, 2020: nil, 2021: 4, 2022: 6])
    #expect(panel.note("330113", received, 2019) == .undivided)
    let before = figures.panel.asOf(2020)
    #expect(before.units.map(\.code) == ["330110"])
    #expect(before.figures("330110", received) == [2019: 40, 2020: 50, 2021: 24, 2022: 36])
    #expect(before.note("330110", received, 2022) == .merged)
  }

  @Test(arguments: [("25%", "75%", 10.0), ("training.session", "training.session", 8.0)])
  func aBasisDivides(_ left: String, _ right: String, _ expected: Double) throws {
    let tree = try tree(
      ["330110": "余杭区", "330113": "临平区"],
      """
      split 330110 余杭区 - 2021 330113 - \(left)
      split 330110 余杭区 - 2021 330110 - \(right)
      established 330113 临平区 2021 - 330113
      """)
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("330110", received, [2020: 40, 2022: 30])
    figures.add("330113", received, [2022: 6])
    // Of 2021 only one part has the basis, so 2022 divides: 2 of 10.
    figures.add("330113", "training.session", [2021: 9, 2022: 2])
    figures.add("330110", "training.session", [2022: 8])
    let panel = figures.panel.asOf(2022)
    #expect(panel.figures("330113", received)[2020] == expected)
    #expect(panel.figures("330110", received)[2020] == 40 - expected)
    #expect(panel.note("330113", received, 2020) == .apportioned)
  }

  @Test func aChainOfRenameMergerAndDivisionIsFollowed() throws {
    let tree = try tree(
      ["110120": "丁区", "110121": "戊区"],
      """
      rename 110128 甲县 - 2010 110118
      merger 110118 甲区 - 2014 110119
      established 110119 丙区 2014 - 110119
      merger 110117 乙区 - 2014 110119
      split 110119 丙区 - 2018 110120 - 40%
      split 110119 丙区 - 2018 110121 - 60%
      established 110120 丁区 2018 - 110120
      established 110121 戊区 2018 - 110121
      """)
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110118", received, [2009: 6, 2012: 10])
    figures.add("110117", received, [2009: 4, 2012: 30])
    figures.add("110119", received, [2016: 50])
    figures.add("110120", received, [2020: 7])
    figures.add("110121", received, [2020: 8])
    let panel = figures.panel
    #expect(panel.asOf(2020).figures("110120", received) == [2009: 4, 2012: 16, 2016: 20, 2020: 7])
    #expect(panel.asOf(2020).note("110120", received, 2012) == [.merged, .apportioned])
    #expect(
      panel.asOf(2016).figures("110119", received) == [2009: 10, 2012: 40, 2016: 50, 2020: 15])
    #expect(panel.asOf(2016).units.count == 1)
    let early = panel.asOf(2009)
    #expect(early.units.map(\.code) == ["110117", "110128"])
    #expect(early.units.map(\.name).last == "甲县")
    #expect(early.figures("110128", received) == [2009: 6, 2012: 10, 2016: nil, 2020: nil])
    #expect(early.note("110128", received, 2016) == .undivided)
  }

  @Test func changesOfOneYearFollowEachOther() throws {
    // 甲 goes into 乙 and 乙, with 甲 in it, into 丙; the lines say in which order.
    let tree = try tree(
      ["110103": "丙区"],
      """
      merger 110101 甲区 - 2015 110102
      merger 110102 乙区 - 2015 110103
      """)
    var figures = FigurePanel(catalog, regions: tree)
    for (code, value) in [("110101", 1.0), ("110102", 20), ("110103", 300)] {
      figures.add(code, received, [2013: value, 2014: 2 * value])
    }
    figures.add("110103", received, [2016: 1000])
    let panel = figures.panel
    #expect(panel.asOf(2015).figures("110103", received) == [2013: 321, 2014: 642, 2016: 1000])
    #expect(panel.asOf(2015).units.count == 1)
    let before = panel.asOf(2014)
    #expect(before.units.map(\.code) == ["110101", "110102", "110103"])
    #expect(before.figures("110101", received) == [2013: 1, 2014: 2, 2016: nil])
    #expect(before.note("110101", received, 2016) == .undivided)
  }

  @Test func aPartGoesOnInTheYearOfTheDivision() throws {
    let tree = try tree(
      ["110102": "乙区", "110103": "丙区"],
      """
      split 110101 甲区 - 2015 110102 - 40%
      split 110101 甲区 - 2015 110104 - 60%
      established 110102 乙区 2015 - 110102
      established 110104 丁区 2015 - 110104
      merger 110104 丁区 2015 2015 110103
      """)
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101", received, [2014: 100])
    figures.add("110103", received, [2014: 7, 2016: 70])
    figures.add("110102", received, [2016: 30])
    let panel = figures.panel.asOf(2015)
    #expect(panel.units.map(\.code) == ["110102", "110103"])
    #expect(panel.figures("110102", received) == [2014: 40, 2016: 30])
    #expect(panel.figures("110103", received) == [2014: 67, 2016: 70])
    #expect(panel.note("110103", received, 2014) == [.merged, .apportioned])
    let before = figures.panel.asOf(2014)
    #expect(before.units.map(\.code) == ["110101", "110103"])
    #expect(before.figures("110101", received) == [2014: 100, 2016: nil])
    #expect(before.note("110101", received, 2016) == .undivided)
  }

  @Test func whatGrewIsDividedWithWhatItGot() throws {
    let tree = try tree(
      ["110102": "乙区", "110103": "丙区"],
      """
      merger 110101 甲区 - 2015 110102
      split 110102 乙区 - 2015 110102 - 25%
      split 110102 乙区 - 2015 110103 - 75%
      established 110103 丙区 2015 - 110103
      """)
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101", received, [2014: 40])
    figures.add("110102", received, [2014: 60, 2016: 20])
    figures.add("110103", received, [2016: 80])
    let panel = figures.panel.asOf(2016)
    #expect(panel.figures("110102", received) == [2014: 25, 2016: 20])
    #expect(panel.figures("110103", received) == [2014: 75, 2016: 80])
    let before = figures.panel.asOf(2014)
    #expect(before.figures("110102", received) == [2014: 60, 2016: nil])
  }

  @Test func aBodyThatCannotBeToldApartHasNoBounds() throws {
    let tree = try tree(
      ["110101": "东城区"], "merger 110103 崇文区 - 2010 110101")
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101", received, [2008: 10, 2009: 20, 2010: 60])
    figures.add("110103", received, [2008: 1, 2009: 3])
    let panel = figures.panel.asOf(2009)
    var options = RollUp.Options()
    options.boundsSums = true
    options.expected = .panel
    let rollUp = panel.rollUp(
      by: .level(.county), options, indicators: [try #require(catalog.index(of: received))])
    for group in 0..<2 {
      #expect(rollUp.frame.notes(0, 2, group) == .undivided)
      #expect(rollUp.low(0, 2, group) == nil && rollUp.high(0, 2, group) == nil)
    }
  }

  @Test func aRenamedRegionIsOneSeriesUnderTheNameOfTheYear() throws {
    let tree = try RegionTree.builtIn().adding(RegionHistory.builtIn())
    var figures = FigurePanel(catalog, regions: tree)
    for (code, value) in [("110118", 5.0), ("110118100", 2.0)] {
      figures.add(code, received, [2014: value, 2016: value + 1])
    }
    let panel = figures.panel
    #expect(panel.asOf(2018).units.map(\.code) == ["110118100", "110118"])
    let before = panel.asOf(2014)
    #expect(before.units.map(\.code) == ["110228100", "110228"])
    #expect(before.units.map(\.name).last == "密云县")
    #expect(before.figures("110228", received) == [2014: 5, 2016: 6])
    #expect(!panel.onBoundariesOfEachYear().hasNotes)
    let rollUp = panel.onBoundariesOfEachYear().rollUp(to: .level(.county))
    #expect(rollUp.frame.bodies.map(\.name) == ["密云区"])
  }

  @Test func aCountyCountsToThePrefectureItLayIn() throws {
    let tree = try RegionTree.builtIn().adding(RegionHistory.builtIn())
    var figures = FigurePanel(catalog, regions: tree)
    // 居巢区 of 巢湖市, since 2011 the city 巢湖市 of 合肥市.
    figures.add("340181", received, [2009: 3, 2012: 4])
    figures.add("340104", received, [2009: 10, 2012: 20])
    let panel = figures.panel.onBoundariesOfEachYear()
    let rollUp = panel.rollUp(to: .level(.prefecture))
    #expect(rollUp.frame.bodies.map(\.code) == ["3401", "3414"])
    let sums = [0, 1].map { year in
      rollUp.frame.column(0, year)?.array.map { $0.isNaN ? -1 : $0 } ?? []
    }
    #expect(sums == [[10, 3], [24, -1]])
    #expect(panel.rollUp(to: .level(.county)).frame.bodies.count == 2)
    let latest = figures.panel.asOf(2018).rollUp(to: .level(.prefecture))
    #expect(latest.frame.column(0, 0)?.array == [13])
    let early = figures.panel.asOf(2009)
    #expect(early.units.contains { $0.name == "居巢区" && $0.code == "341402" })
    #expect(early.rollUp(to: .level(.prefecture)).frame.column(0, 1)?.array == [20, 4])
  }

  @Test func aFormerPrefecturesOwnReportIsNotAddedToItsCounties() throws {
    let tree = try RegionTree.builtIn().adding(RegionHistory.builtIn())
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("340181", received, [2009: 3])
    figures.add("3414", received, [2009: 30])
    figures.add("340104", received, [2012: 1])
    let panel = figures.panel.onBoundariesOfEachYear()
    #expect(panel.units.leafCount == 2)
    let province = panel.rollUp(to: .level(.province))
    #expect(province.frame.column(0, 0)?.array == [3])
  }

  @Test func aTransferUnderTheOldCodeNeedsItsFormerParent() throws {
    let tree = try tree(
      ["110101": "甲区", "110102": "乙区", "110102005": "丙街道"],
      "transfer 110102005 丙街道 - 2015 110102005 110101")
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110102005", received, [2014: 3, 2016: 4])
    figures.add("110101001", received, [2014: 10, 2016: 20])
    let actual = figures.panel.onBoundariesOfEachYear().rollUp(to: .level(.county)).frame
    #expect(actual.bodies.map(\.code) == ["110101", "110102"])
    #expect(actual.column(0, 0)?[0] == 13 && actual.column(0, 1)?.array == [20, 4])
    let before = figures.panel.asOf(2014).rollUp(to: .level(.county)).frame
    #expect(before.bodies.map(\.code) == ["110101"])
    #expect([0, 1].map { before.column(0, $0)?[0] } == [13, 24])
    let after = figures.panel.asOf(2015).rollUp(to: .level(.county)).frame
    #expect(after.column(0, 0)?.array == [10, 3])
  }

  @Test func departmentsAndTownshipsGoWithTheirRegion() throws {
    let tree = try tree(["110101": "东城区"], "merger 110103 崇文区 - 2010 110101")
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101/民政局", received, [2009: 2, 2011: 5])
    figures.add("110103/民政局", received, [2009: 3])
    figures.add("110103/体育局", received, [2009: 7])
    figures.add("110103001", received, [2009: 11])
    figures.add("110102001", received, [2009: 90])
    let panel = figures.panel.asOf(2011)
    #expect(panel.figures("110101/民政局", received) == [2009: 5, 2011: 5])
    #expect(panel.figures("110101/体育局", received) == [2009: 7, 2011: nil])
    #expect(panel.figures("110103001", received) == [2009: 11, 2011: nil])
    let counties = panel.rollUp(to: .level(.county)).frame
    #expect(counties.bodies.map(\.code) == ["110101", "110102"])
    #expect(counties.column(0, 0)?.array == [23, 90])
    #expect(counties.notes(0, 0, 0) == .merged)
  }

  @Test func nothingChangesWithoutChanges() throws {
    let tree = try RegionTree.builtIn().adding(RegionHistory.builtIn())
    var figures = FigurePanel(catalog, regions: tree)
    figures.add("110101001", received, [2014: 3])
    let panel = figures.panel
    #expect(!panel.asOf(2018).hasNotes && panel.asOf(2018).units.map(\.code) == ["110101001"])
    #expect(panel.onBoundariesOfEachYear().parents.isEmpty)
  }
}
