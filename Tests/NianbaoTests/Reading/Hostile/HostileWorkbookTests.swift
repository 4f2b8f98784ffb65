import Foundation
import Markup
import Testing

@testable import Nianbao

/// Workbooks whose references, numbers and merged cells are not what a program writes.
@Suite struct HostileWorkbookTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  private func read(
    _ rows: String, merged: [String] = [], strings: String? = nil, sheets: Int = 1
  ) throws -> ReportReading {
    try fixtures.readFile(
      HostileFiles.workbook(rows, merged: merged, strings: strings, sheets: sheets), path: "x.xlsx")
  }

  @Test(arguments: [
    "XFD1048576", "XFE1", "ZZZZZZZZZZZZ1", "A99999999999999999999", "A0", "A-1", "1A", "", "$C$3",
    "c3", "A1:B2",
  ]) func referencesBeyondTheSheetDoNotLoseTheReport(reference: String) throws {
    let stray = "<row r=\"100\"><c r=\"\(reference)\"><v>7</v></c></row>"
    #expect(fixtures.isWhole(try read(HostileFiles.sheetRows() + stray)))
  }

  @Test(arguments: [
    "9223372036854775807", "-9223372036854775808", "0", "-5", "1048577", "x", "1e9",
  ])
  func numbersOfRowsBeyondTheSheetDoNotLoseTheReport(number: String) throws {
    let stray =
      "<row r=\"\(number)\"><c><v>7</v></c></row><row><c><v>8</v></c></row>"
    #expect(fixtures.isWhole(try read(HostileFiles.sheetRows() + stray)))
    #expect(fixtures.isWhole(try read(stray + HostileFiles.sheetRows())))
  }

  /// Programs fill whole rows with a look; nothing is printed there.
  @Test func cellsWithALookAndNothingInThemDoNotWidenARow() throws {
    let rows = HostileFiles.sheetRows().replacing("</row>", with: "<c r=\"XFD9\" s=\"3\"/></row>")
    #expect(fixtures.isWhole(try read(rows)))
  }

  @Test func mergedCellsThatReachToTheEndOfTheSheetDoNotLoseTheReport() throws {
    #expect(
      fixtures.isWhole(
        try read(HostileFiles.sheetRows(), merged: ["A1:XFD1", "D2:XFD1048576", "C1:A1"])))
    // What is covered is not printed; nothing of it is read, and nothing else.
    let covered = try read(HostileFiles.sheetRows(), merged: ["A1:XFD1048576"])
    #expect(covered.cells.allSatisfy { $0.value == nil })
  }

  @Test func mergedCellsOverMergedCellsAreNotAllFollowed() throws {
    let merged = (0..<50_000).map { "D\(1 + $0 % 3):XFD\(1_000_000 + $0 % 7)" }
    let rows = (30..<2000).map { "<row r=\"\($0)\"><c r=\"KX\($0)\"><v>1</v></c></row>" }.joined()
    #expect(fixtures.isWhole(try read(HostileFiles.sheetRows() + rows, merged: merged)))
  }

  @Test func positionsAreCounted() throws {
    let rows = (30..<80).map { "<row r=\"\($0)\"><c r=\"CV\($0)\"><v>1</v></c></row>" }.joined()
    let bytes = try HostileFiles.workbook(HostileFiles.sheetRows() + rows)
    let sheets = try WorkbookDocument.read(bytes, path: "x.xlsx", cellLimit: 1000)
    let document = try #require(sheets.first?.document)
    let positions = document.blocks.reduce(0) { count, block in
      if case .table(let rows) = block { rows.reduce(count) { $0 + $1.count } } else { count }
    }
    #expect(positions <= 1000 && positions > 800)
    #expect(document.notes.count == 1)
  }

  @Test func sheetsAreCounted() throws {
    let reading = try read("<row><c><v>1</v></c></row>", sheets: 1000)
    #expect(
      reading.notes.contains {
        $0.message.english.contains("1000 sheets, of which the first 256 were read")
      })
  }

  @Test(arguments: [
    "1e999", "-1e999", "NaN", "INF", "inf", "0x1F", "0x1p3", "1e-400", "nan(0x1)", "１２", "1,5",
    "--1", "1.2.3", "1e", "+", "2018-01-01", "99999999999999999999", "0.1e-300",
  ]) func whatIsNoNumberBecomesNone(text: String) throws {
    let rows = HostileFiles.sheetRows().replacing("<v>31</v>", with: "<v>\(text)</v>")
    let reading = try read(rows)
    let index = try fixtures.index("request.received")
    let cell = try #require(reading.cells.first { $0.indicator == index })
    // Full-width digits are digits; nothing else of these is a count.
    #expect(text == "１２" ? cell.value == 12 : cell.value == nil, "\(cell.text)")
    #expect(cell.mark.status == (text == "１２" ? .reported : .unreadable))
    #expect(reading.cells.count { $0.value != nil } >= 13)
  }

  @Test(arguments: ["99", "-1", "x", "9223372036854775808", ""])
  func aTextThatTheFileDoesNotHaveIsNotBlank(index: String) throws {
    let rows = HostileFiles.sheetRows().replacing("<c r=\"C3\">", with: "<c r=\"C3\" t=\"s\">")
      .replacing("<v>31</v>", with: "<v>\(index)</v>")
    for strings in [nil, "<sst><si><t>5</t></si></sst>"] {
      let reading = try read(rows, strings: strings)
      let received = try fixtures.index("request.received")
      #expect(reading.cells.first { $0.indicator == received }?.mark.status == .unreadable)
    }
  }

  @Test func datesAreNoNumbers() throws {
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/>
      <numFmt numFmtId="177" formatCode="0_ ;[Red]\\-0\\ "/><numFmt numFmtId="178"
      formatCode="#,##0&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>
      <xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="21"/></cellXfs>
      </styleSheet>
      """
    let received = try fixtures.index("request.received")
    for (style, text) in [
      (0, "43101"), (1, "2018-01-01"), (2, "2018-01-01"), (3, "43101"), (4, "43101"), (9, "43101"),
    ] {
      let rows = HostileFiles.sheetRows().replacing(
        "<c r=\"C3\"><v>31", with: "<c r=\"C3\" s=\"\(style)\"><v>43101")
      let reading = try fixtures.readFile(
        HostileFiles.workbook(rows, styles: styles), path: "x.xlsx")
      let cell = try #require(reading.cells.first { $0.indicator == received })
      #expect(cell.text == text && cell.value == Double(text), "style \(style): \(cell.text)")
    }
    let dates = DateStyles(
      try MarkupDocument.xml(Array(styles.utf8)).root, countsFrom1904: false)
    #expect(dates.text(of: "43159", style: "1") == "2018-02-28")
    #expect(dates.text(of: "43890", style: "1") == "2020-02-29")
    #expect(dates.text(of: "43891.75", style: "1") == "2020-03-01")
    #expect(dates.text(of: "0.5", style: "5") == "时刻" && dates.text(of: "x", style: "5") == nil)
    #expect(dates.text(of: "1e300", style: "1") == "时刻")
  }

  @Test func truthValuesAndErrorsAreNoNumbers() throws {
    for (type, text) in [("b", "1"), ("b", "0"), ("e", "#DIV/0!"), ("d", "2018-01-01")] {
      let rows = HostileFiles.sheetRows().replacing(
        "<c r=\"C3\"><v>31", with: "<c r=\"C3\" t=\"\(type)\"><v>\(text)")
      let received = try fixtures.index("request.received")
      let cell = try #require(try read(rows).cells.first { $0.indicator == received })
      #expect(cell.value == nil && cell.mark.status == .unreadable, "\(type) \(cell.text)")
    }
  }

  @Test func aWorkbookWhoseSheetIsMissingIsTold() throws {
    let bytes = try HostileFiles.workbook(HostileFiles.sheetRows())
    // The name of the sheet's entry is changed in the archive.
    let name = Array("worksheets/sheet1.xml".utf8)
    var changed = bytes
    for position in bytes.indices where bytes[position...].starts(with: name) {
      changed[position] = UInt8(ascii: "W")
    }
    #expect(throws: ReadingError.empty(file: "x.xlsx")) {
      try fixtures.readFile(changed, path: "x.xlsx")
    }
  }
}
