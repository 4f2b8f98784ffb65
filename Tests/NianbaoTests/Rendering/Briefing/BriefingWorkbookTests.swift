import Markup
import Testing

@testable import Nianbao

@Suite struct BriefingWorkbookTests {
  let archive: ZipArchive
  let briefing: Briefing

  init() throws {
    briefing = try BriefingFixture().briefing()
    let bytes = try BriefingWorkbook(briefing: briefing, texts: try .builtIn(.chinese))
      .write(to: ByteBuffer()).pending
    archive = try ZipArchive(bytes)
  }

  private func part(_ name: String) throws -> String {
    String(decoding: try #require(try archive.bytes(of: name)), as: UTF8.self)
  }

  /// The parts of sheets in the order in which they stand.
  private func sheets() throws -> [(name: String, markup: String)] {
    let names = try part("xl/workbook.xml").split(separator: "<sheet name=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    return try names.enumerated().map { ($1, try part("xl/worksheets/sheet\($0 + 1).xml")) }
  }

  @Test func sheetsStandInTheOrderOfReading() throws {
    #expect(
      try sheets().map(\.name) == [
        "汇总", "图表", "一览", "历年趋势", "增减", "排名", "问题", "填报质量", "报送情况", "全部数据",
      ])
  }

  @Test func sumsAreFormulasBesideWhatTheyComeTo() throws {
    let sheets = try sheets()
    // 301 + 311 + 321, the district's own report not among them.
    #expect(sheets[0].markup.contains("$C$2:$C$"))
    #expect(sheets[0].markup.contains("\"disclosure.total\")</f><v>933</v>"))
    #expect(sheets[0].markup.contains("<f>D2-C2</f><v>3</v>"))
    #expect(sheets[0].markup.contains("<f>(D2-C2)/C2*100</f>"))
    #expect(sheets[2].markup.contains("<f>SUBTOTAL(109,C2:C4)</f><v>933</v>"))
    let total = BriefingTrendTable(briefing, try .builtIn(.chinese))
    #expect(total.text(as: .csv).contains(",930,933,3,"))
  }

  @Test func theRowsOfTheDistrictAreBehindThoseAddedUp() throws {
    let trends = TrendExport(briefing.bodies, Selection(years: Set(briefing.years)))
    let rows = trends.text(as: .csv).split(separator: "\n").dropFirst()
    #expect(rows.prefix(trends.leafRowCount).allSatisfy { !$0.contains(",110118,") })
    #expect(rows.dropFirst(trends.leafRowCount).allSatisfy { $0.contains(",110118,") })
    #expect(rows.count > trends.leafRowCount)
  }

  @Test func headingsStayAndColoursFollow() throws {
    let sheets = try sheets()
    for (position, sheet) in sheets.enumerated() where position != 1 {
      #expect(sheet.markup.contains("state=\"frozen\""), "\(sheet.name)")
      #expect(sheet.markup.contains("<autoFilter"), "\(sheet.name)")
    }
    #expect(sheets[2].markup.contains("<colorScale>"))
    // The row of sums is not among what is coloured or filtered.
    #expect(sheets[2].markup.contains("sqref=\"C2:C4\""))
    #expect(sheets[6].markup.contains("<formula>\"error\"</formula>"))
    #expect(sheets[7].markup.contains("<dataBar>"))
    #expect(sheets[8].markup.contains("containsBlanks"))
    let styles = try part("xl/styles.xml")
    #expect(styles.contains("<name val=\"等线\"/>") && !styles.contains("Calibri"))
    #expect(styles.contains("&quot;↑&quot;0;&quot;↓&quot;0;0"))
  }

  @Test func chartsDrawTheCells() throws {
    let charts = archive.entryNames.filter { $0.hasPrefix("xl/charts/chart") }
    let trends = briefing.lines([.card, .trend]).compactMap(briefing.trendChart)
    let ranked = BriefingBodies(briefing, [.card]).columns
    #expect(charts.count == trends.count + ranked.count)
    let first = try part("xl/charts/chart1.xml")
    #expect(first.contains("<c:lineChart>") && first.contains("'汇总'!$C$2:$D$2"))
    #expect(first.contains("'汇总'!$C$1:$D$1"))
    let last = try part("xl/charts/chart\(charts.count).xml")
    #expect(last.contains("<c:barChart>") && last.contains("'排名'!$"))
  }

  @Test func theSameBriefingMakesTheSameBytes() throws {
    func bytes() throws -> [UInt8] {
      try BriefingWorkbook(briefing: briefing, texts: try .builtIn(.english))
        .write(to: ByteBuffer()).pending
    }
    #expect(try bytes() == bytes())
  }
}

@Suite struct WorkbookFormulaTests {
  @Test func columnsAreNamedAsSpreadsheetsDo() {
    let names = [0, 25, 26, 51, 701, 702, 16_383].map(WorkbookWriter.columnName)
    #expect(names == ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"])
    #expect(WorkbookWriter.quoted(sheet: "a'b") == "'a''b'")
  }

  @Test func aFormulaThatNamesNothingIsNone() {
    let headings: [TableHeading] = [.text("k", zh: "键", en: "Key"), .number("v", zh: "值", en: "v")]
    let place = WorkbookFormulas.Place(sheet: "页", headings: headings)
    let formulas = WorkbookFormulas(table: "own", in: ["own": place, "other": place])
    func text(_ formula: CellFormula, row: Int = 4) -> String? {
      formulas.text(formula, at: (row, 1))
    }
    #expect(text(.sumAbove(rows: 3)) == "=SUBTOTAL(109,B2:B4)")
    #expect(text(.sumAbove(rows: 4)) == nil && text(.sumAbove(rows: 0)) == nil)
    #expect(text(.difference("v", less: "k")) == "=B5-A5")
    #expect(text(.difference("v", less: "2013")) == nil)
    let sum = { (table: String, rows: Int) in
      CellFormula.sum(table: table, column: "v", rows: rows, keyColumn: "k", key: "a.b")
    }
    #expect(text(sum("other", 2)) == "=SUMIFS('页'!$B$2:$B$3,'页'!$A$2:$A$3,\"a.b\")")
    #expect(text(sum("none", 2)) == nil && text(sum("other", 0)) == nil)
    #expect(text(sum("other", 2_000_000)) == nil)
  }
}
