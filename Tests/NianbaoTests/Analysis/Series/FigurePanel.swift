@testable import Nianbao

/// A panel of a few figures, each written as one line.
struct FigurePanel {
  private var builder: PanelBuilder
  private let catalog: Catalog
  private var readings: [String: ReportReading] = [:]
  private var order: [String] = []

  init(_ catalog: Catalog, regions: RegionTree = RegionTree([])) {
    self.catalog = catalog
    builder = PanelBuilder(catalog: catalog, regions: regions)
  }

  /// Adds a figure; nil for a row that the report leaves blank. A code such as `110118/民政局` is a
  /// department's.
  mutating func add(
    _ code: String, _ year: Year, _ indicator: IndicatorID, _ value: Double?,
    edition: EditionID? = "2014"
  ) {
    let key = "\(code)@\(year)"
    if readings[key] == nil {
      let parts = code.split(separator: "/").map(String.init)
      let unit = Unit(
        name: parts.count > 1 ? parts[1] : "单位\(parts[0])", region: RegionCode(parts[0]),
        kind: parts.count > 1 ? .department : .government)
      var reading = ReportReading(file: key)
      reading.subject = .init(name: unit.name, candidates: [unit])
      reading.year = year
      reading.edition = edition
      readings[key] = reading
      order.append(key)
    }
    guard let index = catalog.index(of: indicator) else { return }
    readings[key]?.cells.append(
      ReadCell(
        indicator: index, value: value, mark: CellMark(value == nil ? .blank : .reported),
        place: .unknown, text: ""))
  }

  /// Adds the figures of one indicator, year by year.
  mutating func add(
    _ code: String, _ indicator: IndicatorID, _ values: [Year: Double?],
    edition: EditionID? = "2014"
  ) {
    for (year, value) in values.sorted(by: { $0.key < $1.key }) {
      add(code, year, indicator, value, edition: edition)
    }
  }

  var panel: Panel {
    var builder = builder
    for key in order { if let reading = readings[key] { _ = builder.add(reading) } }
    return builder.build().panel
  }
}

extension Panel {
  /// The figures of a unit by year; nil in the values where a year has none.
  func figures(_ code: String, _ indicator: IndicatorID) -> [Year: Double?] {
    guard let unit = units.indices.first(where: { units[$0].code == code }),
      let index = catalog.index(of: indicator)
    else { return [:] }
    return Dictionary(uniqueKeysWithValues: years.map { ($0, value(index, $0, unit)) })
  }

  /// The notes beside a unit's figure of a year.
  func note(_ code: String, _ indicator: IndicatorID, _ year: Year) -> FigureNotes {
    guard let unit = units.indices.first(where: { units[$0].code == code }),
      let index = catalog.index(of: indicator)
    else { return [] }
    return FigureNotes(rawValue: notes(index, year).map { $0[unit.position] } ?? 0)
  }
}
