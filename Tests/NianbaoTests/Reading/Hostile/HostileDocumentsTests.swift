import Foundation
import Markup
import Synthesis
import Testing

@testable import Nianbao

/// Pages and Word files made to crash, to exhaust, or to be taken for what they are not.
///
/// The bounds are seen by what is read and what is refused; the time limits only keep a mistake from
/// holding up the tests.
@Suite struct HostileDocumentsTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  private func error(_ bytes: [UInt8], path: String) -> ReadingError? {
    do throws(ReadingError) {
      _ = try fixtures.readFile(bytes, path: path)
      return nil
    } catch {
      return error
    }
  }

  private func expectDamaged(
    _ bytes: [UInt8], _ reason: String, path: String = "x.docx",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard case .damagedArchive(path, let found)? = error(bytes, path: path) else {
      Issue.record("not refused as damaged: \(reason)", sourceLocation: sourceLocation)
      return
    }
    #expect(found.english.contains(reason), sourceLocation: sourceLocation)
    #expect(!found.chinese.isEmpty, sourceLocation: sourceLocation)
  }

  // MARK: Cut off

  /// A page that was cut off is read up to there, and at most its last figure is shortened; of an
  /// archive that was cut off nothing is known.
  @Test(arguments: [PrintedPage.FileFormat.html, .docx, .xlsx]) func cutOffFilesGiveNoWrongFigures(
    format: PrintedPage.FileFormat
  ) throws {
    for id in ["2014", "2021"] as [EditionID] {
      let edition = try #require(fixtures.catalog.edition(id))
      var figures: [IndicatorIndex: Double] = [:]
      for (offset, indicator) in edition.indicators.enumerated() {
        figures[indicator] = Double(100 + offset)
      }
      let bytes = try PrintedPage(
        edition, of: fixtures.catalog, fullName: "北京市密云区古北口镇人民政府",
        year: edition.years.lowerBound, figures: figures.mapValues { NumberText.text($0) }
      ).bytes(as: format)
      for part in 0..<40 {
        let cut = Array(bytes.prefix(bytes.count * part / 40))
        let path = "x.\(format.fileExtension)"
        guard let reading = try? fixtures.readFile(cut, path: path) else { continue }
        #expect(format == .html, "an archive cut off at \(cut.count) bytes")
        let wrong = reading.cells.filter { $0.value != nil && $0.value != figures[$0.indicator] }
        #expect(wrong.count <= 1)
        for cell in wrong {
          let whole = figures[cell.indicator].map { NumberText.text($0) } ?? ""
          #expect(whole.hasPrefix(cell.text.trimmingBlanks), "\(part) \(cell.text) \(whole)")
        }
      }
    }
  }

  // MARK: Archives

  @Test func aBombOfTwoGibibytesIsNotUnpacked() throws {
    let packed = HostileFiles.packedZeros(atLeast: 2 << 30)
    for name in ["word/document.xml", "xl/workbook.xml"] {
      for stated: UInt32 in [2 << 30, 100] {
        let bomb = HostileFiles.archive([
          .init(name: name, packed: packed, method: 8, statedSize: stated)
        ])
        let path = name.hasPrefix("word") ? "x.docx" : "x.xlsx"
        expectDamaged(bomb, "\(name) unpacks to more than 67108864 bytes", path: path)
      }
    }
  }

  @Test func namesOfEntriesDoNoHarm() throws {
    let names = [
      "../../../../tmp/nianbao-escaped.xml", "/tmp/nianbao-escaped.xml", "C:\\nianbao-escaped", "",
      "word/\u{1F}", "word/", String(repeating: "a/", count: 5000),
    ]
    let harmless = HostileFiles.archive(
      [.stored("word/document.xml", Array(HostileFiles.wordXML().utf8))]
        + names.map { .stored($0, [65]) })
    #expect(fixtures.isWhole(try fixtures.readFile(harmless, path: "x.docx")))
    #expect(!FileManager.default.fileExists(atPath: "/tmp/nianbao-escaped.xml"))
    let thousands = (0..<9000).map { (name: "word/media/\($0).png", bytes: [UInt8]()) }
    #expect(
      fixtures.isWhole(
        try fixtures.readFile(HostileFiles.word(further: thousands), path: "x.docx")))
    let tooMany = (0..<10_001).map { (name: "\($0)", bytes: [UInt8]()) }
    expectDamaged(try HostileFiles.word(further: tooMany), "10002 entries, more than 10000")
  }

  @Test func ofTwoPartsWithOneNameNeitherIsTaken() throws {
    let xml = Array("<w:document xmlns:w='urn:w'><w:body/></w:document>".utf8)
    let entry = HostileFiles.RawEntry(
      name: "word/document.xml", packed: xml, statedSize: UInt32(xml.count))
    expectDamaged(HostileFiles.archive([entry, entry]), "several entries word/document.xml")
  }

  @Test func entitiesAreRefused() throws {
    let type = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    expectDamaged(
      try HostileFiles.word(before: HostileFiles.paragraph("&a;"), prolog: type), "DOCTYPE")
    expectDamaged(try HostileFiles.word(before: "&a;"), "line 1 is not well-formed XML")
  }

  // MARK: Tables

  @Test(arguments: [1000, 10_000]) func nestedTablesDoNotHideTheReport(
    depth: Int
  ) throws {
    let nested =
      String(repeating: "<table><tr><td>", count: depth) + "7"
      + String(repeating: "</td></tr></table>", count: depth)
    let reading = try fixtures.readFile(HostileFiles.page(after: nested), path: "x.html")
    #expect(fixtures.isWhole(reading))
    #expect(reading.notes.contains { $0.kind == .encoding })
    if depth == 1000 {
      let behind = try fixtures.readFile(HostileFiles.page(before: nested), path: "x.html")
      #expect(fixtures.isWhole(behind))
    }
    let inWord =
      String(repeating: "<w:tbl><w:tr><w:tc>", count: depth)
      + String(repeating: "</w:tc></w:tr></w:tbl>", count: depth)
    expectDamaged(try HostileFiles.word(after: inWord), "nested deeper than 200")
  }

  @Test func tablesInTablesWithoutEndAreWalkedOnce() throws {
    // Sixty tables around many small ones: each is looked into for tables with rows.
    let many = String(repeating: "<table></table>", count: 20_000)
    let page = HostileFiles.page(
      after: String(repeating: "<table>", count: 60) + many + "<table><tr><td>1</td></tr></table>")
    #expect(fixtures.isWhole(try fixtures.readFile(page, path: "x.html")))
  }

  @Test(arguments: ["1000000", "99999999999999999999", "-1", "0", "٣"])
  func spansAreBounded(span: String) throws {
    let wide =
      "<table><tr><td colspan=\"\(span)\" rowspan=\"\(span)\">1</td><td>2</td></tr><tr><td>3</td></tr>"
      + "</table>"
    let page = try fixtures.readFile(
      HostileFiles.page(before: String(repeating: wide, count: 5)), path: "x.html")
    #expect(fixtures.isWhole(page))
    let properties =
      "<w:gridSpan w:val=\"\(span)\"/><w:vMerge w:val=\"restart\"/><w:gridBefore w:val=\"\(span)\"/>"
    let cells = HostileFiles.wordCell("1", properties: properties) + HostileFiles.wordCell("2")
    let table =
      "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"\(span)\"/></w:trPr>\(cells)</w:tr></w:tbl>"
    let word = try fixtures.readFile(HostileFiles.word(before: table), path: "x.docx")
    #expect(fixtures.isWhole(word))
  }

  @Test func positionsOfMergedCellsAreCounted() throws {
    // Each cell covers a hundred positions.
    let table =
      "<table><tr><td colspan=10 rowspan=10>1</td></tr>"
      + String(repeating: "<tr></tr>", count: 9) + "</table>"
    let page = HostileFiles.page(after: String(repeating: table, count: 50))
    let document = try WebPage.read(page, path: "x.html", cellLimit: 1000)
    let count = positions(of: document)
    #expect(count >= 1000 && count <= 1100)
    #expect(document.notes.count == 1, "said once: \(document.notes)")
    let rows = "<w:tbl>" + String(repeating: wordRow, count: 500) + "</w:tbl>"
    let word = try WordDocument.read(
      HostileFiles.word(after: rows), path: "x.docx", cellLimit: 1000)
    #expect(positions(of: word) >= 1000 && positions(of: word) <= 1010)
    #expect(word.notes.count == 1, "said once: \(word.notes)")
  }

  private let wordRow =
    "<w:tr>\(HostileFiles.wordCell("1", properties: "<w:gridSpan w:val=\"10\"/>"))</w:tr>"

  private func positions(of document: Document) -> Int {
    document.blocks.reduce(0) { count, block in
      if case .table(let rows) = block { rows.reduce(count) { $0 + $1.count } } else { count }
    }
  }

  @Test func aRowOfAHundredThousandCellsIsToldAndTheOthersRead() throws {
    let count = 100_000
    let page = HostileFiles.page(
      before: "<table><tr>\(String(repeating: "<td>1", count: count))</table>")
    let word = try HostileFiles.word(
      before: "<w:tbl><w:tr>"
        + String(repeating: HostileFiles.wordCell("1"), count: count) + "</w:tr></w:tbl>")
    let sheet = try HostileFiles.workbook(
      HostileFiles.sheetRows()
        + "<row r=\"90\">\(String(repeating: "<c><v>1</v></c>", count: count))</row>")
    for (bytes, path) in [(page, "x.html"), (word, "x.docx"), (sheet, "x.xlsx")] {
      let reading = try fixtures.readFile(bytes, path: path)
      #expect(fixtures.isWhole(reading), "\(path)")
      #expect(reading.notes.contains { $0.kind == .unreadableCell }, "\(path)")
    }
  }

  // MARK: What is not what it is called

  @Test func theContentCountsAndNotTheName() throws {
    let word = try HostileFiles.word()
    let sheet = try HostileFiles.workbook(HostileFiles.sheetRows())
    let page = HostileFiles.page()
    let text = Array(SmallReport.published(HostileFiles.rows).utf8)
    for name in ["x.docx", "x.xlsx", "x.doc", "x.xls", "x.pdf", "x.txt", "x.html", "x", "x.csv"] {
      for bytes in [word, sheet, page] {
        #expect(fixtures.isWhole(try fixtures.readFile(bytes, path: name)), "\(name)")
      }
      // Bare text is a page where the name says so.
      if name != "x.html" {
        #expect(fixtures.isWhole(try fixtures.readFile(text, path: name)), "\(name)")
      }
    }
  }

  @Test func whatIsNoReportIsNamed() throws {
    let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    for name in ["x.txt", "x.docx", "x.xlsx", "x.html", "x.pdf"] {
      #expect(error(picture, path: name) == .binary(file: name, line: 1, kind: .image))
    }
    let zip = try ZipWriter.archive([("a.txt", [65])])
    for name in ["x.txt", "x.html", "x.pdf", "x"] {
      #expect(error(zip, path: name) == .binary(file: name, line: 1, kind: .zip))
    }
    expectDamaged(zip, "it has no word/document.xml")
    expectDamaged(zip, "it has no xl/workbook.xml", path: "x.xlsx")
    for name in ["x.doc", "x.xls", "x.pdf", "x.txt"] {
      expectDamaged(Array(try HostileFiles.word().dropLast(30)), "zip", path: name)
    }
    #expect(error(Array("<p>1\u{0}</p>".utf8), path: "x.html")?.line == 1)
    expectDamaged(
      try HostileFiles.word(after: HostileFiles.paragraph("1\u{0}2")), "not well-formed XML")
  }
}
