import Foundation
import Testing

@testable import Nianbao

/// The real report of Gubeikou 2017, cell by cell, and the same figures in every form of text.
@Suite(
  .enabled(if: ReadingFixtures.hasReports, "the folder shared/reports is not beside the checkout"))
struct RealReportTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  /// The figures that stand in the report, by indicator: the form's rows in printed order.
  private func expected() throws -> [IndicatorIndex: Double] {
    let rows = try ReadingFixtures.gubeikouRows().filter { !$0.value.isEmpty }
    let indicators = try #require(fixtures.catalog.edition("2014")).indicators
    try #require(rows.count == 71 && indicators.count == 71)
    var expected: [IndicatorIndex: Double] = [:]
    for (row, indicator) in zip(rows, indicators) {
      // The oracle is the order of the form; that the labels agree is checked beside it.
      #expect(LabelKey(row.label) == LabelKey(fixtures.catalog[indicator].label))
      expected[indicator] = Double(row.value)
    }
    try #require(expected.count == 71)
    return expected
  }

  private func score(_ reading: ReportReading, _ form: String) throws {
    let expected = try expected()
    let read = Dictionary(
      reading.cells.map { ($0.indicator, $0.value) }, uniquingKeysWith: { first, _ in first })
    let right = expected.count { read[$0.key] == $0.value }
    let missed = expected.keys.count { read[$0] == nil || read[$0] == .some(nil) }
    let wrong = expected.count - right - missed + read.keys.count { expected[$0] == nil }
    print("\(form): \(right) right, \(wrong) wrong, \(missed) missed of \(expected.count)")
    #expect(right == 71 && wrong == 0 && missed == 0, "\(form)")
    #expect(reading.unrecognised.isEmpty, "\(form): \(reading.unrecognised)")
    #expect(reading.edition == "2014" && reading.year == 2017)
    #expect(reading.subject.candidates.map(\.code) == ["110118111"], "\(form): \(reading.subject)")
  }

  @Test func everyCellOfThePublishedReportIsRead() async throws {
    let path = try #require(ReadingFixtures.reports) + "/\(ReadingFixtures.gubeikou).txt"
    let readings = try await fixtures.importer.readings(ofFile: path)
    let reading = try #require(readings.first)
    try score(reading, "published")
    #expect(reading.notes.isEmpty, "\(reading.notes)")
    #expect(reading.subject.name == "古北口镇")
    // 接受培训人员数 | 人次 | 210 stands at the end of the file.
    let trained = try fixtures.index("training.participant")
    let cell = try #require(reading.cells.first { $0.indicator == trained })
    let lines = try ReadingFixtures.gubeikouText().split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(cell.place.line)
    #expect(lines[line - 1] == "210 |" && cell.text == "210")
    let source = SourceText(importer: fixtures.importer)
    #expect(source.row(in: path, at: cell.place) == "(三)接受培训人员数 | 人次 | 210")
    #expect(source.row(in: path, at: .line(1)) == nil)
    #expect(source.row(in: path + "x", at: .line(1)) == nil)
  }

  @Test func theReportIsReadInEveryEncoding() throws {
    let text = try ReadingFixtures.gubeikouText()
    // The number of GB 18030 among Core Foundation's encodings, with the bit that marks such.
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    for encoding in [gb18030, .utf16, .utf16LittleEndian, .utf16BigEndian] {
      let bytes = Array(try #require(text.data(using: encoding)))
      let file = try fixtures.reader.read(bytes, path: "x.txt", lineLimit: DecodedText.lineLimit)
      let reading = try #require(file.readings.first)
      try score(reading, "\(encoding) read as \(file.encoding?.rawValue ?? "")")
      #expect(reading.notes.isEmpty)
    }
  }

  @Test(arguments: TextForm.allCases) func theSameFiguresAreReadInEveryForm(form: TextForm) throws {
    let text = form.text(try ReadingFixtures.gubeikouRows())
    try score(try fixtures.read(text, path: "无名.txt"), "\(form)")
    try score(
      try fixtures.read(text.replacing("\n", with: "\r\n"), path: "无名.txt"), "\(form), CR LF")
    let wide = String(String.UnicodeScalarView(text.unicodeScalars.map(Self.fullWidth)))
    if form != .commas { try score(try fixtures.read(wide, path: "无名.txt"), "\(form), full width") }
  }

  /// Digits and brackets full-width, as half of all reports print them.
  private static func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard "0123456789().".unicodeScalars.contains(scalar) else { return scalar }
    return Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
  }
}

/// The ways in which text holds a table.
enum TextForm: CaseIterable {
  case closedCells, closedCellsAcrossLines, barsAlone, tabs, quotedTabs, columns, singleBlanks
  case bordered, markdown, bars, commas

  func text(_ rows: [(label: String, measure: String, value: String)]) -> String {
    let head = "\(SmallReport.preamble)\n古北口镇政府信息公开情况统计表\n(2017年度)\n"
    let all = [("统计指标", "单位", "统计数")] + rows
    let lines: [String] =
      switch self {
      case .closedCells: all.map { "\($0.0) |\n\($0.1) |\n\($0.2) |" }
      case .closedCellsAcrossLines:
        all.map { "\($0.0.replacing("(不", with: "\n(不")) |\n\($0.1) |\n\($0.2) |" }
      case .barsAlone: ["|"] + all.map { "\($0.0)\n|\n\($0.1)\n|\n\($0.2)\n|" }
      case .tabs: all.map { "\($0.0)\t\($0.1)\t\($0.2)" }
      case .quotedTabs:
        all.map {
          $0.0.contains("(不")
            ? "\"\($0.0.replacing("(不", with: "\n(不"))\"\t\($0.1)\t\($0.2)"
            : "\($0.0)\t\($0.1)\t\($0.2)"
        }
      case .columns: all.map { "  \($0.0)     \($0.1)   \($0.2)" }
      case .singleBlanks: all.map { "\($0.0.replacing(" ", with: "")) \($0.1) \($0.2)" }
      case .bordered: all.map { "| \($0.0) | \($0.1) | \($0.2) |" }
      case .markdown:
        ["| 统计指标 | 单位 | 统计数 |", "|---|:-:|--:|"]
          + all.dropFirst().map { "| \($0.0) | \($0.1) | \($0.2) |" }
      case .bars: all.map { "\($0.0) | \($0.1) | \($0.2)" }
      case .commas:
        all.map { $0.0.contains(",") ? "\"\($0.0)\",\($0.1),\($0.2)" : "\($0.0),\($0.1),\($0.2)" }
      }
    return head + lines.joined(separator: "\n") + "\n"
  }
}
