import Markup
import Testing

@testable import Nianbao

@Suite struct BriefingDocumentTests {
  let briefing: Briefing

  init() throws { briefing = try BriefingFixture().briefing() }

  private func bytes(_ language: Language) throws -> [UInt8] {
    try BriefingDocument(briefing: briefing, texts: try .builtIn(language)).bytes()
  }

  private func part(_ name: String, of archive: ZipArchive) throws -> String {
    String(decoding: try #require(try archive.bytes(of: name)), as: UTF8.self)
  }

  @Test(arguments: Language.allCases) func everyPartIsWholeAndNamed(language: Language) throws {
    let archive = try ZipArchive(try bytes(language))
    let types = try part("[Content_Types].xml", of: archive)
    let relations = try part("word/_rels/document.xml.rels", of: archive)
    let text = try part("word/document.xml", of: archive)
    for name in archive.entryNames {
      _ = try MarkupDocument.xml(try #require(try archive.bytes(of: name)))
      let isNamed = types.contains("PartName=\"/\(name)\"") || name.hasSuffix(".rels")
      #expect(isNamed || name == "[Content_Types].xml", "\(name)")
    }
    for reference in text.split(separator: "r:id=\"").dropFirst() {
      let id = reference.prefix { $0 != "\"" }
      #expect(relations.contains("Id=\"\(id)\""), "\(id)")
    }
    for relation in relations.split(separator: "Target=\"").dropFirst() {
      let target = relation.prefix { $0 != "\"" }
      #expect(archive.entryNames.contains("word/\(target)"), "\(target)")
    }
    #expect(!text.contains("nan") && !text.contains("{"))
  }

  @Test func stylesAreThoseOfTheDataFile() throws {
    let styles = try EmbeddedFile.required("word/styles.xml").text
    for style in WordBody.Style.allCases {
      #expect(styles.contains("w:styleId=\"\(style.rawValue)\""), "\(style.rawValue)")
    }
  }

  @Test func headingsAreWordsOwnAndTablesRepeatTheirs() throws {
    let archive = try ZipArchive(try bytes(.chinese))
    let text = try part("word/document.xml", of: archive)
    let count = { (words: String) in text.split(separator: words).count - 1 }
    #expect(count("w:val=\"Heading1\"") == 9)
    #expect(count("<w:tbl>") == count("<w:tblHeader>") && count("<w:tbl>") >= 5)
    #expect(text.contains("w:w=\"11906\" w:h=\"16838\""))
    let charts = archive.entryNames.filter { $0.hasPrefix("word/charts/") }
    #expect(charts.count == briefing.lines([.card, .trend]).compactMap(briefing.trendChart).count)
    let chart = try part("word/charts/chart1.xml", of: archive)
    #expect(chart.contains("<c:v>930</c:v>") && chart.contains("<c:v>933</c:v>"))
  }

  /// What the product itself reads in the document: the figures stand in its tables.
  @Test func theReaderOfReportsReadsItsTables() throws {
    let document = try WordDocument.read(try bytes(.chinese), path: "briefing.docx")
    let rows = document.blocks.flatMap { block -> [[String]] in
      if case .table(let rows) = block { rows.map { $0.map(\.text) } } else { [] }
    }
    #expect(rows.contains { $0.contains("主动公开政府信息数") && $0.contains("933") })
    #expect(rows.contains { $0.first == "110118112" })
    let paragraphs = document.blocks.compactMap { block -> String? in
      if case .paragraph(let text) = block { text.text } else { nil }
    }
    #expect(paragraphs.contains { $0.contains("132") && $0.contains("131") })
  }

  @Test func whatXMLCannotSayIsLeftOut() throws {
    var body = WordBody()
    body.paragraph(.text, "a\u{2}b\u{1}<&\u{FFFE}\nc")
    let text = String(decoding: body.markup.output.pending, as: UTF8.self)
    #expect(text.contains(">ab&lt;&amp;</w:t>") && text.contains("<w:br></w:br>"))
    _ = try MarkupDocument.xml(Array("<a xmlns:w=\"w\">\(text)</a>".utf8))
  }

  @Test func theSameBriefingMakesTheSameBytes() throws {
    #expect(try bytes(.chinese) == bytes(.chinese))
  }

  @Test func columnsShareTheWidthOfThePage() {
    var table = WordTableSink(
      headings: [.text("a", zh: "甲", en: "A"), .number("b", zh: "很长很长的标题", en: "B")],
      language: .chinese)
    table.text(String(repeating: "长", count: 200))
    table.number(1)
    table.endRow()
    let widths = table.columnWidths(total: 9000)
    #expect(widths.reduce(0, +) <= 9000 && widths.allSatisfy { $0 > 1000 })
    #expect(widths[0] > widths[1])
  }
}
