import Foundation
import Markup
import Synthesis
import Testing

@testable import Nianbao

/// Each reader on files mutated at random: it reads or refuses, and no figure comes from nowhere.
///
/// The runs of each test, together 1,620, take some 20 seconds in a debug build:
///
/// | reader | runs |
/// |---|---|
/// | text and rows | 180 |
/// | outline and flattened text | 110 |
/// | web pages | 150 |
/// | Word: archive, XML and its tree | 180 |
/// | Excel: archive, XML and its tree | 200 |
/// | comma-separated, long and wide | 600 |
/// | claims | 200 |
///
/// With `NIANBAO_FUZZ_RUNS=20` in the environment there are twenty times as many. The same run makes
/// the same file; an issue names it. The reader of panel files has a fuzzer of its own.
@Suite(.serialized) struct MutationTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  // MARK: Readers

  @Test func textAndRows() throws {
    let forms = TextForm.allCases.map { Array($0.text(RecognitionTests.rows).utf8) }
    let seeds = try Mutation.reports(fixtures.catalog, as: [.tabs]) + forms
    run("text and rows", 180, seeds, Mutation.text, "x.txt")
  }

  @Test func outlinesAndFlattenedText() throws {
    let seeds = try Mutation.reports(fixtures.catalog, as: [.glued, .lines, .closedCells])
    run("outline and flattened text", 110, seeds, Mutation.text, "x.txt")
  }

  @Test func pages() throws {
    let seeds =
      try Mutation.reports(fixtures.catalog, as: [.html]) + [
        HostileFiles.page(before: "<table><tr><td><table><tr><td>1</table>")
      ]
    run("web pages", 150, seeds, Mutation.html, "x.html")
  }

  @Test func wordFiles() throws {
    let seeds = try Mutation.reports(fixtures.catalog, as: [.docx]) + [HostileFiles.word()]
    run("Word", 180, seeds, Mutation.word, "x.docx", isArchive: true)
  }

  @Test func workbooks() throws {
    let strings = "<sst><si><t>件</t></si><si><t>收到申请数</t></si></sst>"
    let seeds =
      try Mutation.reports(fixtures.catalog, as: [.xlsx]) + [
        HostileFiles.workbook(
          HostileFiles.sheetRows(), merged: ["A1:C1"], strings: strings, sheets: 2)
      ]
    run("Excel", 200, seeds, Mutation.sheet, "x.xlsx", isArchive: true)
  }

  @Test func exports() throws {
    let long = """
      \(DelimitedTests.heading)
      古北口镇,110118111,2017,2014,request.received,"收到,申请数",件,31,reported,a.txt,12
      古北口镇,110118111,2017,2014,complaint.total,举报投诉数量,件,,blank,a.txt,T1R2C3
      高岭镇,,2017,2014,,收到申请数,件,4.5,,,
      高岭镇,110118102,2016,2014,,本地新增行,件,9,reported,b.txt,205
      """
    let wide = """
      unit,unit_code,year,edition,request.received,收到申请数目,complaint.total,status
      古北口镇,110118111,2017,2014,31,7,,complaint.total=blank
      高岭镇,,2017,2014,"1,234",,无,
      "不老屯镇",110118104,2016,2014,12,x,61,request.received=recovered
      """
    let seeds = [long, wide].map { Array($0.utf8) }
    var outcomes = Outcomes()
    let runs = 600 * Mutation.factor
    for run in 0..<runs {
      var generator = SeededGenerator(seed: UInt64(run) + 1)
      let bytes = Mutation.mutated(
        seeds[run % seeds.count], with: Mutation.delimited, using: &generator)
      do throws(ReadingError) {
        let file = try fixtures.reader.read(bytes, path: "x.csv", lineLimit: 1 << 20)
        outcomes.count(file)
        let lines = Self.lines(of: bytes)
        for reading in file.readings {
          expectSound(reading, run)
          for cell in reading.cells {
            guard let value = cell.value, let line = cell.place.line, line <= lines.count,
              reading.file == "x.csv"
            else { continue }
            // A record may go on over further lines.
            let text = lines[(line - 1)...].joined()
            #expect(Self.contains(text, value), "run \(run): \(value) in line \(line)")
          }
        }
      } catch {
        outcomes.refuse(error, run)
      }
    }
    print("fuzz exports: \(runs) runs, \(outcomes)")
  }

  @Test func claims() throws {
    var outcomes = Outcomes()
    let runs = 200 * Mutation.factor
    for run in 0..<runs {
      var generator = SeededGenerator(seed: UInt64(run) + 1)
      let seed = Mutation.prose[run % Mutation.prose.count]
      let bytes = Mutation.mutated(
        Array((SmallReport.preamble + seed).utf8), with: Mutation.text, using: &generator)
      do throws(ReadingError) {
        let file = try fixtures.reader.read(bytes, path: "x.txt", lineLimit: 1 << 20)
        outcomes.count(file)
        for claim in file.readings.flatMap(\.claims) {
          #expect(claim.value.isFinite && abs(claim.value) < 1e15, "run \(run)")
          // What did not happen is claimed without a number.
          let isWritten = Self.contains(claim.text, claim.value) || claim.text.hasSuffix("…")
          #expect(claim.value == 0 || isWritten, "run \(run): \(claim.value) in \(claim.text)")
        }
        for reading in file.readings { expectSound(reading, run) }
      } catch {
        outcomes.refuse(error, run)
      }
    }
    print("fuzz claims: \(runs) runs, \(outcomes)")
  }

  // MARK: Runs

  private struct Outcomes: CustomStringConvertible {
    var read = 0
    var refused = 0
    var figures = 0

    mutating func count(_ file: ReportReader.FileReading) {
      read += 1
      for reading in file.readings { count(reading) }
    }

    mutating func count(_ reading: ReportReading) {
      figures += reading.cells.count { $0.value != nil } + reading.claims.count
    }

    mutating func refuse(_ error: ReadingError, _ run: Int) {
      refused += 1
      let message = error.message
      #expect(message.english.hasPrefix(error.file) && message.chinese.hasPrefix(error.file))
    }

    var description: String { "\(read) read with \(figures) figures, \(refused) refused" }
  }

  private func run(
    _ name: String, _ count: Int, _ seeds: [[UInt8]], _ tokens: [String], _ path: String,
    isArchive: Bool = false
  ) {
    var outcomes = Outcomes()
    let runs = count * Mutation.factor
    for run in 0..<runs {
      var generator = SeededGenerator(seed: UInt64(run) + 1)
      let seed = seeds[run % seeds.count]
      let bytes =
        isArchive
        ? Self.mutatedArchive(seed, run / seeds.count, tokens, &generator)
        : Mutation.mutated(seed, with: tokens, using: &generator)
      do throws(ReadingError) {
        let format = ReportFormat(bytes, path: path)
        guard format != .pdf, format != .doc, format != .office else { continue }
        if run % 8 == 0 {
          let file = try fixtures.reader.read(
            bytes, path: path, lineLimit: DecodedText.lineLimit, format: format)
          outcomes.count(file)
          for reading in file.readings { expectSound(reading, run) }
          continue
        }
        let document = try fixtures.reader.document(bytes, path: path, format: format)
        let reading = fixtures.reader.recognise(document, path: path)
        outcomes.count(ReportReader.FileReading([.report(reading)]))
        expectSound(reading, run)
        expectPrinted(reading, in: document, run)
      } catch {
        outcomes.refuse(error, run)
      }
    }
    print("fuzz \(name): \(runs) runs, \(outcomes)")
  }

  /// Of four archives one is damaged itself, one in the bytes of its XML, two in the tree; what cannot
  /// be packed again is taken as it was.
  private static func mutatedArchive(
    _ seed: [UInt8], _ turn: Int, _ tokens: [String], _ random: inout SeededGenerator
  ) -> [UInt8] {
    switch turn % 4 {
    case 0: Mutation.mutated(seed, with: tokens, using: &random)
    case 1: (try? Mutation.mutatedEntry(seed, with: tokens, using: &random)) ?? seed
    default: (try? TreeMutation.mutated(seed, with: tokens, using: &random)) ?? seed
    }
  }

  // MARK: Properties

  /// Each indicator once; a value exactly where the status says so, finite.
  private func expectSound(_ reading: ReportReading, _ run: Int) {
    #expect(Set(reading.cells.map(\.indicator)).count == reading.cells.count, "run \(run)")
    for cell in reading.cells {
      #expect(cell.mark.status.hasValue == (cell.value != nil), "run \(run)")
      #expect(cell.value?.isFinite ?? true, "run \(run)")
    }
  }

  /// Each figure's digits stand in the cell's text, and that at the cell's place in the document.
  private func expectPrinted(_ reading: ReportReading, in document: Document, _ run: Int) {
    var texts: [Place: String] = [:]
    var all = ""
    func add(_ text: Document.Text) {
      texts[text.place, default: ""] += text.text + " "
      if !text.isCovered { all += text.text }
    }
    for block in document.blocks {
      switch block {
      case .paragraph(let text): add(text)
      case .cells(let cells): cells.forEach(add)
      case .table(let rows): rows.joined().forEach(add)
      }
    }
    for cell in reading.cells {
      guard let value = cell.value else { continue }
      #expect(Self.contains(cell.text, value), "run \(run): \(value) in ‘\(cell.text)’")
      // Digits of a row whose borders were lost may go on behind the place where they begin.
      let place = cell.mark.status == .recovered ? all : texts[cell.place] ?? ""
      #expect(Self.contains(place, value), "run \(run): \(value) at \(cell.place): \(place)")
    }
  }

  /// Whether the digits of a value stand in a text, whatever stands between them; a Chinese numeral
  /// is taken for any value, and zeros at the ends are left out, for 万 stands for some.
  private static func contains(_ text: String, _ value: Double) -> Bool {
    var digits: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars.map(HalfWidth.of) {
      if "〇零○一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟".unicodeScalars.contains(scalar) {
        return true
      }
      if HalfWidth.digit(scalar) != nil { digits.append(scalar) }
    }
    let wanted = NumberText.text(abs(value)).filter { $0 != "." }.drop { $0 == "0" }
    let end = wanted.lastIndex { $0 != "0" }.map(wanted.index(after:)) ?? wanted.startIndex
    let core = Array(wanted[..<end].unicodeScalars)
    if core.isEmpty { return digits.contains("0") }
    return digits.indices.contains { digits[$0...].starts(with: core) }
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    let text = (try? DecodedText(bytes, path: "x"))?.bytes ?? []
    return TextLines(text).map { String(decoding: text[$0.range], as: UTF8.self) }
  }
}
