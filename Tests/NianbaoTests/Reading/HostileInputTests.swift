import Foundation
import Testing

@testable import Nianbao

@Suite struct HostileInputTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  @Test func nothingStopsTheOthersFromBeingRead() async throws {
    let folder = try ScratchFolder()
    let good = SmallReport.published(RecognitionTests.rows)
    try folder.write(good, to: "z/good.txt")
    try folder.write(good.replacing("2017", with: "2016"), to: "a/good.txt")
    try folder.write("", to: "b/empty.txt")
    try folder.write([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31], to: "b/report.pdf")
    try folder.write(Array("一\n二\u{0}三".utf8), to: "b/nul.txt")
    try folder.write([UInt8](repeating: 0x61, count: 50 << 20), to: "c/huge.txt")
    try folder.write(String(repeating: "1\t", count: 100_000) + "\n", to: "c/wide.txt")
    try folder.write(String(repeating: "1 |", count: 100_000) + "\n", to: "c/bars.txt")
    try folder.write(
      String(repeating: String(repeating: "1,", count: 100_000) + "\n", count: 3),
      to: "c/commas.csv")
    try folder.write(Array(good.utf8).dropLast(1) + [0xE6], to: "d/truncated.txt")
    try folder.write(good, to: ".hidden/x.txt")
    try folder.write(good, to: "d/notes.md")
    let files = FileManager.default
    try files.createDirectory(atPath: "\(folder.path)/d/x.txt", withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: "\(folder.path)/d/loop", withDestinationPath: folder.path)
    try files.createSymbolicLink(
      atPath: "\(folder.path)/d/self.txt", withDestinationPath: "self.txt")
    try files.createSymbolicLink(
      atPath: "\(folder.path)/d/gone.txt", withDestinationPath: "nowhere.txt")
    #expect(mkfifo("\(folder.path)/d/pipe.txt", 0o600) == 0)
    let missing = "\(folder.path)/missing.txt"
    let pipe = "\(folder.path)/d/pipe.txt"
    let result = await fixtures.importer.importReports([folder.path, missing, pipe])

    func failure(_ name: String) -> ReadingError? {
      result.failures.first { $0.file.hasSuffix(name) }
    }
    #expect(failure("missing.txt") == .notFound(file: missing))
    #expect(failure("pipe.txt") == .notAFile(file: pipe))
    #expect(failure("empty.txt").map { if case .empty = $0 { true } else { false } } == true)
    #expect(failure("nul.txt")?.line == 2)
    let pdf = try #require(failure("report.pdf"))
    // Without the program that reads PDF files that is what is told.
    switch pdf {
    case .conversionFailed(_, "pdftotext", _), .converterMissing(_, "pdftotext", "poppler-utils"):
      break
    default: Issue.record("\(pdf)")
    }
    let huge = try #require(failure("huge.txt"))
    #expect(huge.line == 1 && huge.message.english.contains("52428800 bytes"))
    #expect(result.failures.count == 6, "\(result.failures)")
    #expect(Set(result.skipped.map { $0.split(separator: "/").last ?? "" }) == ["notes.md"])
    // Two good ones, the truncated one, the three wide ones.
    #expect(result.readings.count == 6, "\(result.readings.map(\.file))")
    #expect(result.readings.map(\.file) == result.readings.map(\.file).sorted())
    #expect(result.panel.years == [2016, 2017])
    for name in ["wide.txt", "commas.csv"] {
      let summary = try #require(result.readings.first { $0.file.hasSuffix(name) })
      #expect(
        summary.notes.contains { $0.place == .line(1) && $0.kind == .unreadableCell }, "\(name)")
    }
    #expect(result.superseded.count == 1, "the truncated one speaks of the same unit and year")
    for error in result.failures {
      #expect(
        error.message.english.hasPrefix(error.file) && error.message.chinese.hasPrefix(error.file))
    }
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func aForbiddenFileIsToldAndTheOthersRead() async throws {
    let folder = try ScratchFolder()
    let secret = try folder.write("x", to: "secret.txt")
    try folder.write(SmallReport.published(RecognitionTests.rows), to: "good.txt")
    #expect(chmod(secret, 0) == 0)
    let result = await fixtures.importer.importReports([folder.path])
    #expect(result.failures.count == 1 && result.readings.count == 1)
  }

  /// Linux has a file that opens and then cannot be read, whoever asks.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func aFileThatCannotBeReadIsToldAndTheOthersRead() async throws {
    let folder = try ScratchFolder()
    let good = try folder.write(SmallReport.published(RecognitionTests.rows), to: "good.txt")
    let result = await fixtures.importer.importReports(["/proc/self/mem", good])
    guard case .refused(file: "/proc/self/mem", code: EIO, reason: _) = result.failures.first else {
      Issue.record("\(result.failures)")
      return
    }
    #expect(result.failures.count == 1 && result.readings.count == 1)
  }

  /// Files made to be slow: many rows of one name, many unknown labels, quotes that never close.
  @Test func textsMadeToBeSlowAreReadInLinearTime() throws {
    let many = 20_000
    let rows = String(repeating: "(二)被依法纠错数\t件\t1\n", count: many)
    let unknown = (0..<many).map { "(一)申请数目其\($0)\t件\t1\n" }.joined()
    let quotes = String(repeating: "\"a\tb\tc\n", count: many)
    let titles = String(repeating: "高岭镇2016年政府信息公开工作年度报告\n", count: many)
    let head = TextForm.tabs.text(RecognitionTests.rows)
    for text in [rows, unknown, quotes, titles] {
      let reading = try fixtures.read(head + text)
      #expect(reading.edition == "2014" || reading.cells.isEmpty)
    }
    let file = try fixtures.reader.read(
      Array((head + String(repeating: "x ", count: 1_000_000)).utf8), path: "x",
      lineLimit: DecodedText.lineLimit)
    #expect(file.readings.first?.cells.count == 14)
  }

  @Test func aFolderWithoutReportsAndATooLargeFileAreTold() async throws {
    let folder = try ScratchFolder()
    let result = await fixtures.importer.importReports([folder.path])
    #expect(result.failures == [.emptyFolder(folder: folder.path)])
    let file = try folder.write("0123456789", to: "a.txt")
    let small = try ReportImporter(
      catalog: fixtures.catalog, regions: fixtures.regions, options: .init(byteLimit: 9))
    let refused = await small.importReports([file])
    #expect(refused.failures == [.tooLarge(file: file, bytes: 10, limit: 9)])
  }

  @Test func theResultDoesNotDependOnTheNumberOfTasks() async throws {
    let folder = try ScratchFolder()
    for year in 2014...2018 {
      for unit in ["古北口镇", "高岭镇", "不老屯镇"] {
        let text = SmallReport.published(RecognitionTests.rows)
          .replacing("2017", with: String(year)).replacing("古北口镇", with: unit)
        try folder.write(text, to: "\(year)/\(unit).txt")
      }
    }
    var summaries: [[ReadingSummary]] = []
    for tasks in [1, 2, 7] {
      let importer = try ReportImporter(
        catalog: fixtures.catalog, regions: fixtures.regions, options: .init(taskLimit: tasks))
      let result = await importer.importReports([folder.path])
      #expect(result.panel.units.count == 3 && result.panel.years.count == 5)
      summaries.append(Array(result.readings))
    }
    #expect(summaries[0].count == 15 && summaries.allSatisfy { $0 == summaries[0] })
    let first = try #require(summaries.first?.first)
    #expect(first.read == 14 && first.blank == 0 && first.unreadable == 0 && first.absent == 44)
    #expect(first.edition == "2014" && first.encoding == .utf8 && first.isPlaced)
  }

  /// The number of mutated texts that each run of the tests reads.
  static let fuzzRuns = 1500

  @Test func mutatedReportsNeverCrashTheReader() throws {
    let report = SmallReport.published(RecognitionTests.rows)
    let seeds: [[UInt8]] = [
      Array(report.utf8), Array(TextForm.tabs.text(RecognitionTests.rows).utf8),
      Array(TextForm.commas.text(RecognitionTests.rows).utf8),
      Array(TextForm.bordered.text(RecognitionTests.rows).utf8),
      Array(TextForm.quotedTabs.text(RecognitionTests.rows).utf8), DecodedTextTests.gbk,
      Array(
        "\(DelimitedTests.heading)\n甲,110118111,2017,2014,request.received,\"x\",件,3,reported,a,1\n"
          .utf8),
      Array("unit,unit_code,year,edition,request.received\n甲,110118111,2017,2014,3\n".utf8),
    ]
    let tokens: [[UInt8]] = [
      [0], [0xFF, 0xFE], Array("|".utf8), Array("\t".utf8), Array("\"".utf8), Array(",".utf8),
      Array("\n".utf8), Array("\r".utf8), [0xE4], [0x81, 0x30], Array("件".utf8),
      Array("{unit}".utf8),
      Array("（一）".utf8), Array("99999999999999999999".utf8), Array("被依法纠错数".utf8),
    ]
    var outcomes = (read: 0, refused: 0)
    for run in 0..<Self.fuzzRuns {
      var random = SeededGenerator(seed: UInt64(run) + 1)
      var bytes = seeds[run % seeds.count]
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let position = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, position + Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeSubrange(position..<end)
        case 1: bytes.insert(contentsOf: bytes[position..<end], at: position)
        case 2:
          bytes.insert(contentsOf: tokens.randomElement(using: &random) ?? [], at: position)
        case 3 where position < bytes.count:
          bytes[position] = UInt8.random(in: 0...255, using: &random)
        default: bytes.removeLast(min(bytes.count, Int.random(in: 0...20, using: &random)))
        }
      }
      do {
        let file = try fixtures.reader.read(bytes, path: "x", lineLimit: DecodedText.lineLimit)
        outcomes.read += 1
        for reading in file.readings {
          #expect(
            Set(reading.cells.map(\.indicator)).count == reading.cells.count, "run \(run)")
          #expect(
            reading.cells.allSatisfy {
              $0.mark.status.hasValue == ($0.value != nil) && $0.value?.isFinite ?? true
            }, "run \(run)")
        }
      } catch {
        outcomes.refused += 1
        #expect(!error.message.english.isEmpty)
      }
    }
    print("fuzz: \(Self.fuzzRuns) runs, \(outcomes.read) read, \(outcomes.refused) refused")
  }
}
