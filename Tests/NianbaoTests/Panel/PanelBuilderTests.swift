import Testing

@testable import Nianbao

@Suite struct PanelBuilderTests {
  let catalog: Catalog
  let received: IndicatorIndex
  let key: IndicatorIndex

  init() throws {
    catalog = try Catalog.builtIn()
    received = try #require(catalog.index(of: "request.received"))
    key = try #require(catalog.index(of: "disclosure.key"))
  }

  private func reading(
    _ name: String, _ code: String?, _ year: Year, file: String,
    _ figures: [IndicatorIndex: Double?]
  ) -> ReportReading {
    var reading = ReportReading(file: file)
    reading.year = year
    reading.edition = "2014"
    let region = code.flatMap { RegionCode($0) }
    reading.subject = .init(
      name: name, candidates: region.map { [Unit(name: name, region: $0)] } ?? [])
    reading.cells = figures.sorted { $0.key < $1.key }.map { indicator, value in
      ReadCell(
        indicator: indicator, value: value, mark: CellMark(value == nil ? .blank : .reported),
        place: .line(7), text: value.map { "\($0)" } ?? "")
    }
    return reading
  }

  @Test func figuresBlanksAndAbsentCellsStayApart() throws {
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    _ = builder.add(reading("甲镇", "110118001", 2016, file: "a", [received: 3, key: nil]))
    _ = builder.add(reading("乙镇", "120118001", 2016, file: "b", [received: nil]))
    _ = builder.add(reading("丙镇", nil, 2017, file: "c", [received: 5]))
    let panel = builder.build().panel
    #expect(panel.years == [2016, 2017])
    let (first, second, third) = (UnitIndex(0), UnitIndex(1), UnitIndex(2))
    #expect(panel.value(received, 2016, first) == 3)
    #expect(panel.place(received, 2016, first) == .line(7))
    #expect(panel.mark(received, 2016, second).status == .blank)
    #expect(panel.mark(received, 2017, second).status == .absent)
    #expect(panel.mark(key, 2016, first).status == .blank)
    #expect(panel.mark(key, 2016, second).status == .notApplicable)
    #expect(panel.value(received, 2017, third) == 5)
    #expect(panel.column(key, 2017) == nil)
    #expect(panel.presentIndicators == [key, received])
  }

  @Test func ofTwoReportsForOneUnitAndYearTheFullerOneCounts() throws {
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    _ = builder.add(reading("甲镇", "110118001", 2016, file: "full", [received: 3, key: 1]))
    _ = builder.add(reading("甲镇", "110118001", 2016, file: "part", [received: 4]))
    let (panel, superseded) = builder.build()
    #expect(panel.value(received, 2016, UnitIndex(0)) == 3)
    #expect(superseded.map(\.file) == ["part"] && superseded.map(\.winner) == ["full"])
  }

  @Test func aReadingWithoutYearHasNoPlace() {
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    #expect(builder.add(ReportReading(file: "x")) == .withoutPlace)
    #expect(builder.build().panel.units.count == 0)
  }
}
