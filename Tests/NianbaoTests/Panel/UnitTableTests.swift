import Testing

@testable import Nianbao

@Suite struct UnitTableTests {
  private func unit(_ name: String, _ code: String, _ kind: Unit.Kind = .government) throws -> Unit
  {
    let region = try #require(RegionCode(code))
    return Unit(name: name, region: region, kind: kind)
  }

  @Test func everyRegionsLeafUnitsAreOneRunAndConsolidatingUnitsStandBehind() throws {
    let table = UnitTable([
      try unit("古北口镇", "110118111"), try unit("密云区", "110118"),
      try unit("王府井街道", "110101003"), Unit(name: "某乡", region: nil),
      try unit("民政局", "110118", .department), try unit("鼓楼街道", "110118001"),
      try unit("顺义区", "110113"),
    ])
    #expect(
      table.map(\.name) == ["王府井街道", "顺义区", "民政局", "鼓楼街道", "古北口镇", "某乡", "密云区"])
    #expect(table.leafCount == 6)
    let miyun = try #require(RegionCode("110118"))
    #expect(table.leaves(in: miyun) == 2..<5)
    let segments = table.segments(at: .county)
    #expect(segments.map(\.region.description) == ["110101", "110113", "110118"])
    #expect(segments.map(\.units) == [0..<1, 1..<2, 2..<5])
    #expect(table.index(of: .government(miyun)) == UnitIndex(6))
    #expect(table[UnitIndex(2)].code == "110118/民政局")
  }
}

@Suite struct CellMarkTests {
  @Test(arguments: CellStatus.allCases) func packsAndUnpacks(status: CellStatus) {
    for decimals in 0...15 {
      let mark = CellMark(status, decimals: decimals)
      #expect(mark.status == status && mark.decimals == decimals)
    }
    #expect(CellStatus(name: status.name) == status)
  }

  @Test func placesAreWrittenAsLinesOrTableCells() {
    #expect(Place.line(193).description == "193" && Place.line(193).line == 193)
    #expect(Place.cell(table: 3, row: 5, column: 7).description == "T3R5C7")
    #expect(Place.cell(table: 3, row: 5, column: 7).line == nil)
    #expect(Place.unknown.description.isEmpty)
  }
}
