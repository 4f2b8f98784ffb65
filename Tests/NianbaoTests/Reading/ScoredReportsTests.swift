import Foundation
import Testing

@testable import Nianbao

/// Every cell of every published report against what a person read in it.
@Suite(
  .enabled(if: ReadingFixtures.hasReports, "the folder shared/reports is not beside the checkout"))
struct ScoredReportsTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  /// How the cells of a report were read.
  struct Score {
    var right = 0
    var wrong: [String] = []
    var missed: [String] = []
    /// Missed cells that the reader reports as unreadable.
    var listed = 0
    var total: Int { right + wrong.count + missed.count }
  }

  /// Tables whose borders are lost in the copy: what no relation settles is unread there.
  static let flattened: Set<String> = [
    "2012_福建_平潭县人民政府", "2016_福建_平潭综合实验区", "2018_福建_平潭综合实验区", "2019_福建_平潭综合实验区",
    "2021_福建_平潭综合实验区", "2023_福建_平潭综合实验区", "2025_福建_平潭综合实验区",
  ]

  static let names: [String] = {
    guard let folder = ReadingFixtures.reports,
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return files.filter { $0.hasSuffix(".expected.csv") }
      .map { String($0.dropLast(".expected.csv".count)) }.sorted()
  }()

  @Test(arguments: names) func cellsAreReadAsAPersonReadThem(name: String) async throws {
    let folder = try #require(ReadingFixtures.reports)
    let file = try #require(
      ["txt", "html", "pdf"].map { "\(folder)/\(name).\($0)" }
        .first { FileManager.default.fileExists(atPath: $0) })
    if file.hasSuffix(".pdf"), !ReadingFixtures.hasPDFReader {
      print("\(name): pdftotext is not installed; skipped")
      return
    }
    let reading = try #require(try await fixtures.importer.readings(ofFile: file).first)
    let score = try score(reading, "\(folder)/\(name).expected.csv")
    print(
      "\(name): \(score.right) right, \(score.wrong.count) wrong, \(score.missed.count) missed "
        + "(\(score.listed) listed as unreadable) of \(score.total)")
    for line in score.wrong + score.missed.prefix(40) { print("  \(line)") }
    #expect(score.wrong.isEmpty)
    #expect(score.missed.count == (Self.flattened.contains(name) ? score.listed : 0))
  }

  private func score(_ reading: ReportReading, _ expected: String) throws -> Score {
    let cells = Dictionary(
      reading.cells.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
    var score = Score()
    var position = 0
    for row in try ReadingFixtures.csv(expected) {
      if row["row_label"] == nil, row["column"] == nil, row["value"] == "" { continue }
      defer { position += 1 }
      guard
        let indicator = try fixtures.transcribedIndicator(
          of: row, position: position, edition: reading.edition)
      else {
        score.missed.append("no indicator: \(row)")
        continue
      }
      let cell = cells[indicator]
      let text = row["value"] ?? ""
      let id = fixtures.catalog[indicator].id
      if text.isEmpty {
        if let cell, cell.mark.status != .blank {
          score.wrong.append("\(id) blank, read \(cell.value as Any)")
        } else {
          score.right += 1
        }
      } else if let value = cell?.value {
        if value == ReadingFixtures.transcribedNumber(text) {
          score.right += 1
        } else {
          score.wrong.append("\(id) \(text), read \(value)")
        }
      } else {
        if cell?.mark.status == .unreadable { score.listed += 1 }
        score.missed.append(
          "\(id) \(text), \(cell.map { $0.mark.status.name } ?? "no cell") \(cell?.text ?? "")")
      }
    }
    return score
  }
}
