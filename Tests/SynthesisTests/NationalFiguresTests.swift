import Nianbao
import Testing

@testable import Synthesis

@Suite struct NationalFiguresTests {
  let catalog: Catalog
  let regions: RegionTree

  init() throws {
    catalog = try Catalog.builtIn()
    regions = try RegionTree.builtIn()
  }

  private func figures(_ change: (inout NationalFigures.Options) -> Void = { _ in }) throws
    -> NationalFigures
  {
    var options = NationalFigures.Options()
    options.region = RegionCode("110118")
    change(&options)
    return try NationalFigures(catalog: catalog, regions: regions, options: options)
  }

  @Test func everyReportHoldsItsRelations() async throws {
    let panel = try await figures { $0.missing = 0 }.panel(catalog: catalog, regions: regions)
    #expect(panel.units.count == 21 && panel.years.count == 12)
    let findings = Confrontation(panel, with: try RuleSet.builtIn(catalog)).findings()
      // All years stand on one form, for the sake of size.
      .filter { $0.kind != .form }
    #expect(findings.map { "\($0.unit) \($0.year) \($0.id)" } == [])
  }

  @Test func theShareOfMissingCellsIsAsAsked() async throws {
    let panel = try await figures { $0.missing = 0.1 }.panel(catalog: catalog, regions: regions)
    let cells = panel.presentIndicators.flatMap { indicator in
      panel.years.flatMap { year in panel.units.indices.map { panel.value(indicator, year, $0) } }
    }
    let share = Double(cells.count { $0 == nil }) / Double(cells.count)
    #expect(cells.count == 58 * 12 * 21 && abs(share - 0.1) < 0.01)
  }

  @Test func plantedSumsAreFound() async throws {
    let panel = try await figures {
      $0.missing = 0
      $0.errors = 0.2
    }.panel(catalog: catalog, regions: regions)
    let findings = Confrontation(panel, with: try RuleSet.builtIn(catalog)).findings()
    #expect(Set(findings.map { "\($0.unit) \($0.year)" }).count > 30)
  }

  @Test(arguments: NationalFigures.Shape.allCases) func csvHasTheSameFigures(
    shape: NationalFigures.Shape
  ) async throws {
    let figures = try figures()
    var bytes: [UInt8] = []
    await figures.writeCSV(shape) { bytes += $0 }
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n")
    let panel = await figures.panel(catalog: catalog, regions: regions)
    switch shape {
    case .wide:
      #expect(lines.count == 1 + 21 * 12)
      #expect(lines[0].hasPrefix("unit,unit_code,year,edition,disclosure.total,"))
      #expect(lines[1].hasPrefix("鼓楼街道,110118001,2014,2014,"))
      let value = panel.value(figures.indicators[0], 2014, UnitIndex(0))
      #expect(
        lines[1].split(separator: ",", omittingEmptySubsequences: false)[4] == value.map {
          "\(Int($0))"
        } ?? "")
    case .long:
      #expect(lines.count == 1 + 21 * 12 * 58)
      #expect(
        lines[0] == "unit,unit_code,year,edition,indicator,label,measure,value,status,file,line")
    }
    var again: [UInt8] = []
    await figures.writeCSV(shape) { again += $0 }
    #expect(again == bytes)
  }

  @Test func aRegionThatIsNotThereIsAnError() {
    #expect(throws: SynthesisError.missingRegion("999999")) {
      try figures { $0.region = RegionCode("999999") }
    }
  }
}
