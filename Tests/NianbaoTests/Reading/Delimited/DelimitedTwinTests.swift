import Testing
import Vectors

@testable import Nianbao

/// The reader of exported panels beside its slow twin, on files with all that goes wrong in files.
@Suite struct DelimitedTwinTests {
  let fixtures: ReadingFixtures
  let twin: ReferenceDelimitedReader
  let history: RegionHistory
  let subjects: SubjectRecogniser
  let cells: CellReader

  init() throws {
    fixtures = try ReadingFixtures.shared.get()
    history = try RegionHistory.builtIn()
    subjects = fixtures.reader.subjects
    cells = TableRecogniser(catalog: fixtures.catalog).reader
    twin = ReferenceDelimitedReader(
      catalog: fixtures.catalog, history: history, cells: cells, subjects: subjects)
  }

  private func reader(partSize: Int) -> DelimitedReader {
    DelimitedReader(
      catalog: fixtures.catalog, history: history, cells: cells, subjects: subjects,
      partSize: partSize)
  }

  private static let isLong = [false, true]

  @Test(arguments: isLong) func readsWhatItsTwinReads(isLong: Bool) throws {
    for seed in 1...(80 * UInt64(Mutation.factor)) {
      var export = RandomExport(seed: seed, catalog: fixtures.catalog)
      let file = isLong ? export.long(records: 60) : export.wide(records: 40)
      try expectAgreement(file, seed)
    }
  }

  @Test(arguments: isLong) func readsWhatItsTwinReadsOfDamagedFiles(isLong: Bool) throws {
    for seed in 1...(80 * UInt64(Mutation.factor)) {
      var export = RandomExport(seed: seed, catalog: fixtures.catalog)
      var random = SeededGenerator(seed: seed)
      let file = isLong ? export.long(records: 30) : export.wide(records: 20)
      try expectAgreement(Mutation.mutated(file, with: Mutation.delimited, using: &random), seed)
    }
  }

  private func expectAgreement(_ file: [UInt8], _ seed: UInt64) throws {
    // What is no text is decoded before either reads it.
    guard let text = try? DecodedText(file, path: "p.csv") else { return }
    let expected = Result { try twin.read(text.bytes, path: "p.csv") }
    for partSize in [1 << 30, 4000, 500, 90] {
      let found = Result { try reader(partSize: partSize).read(text, path: "p.csv") }
      let run: Comment = "seed \(seed), parts of \(partSize)"
      switch (expected, found) {
      case (.failure(let left), .failure(let right)):
        #expect(left as? ReadingError == right as? ReadingError, run)
      case (.success(let left), .success(let right)):
        guard let left, let right else {
          #expect(left == nil && right == nil, run)
          continue
        }
        #expect(left.failures == right.failures, run)
        let readings = right.batch.readings
        #expect(left.readings.count == readings.count, run)
        for (left, right) in zip(left.readings, readings) { expectSame(left, right, run) }
        if partSize != 4000 { expectSamePanel(left.readings, right.batch, run) }
      default: Issue.record("only one of the two refuses the file: seed \(seed)" as Comment)
      }
    }
  }

  private func expectSame(_ left: ReportReading, _ right: ReportReading, _ run: Comment) {
    #expect(left.file == right.file && left.year == right.year, run)
    #expect(left.edition == right.edition && left.subject == right.subject, run)
    func sorted(_ cells: [ReadCell]) -> [ReadCell] { cells.sorted { $0.indicator < $1.indicator } }
    #expect(sorted(left.cells) == sorted(right.cells), run)
    #expect(left.unrecognised == right.unrecognised, run)
    #expect(left.notes == right.notes, run)
  }

  /// The panel of a batch is that of its readings one by one, and so are account and duplicates.
  private func expectSamePanel(_ readings: [ReportReading], _ batch: ReportBatch, _ run: Comment) {
    var (single, bulk) = (
      PanelBuilder(catalog: fixtures.catalog, regions: fixtures.importer.regions),
      PanelBuilder(catalog: fixtures.catalog, regions: fixtures.importer.regions)
    )
    for reading in readings { single.add(reading) }
    bulk.add(batch)
    let (left, right) = (single.build(), bulk.build())
    #expect(left.superseded == right.superseded, run)
    expectSame(left.panel, right.panel, run)
    var summaries = ReadingSummaries()
    summaries.append(batch, catalog: fixtures.catalog, encoding: nil, format: .text)
    #expect(
      Array(summaries)
        == readings.map {
          ReadingSummary(
            $0, format: .text, encoding: nil, catalog: fixtures.catalog, isPlaced: true)
        }, run)
  }

  private func expectSame(_ left: Panel, _ right: Panel, _ run: Comment) {
    #expect(left.years == right.years && Array(left.units) == Array(right.units), run)
    #expect(left.catalog.indicators.map(\.id) == right.catalog.indicators.map(\.id), run)
    #expect(left.unrecognised == right.unrecognised, run)
    #expect(reports(left) == reports(right), run)
    #expect(cells(left) == cells(right), run)
  }

  private func reports(_ panel: Panel) -> [Report?] {
    panel.units.indices.flatMap { unit in
      panel.years.map { panel.reports.report(of: unit, in: $0) }
    }
  }

  private struct PanelCell: Equatable {
    let indicator: Int
    let year: Year
    let unit: UnitIndex
    let value: Double?
    let mark: CellMark
    let place: Place
  }

  private func cells(_ panel: Panel) -> [PanelCell] {
    panel.catalog.indicators.indices.flatMap { position in
      panel.years.flatMap { year -> [PanelCell] in
        guard let column = panel.column(IndicatorIndex(position), year) else { return [] }
        return panel.units.indices.map { unit in
          PanelCell(
            indicator: position, year: year, unit: unit, value: column.value(unit),
            mark: column.mark(unit), place: column.place(unit))
        }
      }
    }
  }
}
