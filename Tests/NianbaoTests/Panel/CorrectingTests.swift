import Testing

@testable import Nianbao

@Suite struct CorrectingTests {
  let catalog: Catalog
  let indicators: [IndicatorIndex]

  init() throws {
    catalog = try Catalog.builtIn()
    indicators = try ["request.received", "request.closed", "training.session"].map {
      try #require(try Catalog.builtIn().index(of: $0))
    }
  }

  private struct Cell: Hashable {
    let unit: UnitIndex
    let year: Year
    let indicator: IndicatorIndex
  }

  /// Random corrections, some of one cell again and again, against a dictionary of cells.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func correctedCellsHaveTheirNewFiguresAndAllOthersTheirOwn(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let panel = RandomPanel(seed: seed, catalog: catalog, indicators: indicators).panel
    var expected: [Cell: [Double?]] = [:]
    var corrected = panel
    for round in 1...3 {
      let changes = (0..<Int.random(in: 1...8, using: &numbers)).compactMap { line in
        change(panel, line: round * 100 + line, &numbers)
      }
      for change in changes {
        let cell = Cell(unit: change.unit, year: change.year, indicator: change.indicator)
        expected[
          cell, default: [panel.value(change.indicator, change.year, change.unit)]
        ].append(change.value)
      }
      corrected = try corrected.correcting(changes)
    }
    for unit in panel.units.indices {
      for year in panel.years {
        for indicator in indicators {
          let cell = Cell(unit: unit, year: year, indicator: indicator)
          let figures = expected[cell] ?? [panel.value(indicator, year, unit)]
          #expect(corrected.value(indicator, year, unit) == figures.last)
          let history = corrected.corrections.history(indicator, year, unit)
          #expect(history.map(\.value) == figures.dropLast())
          #expect(history.map(\.origin.line) == history.map(\.origin.line).sorted())
          let mark = corrected.mark(indicator, year, unit)
          if let last = expected[cell]?.last {
            #expect(mark.status == (last == nil ? .blank : .corrected))
            #expect(history.first?.mark == columnMark(panel, cell))
          } else {
            #expect(mark == panel.mark(indicator, year, unit))
          }
        }
      }
    }
    #expect(corrected.corrections.count == expected.values.reduce(0) { $0 + $1.count - 1 })
    #expect(panel.corrections.count == 0)
  }

  private func columnMark(_ panel: Panel, _ cell: Cell) -> CellMark {
    panel.column(cell.indicator, cell.year)?.mark(cell.unit) ?? .absent
  }

  private func change(_ panel: Panel, line: Int, _ numbers: inout SeededNumbers) -> Correction? {
    guard let unit = panel.units.indices.randomElement(using: &numbers),
      let year = panel.years.randomElement(using: &numbers),
      let indicator = indicators.randomElement(using: &numbers),
      panel.reports.position(of: unit, in: year) != nil
    else { return nil }
    let value = Int.random(in: -1...12, using: &numbers)
    return Correction(
      unit: unit, year: year, indicator: indicator, value: value < 0 ? nil : Double(value),
      origin: .init(file: "c.csv", line: line))
  }

  @Test func selectedUnitsKeepTheirCorrections() throws {
    let panel = RandomPanel(seed: 3, catalog: catalog, indicators: indicators).panel
    let unit = UnitIndex(5)
    let year = try #require(panel.years.first { panel.reports.position(of: unit, in: $0) != nil })
    let corrected = try panel.correcting([
      Correction(
        unit: unit, year: year, indicator: indicators[0], value: 99,
        origin: .init(file: "c.csv", line: 2))
    ])
    let chosen = corrected.selecting([UnitIndex(4), unit])
    let entry = try #require(chosen.corrections.entries.first)
    #expect(chosen.corrections.count == 1 && chosen.units[entry.unit] == panel.units[unit])
    #expect(chosen.value(indicators[0], year, entry.unit) == 99)
    #expect(corrected.selecting([UnitIndex(4)]).corrections.count == 0)
  }

  @Test func aCellThatAReportDoesNotHaveIsRefused() throws {
    var reports = TestReports(catalog)
    reports.add("110118111", 2017, TestReports.consistent)
    let panel = reports.panel
    let later = try #require(catalog.index(of: "request.received:all"))
    func correction(_ year: Year, _ indicator: IndicatorIndex) -> Correction {
      Correction(
        unit: UnitIndex(0), year: year, indicator: indicator, value: 1,
        origin: .init(file: "c.csv", line: 2))
    }
    #expect(throws: Correction.Obstacle.noReport(UnitIndex(0), 2016)) {
      try panel.correcting([correction(2016, indicators[0])])
    }
    #expect(throws: Correction.Obstacle.notOnForm(UnitIndex(0), 2017, later)) {
      try panel.correcting([correction(2017, later)])
    }
  }
}
