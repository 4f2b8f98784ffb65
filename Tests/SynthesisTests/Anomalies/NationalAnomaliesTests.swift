import Foundation
import Nianbao
import Testing

@testable import Synthesis

/// What the statistical checks tell of a generated prefecture, sentence by sentence: written by the checks
/// as they were before their kernels were rewritten.
///
/// The table is that of
///
///     nianbao-synthesize national --within 1309 -o s.csv
///     nianbao check s.csv --anomalies --false-discovery-rate 0.95 --format csv --lang en
///
/// and a change of it is a change of what is found.
@Suite struct NationalAnomaliesTests {
  @Test func theFindingsOfAPrefectureStayWhatTheyAre() async throws {
    let catalog = try Catalog.builtIn()
    let regions = try RegionTree.builtIn()
    var options = NationalFigures.Options()
    options.region = RegionCode("1309")
    let figures = try NationalFigures(catalog: catalog, regions: regions, options: options)
    let panel = await figures.panel(catalog: catalog, regions: regions)
    var anomalyOptions = AnomalyDetection.Options()
    anomalyOptions.falseDiscoveryRate = 0.95
    let detection = AnomalyDetection(panel, options: anomalyOptions)
    let report = detection.findings(workers: .serial)
    let found = report.findings.map { finding in
      [
        panel.units[finding.unit].code, "\(finding.year)", finding.id.name, finding.message.english,
      ]
    }
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "national-1309.csv")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
    let expected = lines.map { line in
      // The sentence may have commas.
      let parts = line.split(separator: ",", maxSplits: 3).map(String.init)
      let sentence = parts[3].hasPrefix("\"") ? String(parts[3].dropFirst().dropLast()) : parts[3]
      return Array(parts.prefix(3)) + [sentence.replacing("\"\"", with: "\"")]
    }
    #expect(expected.count == 17)
    #expect(Set(found) == Set(expected))
    #expect(
      detection.findings(workers: .available).findings.map(\.message)
        == report.findings.map(\.message))
  }
}
