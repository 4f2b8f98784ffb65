import Foundation
import Testing

@testable import Nianbao

/// The published figures of Pingtan: the data set as it is read, and beside what a person transcribed.
@Suite struct PingtanDataSetTests {
  let fixtures: ReadingFixtures
  let panel: Panel
  let records: [[String: String]]

  static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "datasets/pingtan/figures.csv").path

  init() async throws {
    fixtures = try ReadingFixtures.shared.get()
    panel = try await PanelInput.open([Self.file], importer: fixtures.importer).panel
    records = try ReadingFixtures.csv(Self.file)
  }

  @Test func itIsReadAsAPanelOfThreeShapesOfTheForm() throws {
    #expect(panel.units.map(\.name).sorted() == ["平潭县", "平潭综合实验区"])
    #expect(panel.years == [2012, 2014, 2016, 2018, 2019, 2021, 2023, 2025])
    let zone = try #require(panel.units.indices.first { panel.units[$0].name == "平潭综合实验区" })
    let editions = panel.years.map { panel.reports.report(of: zone, in: $0)?.edition?.name }
    #expect(
      editions == [
        "fujian-2011", "fujian-2014", "fujian-2014", "fujian-2014", "2019", "2021", "2021", "2021",
      ])
    #expect(panel.unrecognised.isEmpty)
  }

  @Test func everyRecordIsACellOfThePanelAsItStands() throws {
    try #require(records.count == 970)
    for record in records {
      let unit = try #require(panel.units.indices.first { panel.units[$0].name == record["unit"] })
      let indicator = try fixtures.index(IndicatorID(record["indicator"] ?? ""))
      let year = Year(try #require(record["year"].flatMap { Int($0) }))
      #expect(panel.value(indicator, year, unit) == record["value"].flatMap(Double.init))
      #expect(panel.mark(indicator, year, unit).status.name == record["status"])
    }
  }

  @Test func everyRecordTellsItsSource() {
    for record in records {
      let (note, status) = (record["note"] ?? "", record["status"])
      #expect(note.contains("年度报告（20") && record["file"]?.hasSuffix(".txt") == true)
      #expect((record["line"] == "") == (status == "absent"), "\(record)")
      let isSettled = note.hasSuffix("由人核对后切分")
      #expect((status == "recovered") == (isSettled || note.hasSuffix("按表内关系切分")))
      #expect((status == "unreadable") == note.hasSuffix("无法切分"))
      #expect((status == "from-text") == note.hasSuffix("正文所述，非表内数字"))
    }
  }

  @Test(
    .enabled(if: ReadingFixtures.hasReports, "the folder shared/reports is not beside the checkout")
  )
  func everyTranscribedFigureIsThereAndNoOther() throws {
    let folder = try #require(ReadingFixtures.reports)
    for (file, records) in Dictionary(grouping: records, by: { $0["file"] ?? "" }) {
      var figures = Dictionary(
        uniqueKeysWithValues: records.filter { $0["status"] != "from-text" }
          .map { ($0["indicator"] ?? "", $0["value"] ?? "") })
      let edition = EditionID(records[0]["edition"] ?? "")
      let rows = try ReadingFixtures.csv("\(folder)/\(file.dropLast(4)).expected.csv")
      try #require(rows.count >= 30)
      for (position, row) in rows.enumerated() {
        let indicator = try #require(
          try fixtures.transcribedIndicator(of: row, position: position, edition: edition))
        let figure = figures.removeValue(forKey: fixtures.catalog[indicator].id.name)
        #expect(
          figure.flatMap(Double.init) == ReadingFixtures.transcribedNumber(row["value"] ?? ""),
          "\(file) \(row)")
      }
      // What is left was not transcribed, and has no figure here either.
      #expect(figures.values.allSatisfy { $0.isEmpty }, "\(file) \(figures)")
    }
  }
}
