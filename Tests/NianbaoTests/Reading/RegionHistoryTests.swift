import Testing

@testable import Nianbao

/// Regions that were renamed, merged or divided.
@Suite struct RegionHistoryTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  @Test func aMergedRegionStaysAUnitOfItsOwn() throws {
    let reading = try fixtures.read("北京市崇文区2009年政府信息公开工作年度报告")
    #expect(reading.subject.candidates.map(\.code) == ["110103"])
    #expect(!reading.notes.contains { $0.kind == .contradiction })
    let late = try fixtures.read("北京市崇文区2015年政府信息公开工作年度报告")
    let note = try #require(late.notes.first { $0.kind == .contradiction })
    #expect(note.message.chinese.contains("东城区 110101"))
    let street = try fixtures.read("北京市崇文区天坛街道办事处2009年政府信息公开工作年度报告")
    #expect(street.subject.candidates.map(\.code) == ["110101016"], "\(street.subject)")
  }

  @Test func aRegionOfThePastIsNotExpectedToReport() throws {
    let tree = fixtures.importer.regions
    let former = try #require(RegionCode("110103").flatMap { tree.region($0) })
    #expect(former.until == 2010 && former.exists(in: 2010) && !former.exists(in: 2011))
    #expect(tree.regions.map(\.code) == tree.regions.map(\.code).sorted())
    #expect(tree.regions.count == fixtures.regions.regions.count + former.count(in: tree))
  }

  @Test func theYearTellsNamesakesApart() throws {
    let tree = fixtures.regions.adding(former: [
      .init(code: try #require(RegionCode("110118900")), name: "试验镇", until: 2012),
      .init(code: try #require(RegionCode("110118901")), name: "试验镇", from: 2013),
    ])
    let reader = try ReportReader(catalog: fixtures.catalog, regions: tree, history: .builtIn())
    for (year, code) in [(2011, "110118900"), (2014, "110118901")] {
      let text = "密云区试验镇\(year)年政府信息公开工作年度报告"
      let file = try reader.read(Array(text.utf8), path: "x.txt", lineLimit: 4096)
      #expect(file.readings.first?.subject.candidates.map(\.code) == [code])
    }
  }

  @Test func usersAddChangesOfTheirOwn() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "类型,原代码,原名称,起始年,终止年,现代码\n更名,110118700,老高岭乡,,2009,110118108\n"
        + "合并,110118701,北岭乡,2000,2009,110118108\n", to: "changes.csv")
    let history = try RegionHistory.builtIn().adding(path: path, tree: fixtures.regions)
    let importer = try ReportImporter(
      catalog: fixtures.catalog, regions: fixtures.regions, history: history)
    try folder.write("北京市密云区老高岭乡2009年政府信息公开工作年度报告", to: "r/1.txt")
    try folder.write("北京市密云区北岭乡2009年政府信息公开工作年度报告", to: "r/2.txt")
    let result = await importer.importReports(["\(folder.path)/r"])
    #expect(result.readings.map { $0.candidates.map(\.code) } == [["110118108"], ["110118701"]])
    #expect(result.panel.units.contains { $0.name == "北岭乡" && $0.region != nil })
  }

  @Test func mistakesOfAUsersTableAreToldWithTheirLines() throws {
    let folder = try ScratchFolder()
    let heading = "kind,old_code,old_name,from,until,new_code\n"
    let wrong = try folder.write(
      heading
        + "merge,110118700,甲,,,110118108\nrename,1,甲,,,110118108\nrename,110118700,,,,110118108\n"
        + "rename,110118700,甲,2010,2009,110118108\n", to: "a.csv")
    let mistakes = #expect(throws: UserTableError.self) {
      try RegionHistory.builtIn().adding(path: wrong, tree: fixtures.regions)
    }
    #expect(mistakes?.mistakes.map(\.line) == [2, 3, 4, 5])
    let clash = try folder.write(
      heading + "merger,110118108,甲,,,110118102\nrename,110118700,甲,,,110118999\n", to: "b.csv")
    let clashes = #expect(throws: UserTableError.self) {
      try RegionHistory.builtIn().adding(path: clash, tree: fixtures.regions)
    }
    #expect(clashes?.mistakes.map(\.line) == [2, 3])
    #expect(clashes?.message.chinese.contains("高岭镇") == true)
  }

  @Test func chainsAreFollowedAndCirclesLeft() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "kind,old_code,old_name,from,until,new_code\nrename,110118701,甲,,2001,110118700\n"
        + "rename,110118700,乙,,2009,110118108\n", to: "a.csv")
    let history = try RegionHistory.builtIn().adding(path: path, tree: fixtures.regions)
    #expect(history.current(try #require(RegionCode("110118701"))).description == "110118108")
    let circle = EmbeddedFile(
      path: "c.tsv",
      text: "kind\told_code\told_name\tfrom\tuntil\tnew_code\nrename\t110118701\t甲\t\t\t110118700\n"
        + "rename\t110118700\t乙\t\t\t110118701\n")
    let code = try #require(RegionCode("110118701"))
    #expect(
      [700, 701].map { "110118\($0)" }.contains(
        try RegionHistory(file: circle).current(code).description))
  }
}

extension RegionTree.Region {
  /// The number of regions of the past in a tree.
  fileprivate func count(in tree: RegionTree) -> Int { tree.regions.count { $0.until != nil } }
}
