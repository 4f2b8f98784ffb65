import Foundation
import Synthesis
import Testing

@testable import Nianbao

/// Texts made to be slow where borders were lost: runs of digits with endless ways to cut them, and
/// endless lines that look like labels.
@Suite struct HostileTextTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  /// The glued report of an edition with one run of digits behind every label.
  private func glued(_ id: EditionID, run: (Int) -> String) throws -> ReportReading {
    let edition = try #require(fixtures.catalog.edition(id))
    var position = 0
    var figures: [IndicatorIndex: String] = [:]
    for case .matrix(let matrix) in edition.rows {
      for row in matrix.rows {
        // All of a row's digits stand where its first cell is.
        for (cell, indicator) in row.cells.enumerated() {
          figures[indicator] = cell == 0 ? run(position) : ""
        }
        position += 1
      }
    }
    let bytes = try PrintedPage(
      edition, of: fixtures.catalog, fullName: "北京市密云区古北口镇人民政府",
      year: edition.years.lowerBound, figures: figures
    ).bytes(as: .glued)
    return try fixtures.readFile(bytes, path: "x.txt")
  }

  @Test(arguments: [10_000, 100_000]) func longRunsOfDigitsAreLeftAlone(
    length: Int
  ) throws {
    let reading = try glued("2021") { row in
      row % 6 == 0 ? String(repeating: "1", count: length) : "7"
    }
    #expect(reading.edition == "2021")
    #expect(!reading.cells.isEmpty && reading.cells.allSatisfy { $0.value == nil || $0.value == 7 })
    #expect(reading.notes.contains { $0.kind == .unreadableCell })
  }

  /// Every row has tens of thousands of cuts; together they are bounded, and what is over is not cut.
  @Test(arguments: [(25, "1"), (60, "90")]) func ambiguousRunsAreBounded(
    length: Int, digits: String
  ) throws {
    let reading = try glued("2021") { position in
      String(repeating: digits, count: length / digits.count) + "\(1 + position % 9)"
    }
    #expect(!reading.cells.isEmpty)
    for cell in reading.cells where cell.value != nil {
      // What has a value was recovered from that run, or is a row of one cell.
      #expect(cell.text.contains(NumberText.text(cell.value ?? -1)))
    }
  }

  @Test func theSearchForCutsIsCounted() {
    let columns = Array(repeating: DigitCuts.Column(hasDecimals: false, isSigned: false), count: 7)
    var budget = DigitCuts.Budget()
    func cuts(_ count: Int) -> Int? {
      let run = DigitRun(pieces: [Array(repeating: "1", count: count)], place: .unknown)
      return DigitCuts.all(of: run, into: columns, satisfying: [], within: &budget)?.count
    }
    // 14 over 6 ways.
    #expect(cuts(15) == 3003 && cuts(6) == 0 && cuts(7) == 1)
    #expect(budget.cuts == DigitCuts.Budget().cuts - 3004)
    // More digits than seven numbers have are no row at all.
    #expect(cuts(100_000) == 0)
    // What each run cost is taken off, until the report has had its share.
    var runs = 0
    while let made = cuts(23) {
      #expect(made == 74_564)
      runs += 1
    }
    #expect((1...5).contains(runs) && cuts(23) == nil)
    // Beyond the bounds nothing of a run is kept.
    budget = DigitCuts.Budget()
    #expect(cuts(60) == nil && cuts(15) == nil)
  }

  /// The slow, obvious twin: every way to set borders, those kept whose parts are numbers and add up.
  @Test func theCutsAreAllThatThereAre() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let columns = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        DigitCuts.Column(
          hasDecimals: Bool.random(using: &random),
          isSigned: Int.random(in: 0..<4, using: &random) == 0)
      }
      let pieces = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (0..<Int.random(in: 1...5, using: &random)).compactMap { _ in
          Array("0012345-.".unicodeScalars).randomElement(using: &random)
        }
      }
      let run = DigitRun(pieces: pieces, place: .unknown)
      let obvious = obviousCuts(pieces, columns[...])
      var budget = DigitCuts.Budget()
      let cuts = DigitCuts.all(of: run, into: columns, satisfying: [], within: &budget) ?? []
      #expect(Set(cuts) == Set(obvious) && cuts.count == obvious.count, "\(run.text) \(columns)")
      // Whole numbers, for sums of others are rounded.
      guard columns.count > 2, columns.dropLast().allSatisfy({ !$0.isSigned }) else { continue }
      let total = columns.count - 1
      let sum = DigitCuts.Sum(parts: Array(0..<total), total: total)
      let adding = DigitCuts.all(of: run, into: columns, satisfying: [sum], within: &budget) ?? []
      #expect(
        Set(adding)
          == Set(
            obvious.filter { cut in
              abs(cut[..<total].reduce(0) { $0 + $1.value } - cut[total].value) < 1e-6
            }))
    }
  }

  private func obviousCuts(_ pieces: [[Unicode.Scalar]], _ columns: ArraySlice<DigitCuts.Column>)
    -> [[Figure]]
  {
    guard let piece = pieces.first else { return columns.isEmpty ? [[]] : [] }
    guard let column = columns.first else { return [] }
    return (1...piece.count).flatMap { length -> [[Figure]] in
      let text = piece.prefix(length).text
      let isPlain = text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?/) != nil
      guard isPlain, column.isSigned || !text.hasPrefix("-"), !text.hasPrefix("-0"),
        column.hasDecimals || !text.contains("."),
        let figure = CellReader.figure(piece.prefix(length)[...])
      else { return [] }
      let rest = Array(piece.dropFirst(length))
      let following = rest.isEmpty ? Array(pieces.dropFirst()) : [rest] + pieces.dropFirst()
      return obviousCuts(following, columns.dropFirst()).map { [figure] + $0 }
    }
  }

  // MARK: Lines that look like labels

  @Test func endlessLabelsDoNotHideTheReport() throws {
    let edition = try #require(fixtures.catalog.edition("2021"))
    let figures = RequestModel(edition, of: fixtures.catalog, seed: 3, scale: 9).figures
    let page = PrintedPage(
      edition, of: fixtures.catalog, fullName: "北京市密云区古北口镇人民政府",
      year: edition.years.lowerBound, figures: figures.mapValues { NumberText.text($0) })
    let good = String(decoding: try page.bytes(as: .closedCells), as: UTF8.self)
    let labels = ["其他处理", "予以公开", "结果维持", "属于国家秘密", "行政许可"]
    let lines = (0..<50_000).map { "\($0 % 7 + 1).\(labels[$0 % labels.count])\n" }.joined()
    for text in [good + lines, lines + good] {
      let reading = try fixtures.read(text)
      let values = Dictionary(
        reading.cells.compactMap { cell in cell.value.map { (cell.indicator, $0) } },
        uniquingKeysWith: { first, _ in first })
      #expect(values == figures)
    }
  }

  @Test func labelsAreCountedLineByLine() {
    let outline = FormOutline(
      fixtures.catalog.editions[fixtures.catalog.editions.count - 1], catalog: fixtures.catalog)
    let label = outline.lines.first { !$0.cells.isEmpty && $0.label.count > 3 }?.label ?? ""
    let text = Document.Text(String(repeating: label, count: 5000), .line(1))
    let found = OutlineOccurrences.find(
      outline, in: TextStream(Document(blocks: [.paragraph(text)])))
    #expect(found.count <= outline.lines.count * OutlineOccurrences.limitOfLine)
  }

  @Test func theStreamOfSignsIsBounded() {
    let text = Document.Text(String(repeating: "一", count: 5000), .line(1))
    let document = Document(blocks: Array(repeating: .paragraph(text), count: 10))
    let stream = TextStream(document, signLimit: 12_345)
    #expect(stream.signs.count == 12_345 && stream.isCutOff)
    #expect(stream.pieces.last?.range.upperBound == 12_345)
  }

  // MARK: Prose

  @Test func endlessProseIsReadUpToABound() throws {
    let clauses = ["共收到申请", "收到收到收到", "主动公开政府信息", "1234567890", "未发生", "，", "近约不足"]
    var random = SeededGenerator(seed: 11)
    var prose = SmallReport.preamble
    for _ in 0..<40_000 { prose += clauses.randomElement(using: &random) ?? "" }
    let reading = try fixtures.read(prose)
    #expect(reading.claims.allSatisfy { $0.value.isFinite && abs($0.value) < 1e15 })
    let digits = try fixtures.read("2017年共收到申请\(String(repeating: "9", count: 10_000))件。")
    #expect(digits.claims.isEmpty)
  }
}
