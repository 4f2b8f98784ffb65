import Nianbao
import Synthesis
import Testing

@testable import Nianbao

/// Tables without borders that are cut with the help of the years beside.
@Suite struct CarriedFiguresTests {
  let fixtures: ReadingFixtures
  let edition: Edition

  init() throws {
    fixtures = try ReadingFixtures.shared.get()
    edition = try #require(fixtures.catalog.edition("2021"))
  }

  /// Reports of years in a row whose open requests are carried over.
  private func models(seed: UInt64, years: ClosedRange<Int>) -> [(year: Year, model: RequestModel)]
  {
    var models: [(year: Year, model: RequestModel)] = []
    for year in years {
      let model = RequestModel(
        edition, of: fixtures.catalog, seed: seed &* 100 &+ UInt64(year), scale: 40,
        after: models.last?.model)
      models.append((Year(year), model))
    }
    return models
  }

  private func reading(_ year: Year, _ figures: [IndicatorIndex: Double]) throws -> ReportReading {
    let page = PrintedPage(
      edition, of: fixtures.catalog, fullName: "北京市密云区古北口镇人民政府", year: year,
      figures: figures.mapValues { NumberText.text($0) })
    let file = try fixtures.reader.read(
      page.bytes(as: .glued), path: "\(year).txt", lineLimit: DecodedText.lineLimit)
    return try #require(file.readings.first)
  }

  private func isRight(_ reading: ReportReading, _ figures: [IndicatorIndex: Double]) -> Bool {
    reading.cells.allSatisfy { $0.value == nil || $0.value == figures[$0.indicator] }
  }

  @Test func reportsOfYearsInARowAreReadRight() throws {
    var (alone, together, reports) = (0, 0, 0)
    for seed in UInt64(1)...3 {
      let models = models(seed: seed, years: 2021...2023)
      var readings = try models.map { try reading($0.year, $0.model.figures) }
      let before = readings.map(\.figureCount)
      fixtures.reader.settleAcrossYears(&readings)
      for (position, entry) in models.enumerated() {
        #expect(isRight(readings[position], entry.model.figures), "seed \(seed) \(entry.year)")
        #expect(readings[position].figureCount >= before[position])
        #expect(Set(readings[position].cells.map(\.indicator)).count == 200)
        alone += before[position]
        together += readings[position].figureCount
        reports += 1
      }
      #expect(readings.allSatisfy { Set($0.notes).count == $0.notes.count })
    }
    print(
      "flattened reports of years in a row: of \(reports * 200) cells \(alone) each alone, "
        + "\(together) with the years beside")
  }

  /// `101000011` is 10|1|0|0|0|0|11 and 1|0|10|0|0|0|11, and what is carried in and out balances
  /// either way: the report alone says nothing.
  private func ambiguous(_ row: [Double]) -> [IndicatorIndex: Double] {
    var figures: [IndicatorIndex: Double] = [:]
    for indicator in edition.indicators { figures[indicator] = 0 }
    for case .matrix(let matrix) in edition.rows {
      for entry in matrix.rows where ["request.carriedin", "request.carriedout"].contains(entry.id)
      {
        for (cell, value) in zip(entry.cells, row) { figures[cell] = value }
      }
    }
    return figures
  }

  @Test func theYearBeforeSettlesWhatAReportAloneLeavesOpen() throws {
    let figures = ambiguous([10, 1, 0, 0, 0, 0, 11])
    let row = try #require(fixtures.catalog.index(of: "request.carriedin:natural"))
    for neighbour in [Year(2021), 2023] {
      var readings = [try reading(2022, figures), try reading(neighbour, figures)]
      #expect(readings[0].cells.first { $0.indicator == row }?.mark.status == .unreadable)
      #expect(readings[0].flattened != nil)
      // The neighbour's table kept its borders.
      readings[1].flattened = nil
      readings[1].cells = figures.map { indicator, value in
        ReadCell(
          indicator: indicator, value: value, mark: CellMark(.reported), place: .unknown, text: "")
      }
      fixtures.reader.settleAcrossYears(&readings)
      let carried = neighbour == 2021 ? "request.carriedin:" : "request.carriedout:"
      let settled = readings[0].cells.filter {
        fixtures.catalog[$0.indicator].id.name.hasPrefix(carried)
      }
      #expect(settled.map(\.value) == [10, 1, 0, 0, 0, 0, 11])
      #expect(settled.allSatisfy { $0.mark.status == .recovered })
      // The balance settles the other row then.
      #expect(isRight(readings[0], figures) && readings[0].flattened == nil)
      #expect(!readings[0].notes.contains { $0.kind == .unreadableCell })
      #expect(readings[0].notes.contains { $0.message.chinese.contains("上下年结转") })
    }
  }

  @Test func aReportThatContradictsTheYearBeforeKeepsItsCuts() throws {
    for seed in UInt64(1)...2 {
      let models = models(seed: seed, years: 2021...2022)
      var broken = models[0].model.figures
      // Every figure carried out is another one; the report's own sums hold no more either.
      for cell in broken.keys where fixtures.catalog[cell].id.name.hasPrefix("request.carriedout") {
        broken[cell] = (broken[cell] ?? 0) + 1000
      }
      var readings = [try reading(2021, broken), try reading(2022, models[1].model.figures)]
      let before = readings[1].cells
      fixtures.reader.settleAcrossYears(&readings)
      #expect(readings[1].cells == before)
    }
  }

  @Test func otherUnitsAndYearsAreNotAsked() throws {
    let models = models(seed: 3, years: 2021...2023)
    var readings = try models.map { try reading($0.year, $0.model.figures) }
    readings[0].subject = .init(name: "甲镇", candidates: [])
    readings.remove(at: 1)
    let before = readings.map(\.cells)
    fixtures.reader.settleAcrossYears(&readings)
    #expect(readings.map(\.cells) == before)
  }
}
