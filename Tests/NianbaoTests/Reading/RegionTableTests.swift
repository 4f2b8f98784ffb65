import Testing

@testable import Nianbao

/// Tables of regions with years, parents and departments.
@Suite struct RegionTableTests {
  @Test func aPlainTableOfCodesAndNamesIsRead() throws {
    let folder = try ScratchFolder()
    try folder.write("code,name\n11,\"北京市\"\n", to: "t/provinces.csv")
    try folder.write("code,name,cityCode,provinceCode\n110118,\"密云区\",1101,11\n", to: "t/areas.csv")
    let tree = try RegionTree(path: "\(folder.path)/t")
    #expect(tree.regions.map(\.name) == ["北京市", "密云区"] && tree.regionsElsewhere.isEmpty)
  }

  @Test func aRichTableHasYearsParentsAndDepartments() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      code,name,parent,from,until,kind
      110101,甲区,1101,,,
      110102,乙区,,,,region
      110102005,丙乡,110101,,2014,
      110102005,丙街道,,2015,,
      110199,开发区,11,2012,,
      ,民政局,110101,,,department
      """, to: "regions.csv")
    let tree = try RegionTree(path: path)
    let code = try #require(RegionCode("110102005"))
    #expect(tree.region(code)?.name == "丙街道" && tree.region(code)?.from == 2015)
    #expect(tree.departments.map(\.name) == ["民政局"])
    #expect(tree.regionsElsewhere.map(\.name) == ["开发区"])
    let change = try #require(tree.history.changes.first)
    #expect(change.kind == .transfer && change.oldName == "丙乡" && change.until == 2015)
    #expect(change.oldParent?.description == "110101")
    var figures = FigurePanel(try Catalog.builtIn(), regions: tree)
    figures.add("110102005", "request.received", [2013: 1, 2016: 2])
    figures.add("110199", "request.received", [2013: 10, 2016: 20])
    let panel = figures.panel.onBoundariesOfEachYear()
    let unit = try #require(panel.units.index(of: .government(code)))
    #expect(panel.region(of: unit, at: .county, in: 2013)?.description == "110101")
    #expect(panel.region(of: unit, at: .county, in: 2016)?.description == "110102")
    let zoneCode = try #require(RegionCode("110199"))
    let zone = try #require(panel.units.index(of: .government(zoneCode)))
    #expect(panel.region(of: zone, at: .prefecture, in: 2016) == nil)
    #expect(panel.region(of: zone, at: .province, in: 2016)?.description == "11")
  }

  @Test func departmentsOfTheTableAreExpectedToReport() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "code,name,parent,until,kind\n110101,甲区,,,\n,民政局,110101,,department\n"
        + ",教育局,110101,,department\n,商务局,110101,2012,department\n", to: "regions.csv")
    let tree = try RegionTree(path: path)
    var figures = FigurePanel(try Catalog.builtIn(), regions: tree)
    figures.add("110101/民政局", "request.received", [2016: 2])
    let rollUp = figures.panel.rollUp(to: .level(.county))
    #expect(rollUp.expectations.first?.missing.map(\.name) == ["教育局"])
    #expect(rollUp.expectations.first?.count == 2)
  }

  @Test func mistakesAreToldWithTheirLines() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      "code,name,parent,from,until,kind\n1101x,甲,,,,\n110101,,,,,\n110101,甲,110102,,,\n"
        + "110101,甲,,x,,\n,局,,,,department\n110101,甲,,,,town\n", to: "regions.csv")
    let error = #expect(throws: UserTableError.self) { try RegionTree(path: path) }
    #expect(error?.mistakes.map(\.line) == [2, 3, 4, 5, 6, 7])
  }

  @Test func aBasisIsForAllPartsOrNone() throws {
    let folder = try ScratchFolder()
    let tree = RegionTree(
      ["110101", "110102"].compactMap { RegionCode($0) }.map { .init(code: $0, name: "区\($0)") })
    func adding(_ left: String, _ right: String) throws -> RegionHistory {
      let path = try folder.write(
        "kind,old_code,old_name,from,until,new_code,basis\nsplit,110109,甲区,,2015,110101,\(left)\n"
          + "split,110109,甲区,,2015,110102,\(right)\n", to: "changes.csv")
      return try RegionHistory().adding(path: path, tree: tree, catalog: Catalog.builtIn())
    }
    for (left, right) in [
      ("40%", "60%"), ("0.4", "0.6"), ("", ""), ("request.received", "request.received"),
    ] {
      #expect(try adding(left, right).changes.count == 2)
    }
    for (left, right) in [
      ("40%", "50%"), ("40%", ""), ("request.received", "0.5"), ("request.x", "request.x"),
      ("request.received", "request.closed"), ("140%", "0"),
    ] {
      #expect(throws: UserTableError.self, "\(left) \(right)") { try adding(left, right) }
    }
  }

  @Test func theShippedChangesHaveTheirSuccessors() throws {
    let (tree, history) = (try RegionTree.builtIn(), try RegionHistory.builtIn())
    for change in history.changes {
      // Every code that took another's place stands in the tree itself, and so does the region above.
      #expect(tree.region(change.newCode) != nil, "\(change)")
      #expect(tree.region(history.current(change.newCode)) != nil, "\(change)")
      if let parent = change.oldParent { #expect(tree.region(parent) != nil, "\(change)") }
      // A code that ended is none of today, unless another body, or what remained, has it.
      let isTaken = history.changes.contains { $0.newCode == change.oldCode }
      #expect(tree.region(change.oldCode) == nil || isTaken, "\(change)")
      #expect(change.until != nil || change.kind == .established, "\(change)")
    }
    let names = Set(history.changes.filter(\.kind.isSuccession).map(\.oldCode))
    #expect(names.count == history.changes.count { $0.kind.isSuccession })
  }
}
