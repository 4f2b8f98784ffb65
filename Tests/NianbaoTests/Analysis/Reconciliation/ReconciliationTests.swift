import Testing

@testable import Nianbao

/// Sums of a county's units beside what the county published.
@Suite struct ReconciliationTests {
  let catalog: Catalog
  let received: IndicatorIndex

  init() throws {
    catalog = try Catalog.builtIn()
    received = try #require(catalog.index(of: "request.received"))
  }

  /// The explanation of one published figure beside those of townships and departments; nil is a report
  /// with a blank.
  private func explanation(
    published: Double, townships: [Double?], departments: [Double?] = [],
    before: [[Double?]] = []
  ) throws -> (Reconciliation.Explanation, UnitTable) {
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    func add(_ unit: Unit, _ year: Year, _ value: Double?) {
      var reading = ReportReading(file: "\(unit.code)-\(year)")
      reading.subject = .init(name: unit.name, candidates: [unit])
      reading.year = year
      reading.edition = "2014"
      reading.cells = [
        ReadCell(
          indicator: received, value: value,
          mark: CellMark(value == nil ? .blank : .reported), place: .unknown, text: "")
      ]
      _ = builder.add(reading)
    }
    let county = try #require(RegionCode("110118"))
    func township(_ number: Int) -> Unit {
      Unit(name: "乡\(number)", region: RegionCode("110118\(100 + number)"))
    }
    add(Unit(name: "县", region: county), 2016, published)
    for (number, value) in townships.enumerated() { add(township(number), 2016, value) }
    for (year, values) in zip([2014, 2015] as [Year], before) {
      for (number, value) in values.enumerated() { add(township(number), year, value) }
    }
    for (number, value) in departments.enumerated() {
      add(Unit(name: "局\(number)", region: county, kind: .department), 2016, value)
    }
    let panel = builder.build().panel
    let lines = panel.reconciliation(at: .county, indicators: [received]).lines
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.difference == published - line.sum)
    return (line.explanation, panel.units)
  }

  private func names(_ result: (Reconciliation.Explanation, UnitTable)) -> [String] {
    result.0.units.0.map { result.1[$0].name }
  }

  @Test func equalSumsNeedNoExplanation() throws {
    #expect(try explanation(published: 12, townships: [3, 4, 5]).0 == .equal)
    #expect(try explanation(published: 12, townships: [3, 4, nil], departments: [5]).0 == .equal)
  }

  @Test func oneUnitOrTheSmallestSetIsLeftOut() throws {
    let one = try explanation(published: 25, townships: [3, 8, 9, 13])
    #expect(one.0.name == "without-unit" && names(one) == ["乡1"] && one.0.units.ways == 1)
    let several = try explanation(published: 30, townships: [4, 8, 4, 13, 5])
    #expect(several.0.name == "without-unit" && several.0.units.ways == 2)
    let two = try explanation(published: 13, townships: [3, 8, 9, 4])
    #expect(two.0.name == "without-units" && names(two) == ["乡0", "乡1"] && two.0.units.ways == 1)
    #expect(try explanation(published: 22, townships: [3, 9, 5, 9]).0 == .unexplained)
  }

  @Test func departmentsMayStandApart() throws {
    let result = try explanation(published: 12, townships: [3, 4, 5], departments: [2, 6])
    #expect(result.0 == .withoutDepartments)
  }

  @Test func aUnitMayBeCountedTwice() throws {
    let result = try explanation(published: 17, townships: [3, 4, 5, 0])
    #expect(result.0.name == "twice" && names(result) == ["乡2"])
    #expect(try explanation(published: 100, townships: [3, 4, 5]).0 == .unexplained)
  }

  @Test func whatIsMissingMayBeTheDifference() throws {
    // Nothing is known of the missing unit: any difference above may be its figure.
    #expect(try explanation(published: 40, townships: [3, 4, nil]).0 == .missingUnits)
    #expect(
      try explanation(published: 40, townships: [3, 4, nil], before: [[1, 1, 6]]).0 == .missingUnits
    )
    // Two years bound it.
    let bounded = { (published: Double) in
      try explanation(
        published: published, townships: [3, 4, nil], before: [[1, 1, 6], [2, 0, 4]]
      ).0
    }
    #expect(try bounded(11) == .missingUnits)
    #expect(try bounded(13) == .missingUnits)
    #expect(try bounded(40) == .unexplained)
    // It cannot be the reason of a figure below the sum.
    #expect(try bounded(3).name == "without-unit")
  }
}
