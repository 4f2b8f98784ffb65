import Foundation
import Nianbao
import Testing

@testable import Synthesis

/// The reports of `datasets/formats` in every format, read as a user reads them.
@Suite struct FormatsDataSetTests {
  let catalog: Catalog
  let regions: RegionTree
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "datasets/formats")

  init() throws {
    catalog = try Catalog.builtIn()
    regions = try RegionTree.builtIn()
  }

  @Test func theCommittedFilesAreWhatTheGeneratorMakes() throws {
    let set = try FormatsDataSet(catalog: catalog, regions: regions)
    for file in set.files {
      let committed = try Data(contentsOf: folder.appending(path: file.path))
      // Archives hold the time of their making, and are compared by what is read from them.
      if file.format == .docx || file.format == .xlsx { continue }
      #expect(Array(committed) == file.bytes, "\(file.path)")
    }
    let reports = try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "reports").path)
    #expect(reports.count == set.files.count - 1 && reports.count == 21)
  }

  @Test func everyFormatHoldsTheSameFigures() async throws {
    let importer = try ReportImporter(catalog: catalog, regions: regions)
    let result = await importer.importReports([folder.appending(path: "reports").path])
    let truth = await importer.importReports([folder.appending(path: "figures.csv").path])
    #expect(result.failures.isEmpty && truth.failures.isEmpty && result.readings.count == 21)
    #expect(Set(result.readings.map(\.format)) == [.html, .docx, .xlsx, .text])
    let (panel, expected) = (result.panel, truth.panel)
    #expect(panel.units.map(\.code) == expected.units.map(\.code) && panel.units.count == 7)
    var counts: [String: (right: Int, unreadable: Int, wrong: Int)] = [:]
    for unit in panel.units.indices {
      for year in panel.years {
        let file = try #require(panel.reports.report(of: unit, in: year)?.file)
        let format = file.split(separator: "_").last?.split(separator: ".").first.map(String.init)
        for indicator in expected.presentIndicators {
          let value = panel.value(indicator, year, unit)
          var count = counts[format ?? "", default: (0, 0, 0)]
          if value == expected.value(indicator, year, unit) {
            count.right += 1
          } else if panel.mark(indicator, year, unit).status == .unreadable {
            count.unreadable += 1
          } else {
            count.wrong += 1
          }
          counts[format ?? ""] = count
        }
      }
    }
    for (format, count) in counts.sorted(by: { $0.key < $1.key }) {
      print(
        "datasets/formats \(format): \(count.right) right, \(count.unreadable) unreadable, \(count.wrong) wrong"
      )
      #expect(count.wrong == 0 && (count.unreadable == 0 || format == "glued"), "\(format)")
      #expect(count.right + count.unreadable == 600)
    }
    #expect(counts.count == 7)
    let findings = Confrontation(panel, with: try RuleSet.builtIn(catalog)).findings()
      .filter { $0.severity == .error }
    #expect(findings.map { "\($0.unit) \($0.year) \($0.id)" } == [])
  }
}
