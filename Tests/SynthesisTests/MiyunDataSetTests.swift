import Nianbao
import Testing

@testable import Synthesis

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The repository's top folder.
private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

@Suite struct MiyunDataSetTests {
  let catalog: Catalog
  let regions: RegionTree
  let set: MiyunDataSet

  init() throws {
    catalog = try Catalog.builtIn()
    regions = try RegionTree.builtIn()
    set = try MiyunDataSet(catalog: catalog, regions: regions)
  }

  @Test func theCommittedFilesAreWhatTheGeneratorMakes() throws {
    let folder = root.appending(path: "datasets/miyun")
    for file in set.files {
      let committed = try String(contentsOf: folder.appending(path: file.path), encoding: .utf8)
      #expect(committed == file.text, "\(file.path)")
    }
    let reports = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "reports").path)
    #expect(reports.count == 105)
  }

  @Test func everyGeneratedFileSaysSo() {
    for file in set.files where file.path.hasPrefix("reports/") {
      let isReal = file.path.hasSuffix("2017_北京_密云区古北口镇.txt")
      #expect(file.text.contains("由程序生成") == !isReal, "\(file.path)")
    }
  }

  @Test func otherSeedsMakeOtherFigures() throws {
    let other = try MiyunDataSet(catalog: catalog, regions: regions, seed: 1)
    #expect(other.files.map(\.path) == set.files.map(\.path) && other.files != set.files)
  }

  @Test func mistakesAreAsPlannedAndChangeWhatIsPrinted() {
    for (kind, count) in MiyunDataSet.plan {
      #expect(set.errors.count { $0.error.kind == kind } == count, "\(kind)")
    }
    for entry in set.errors {
      #expect(entry.error.cells.allSatisfy { $0.truth != $0.printed })
      #expect((entry.error.expected == nil) == (entry.error.kind == .invisible))
    }
    #expect(!set.errors.contains { $0.code == "110118111" })
  }

  /// The issue's claim, measured: every cell read, every visible mistake found, nothing else.
  @Test func theProductReadsEveryCellAndFindsEveryVisibleMistake() async throws {
    let importer = try ReportImporter(catalog: catalog, regions: regions)
    let result = await importer.importReports([
      root.appending(path: "datasets/miyun/reports").path
    ])
    #expect(result.failures.isEmpty)
    let panel = result.panel
    let (right, wrong) = try compare(panel)
    print("cells read right: \(right) of \(right + wrong)")
    #expect(wrong == 0)

    let findings = Confrontation(panel, with: try RuleSet.builtIn(catalog)).findings()
    var explained: Set<Int> = []
    var found = 0
    for entry in set.errors {
      let wrongCells = Set(entry.error.cells.map(\.indicator))
      let own = findings.indices.filter { position in
        let finding = findings[position]
        return panel.units[finding.unit].code == entry.code
          && finding.cells.contains { cell in
            cell.year == entry.year && wrongCells.contains(catalog[cell.indicator].id)
          }
      }
      explained.formUnion(own)
      switch entry.error.expected {
      case "missing-row":
        let file = result.readings.first {
          $0.year == entry.year && $0.candidates.first?.code == entry.code
        }
        #expect(file?.notes.contains { $0.kind == .missingRow } ?? false)
        found += 1
      case let rule?:
        #expect(own.contains { findings[$0].id.name == rule }, "\(entry)")
        found += own.isEmpty ? 0 : 1
      case nil: #expect(own.isEmpty)
      }
    }
    let alarms = findings.indices.filter { !explained.contains($0) }.map { findings[$0] }
    print("planted mistakes found: \(found) of \(set.errors.count { $0.error.expected != nil })")
    // What is left are the contradictions of the real report.
    #expect(
      alarms.map { "\(panel.units[$0.unit].code) \($0.year) \($0.id)" } == [
        "110118111 2017 training.participants-without-session",
        "110118111 2017 disclosure.normative-without-issue",
        "110118111 2017 response.hot-without-channel",
      ])
  }

  /// The cells of the panel against `figures.csv`.
  private func compare(_ panel: Panel) throws -> (right: Int, wrong: Int) {
    let table = try String(
      contentsOf: root.appending(path: "datasets/miyun/figures.csv"), encoding: .utf8)
    var (right, wrong) = (0, 0)
    for line in table.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let region = try #require(RegionCode(fields[0]))
      let unit = try #require(panel.units.index(of: .government(region)))
      let year = Year(try #require(Int(fields[1])))
      let indicator = try #require(catalog.index(of: IndicatorID(fields[2])))
      let value = panel.value(indicator, year, unit)
      let isRight =
        value == Double(fields[3]) && panel.mark(indicator, year, unit).status.name == fields[4]
      if isRight {
        right += 1
      } else {
        wrong += 1
        Issue.record("\(line): read \(String(describing: value))")
      }
    }
    return (right, wrong)
  }
}
