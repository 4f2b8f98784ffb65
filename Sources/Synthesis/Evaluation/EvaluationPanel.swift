import Nianbao
import Vectors

/// Records of one form as a panel: one unit a record, without files or reading.
struct EvaluationPanel {
  let panel: Panel

  /// The panel of some records.
  ///
  /// - Parameter records: One figure a cell of the form and record; NaN is blank.
  init(_ records: [[Double]], form: RecordForm, regions: RegionTree) {
    // The names have one length, so that their order is that of the records.
    let units = UnitTable(
      records.indices.map { position in
        Unit(name: "单位\(1_000_000 + position)", region: form.region, kind: .department)
      })
    let years = form.years
    var columns = [Column?](repeating: nil, count: form.catalog.indicators.count * years.count)
    for (position, cell) in form.cells.enumerated() {
      guard let year = years.firstIndex(of: cell.year) else { continue }
      let values = records.map { $0[position] }
      let isWhole = form.isWhole(position)
      let marks = values.map { value in
        value.isNaN
          ? CellMark(.blank).byte
          : CellMark(.reported, decimals: isWhole ? 0 : PrintedFigure.decimals(of: value)).byte
      }
      columns[cell.indicator.position * years.count + year] = Column(
        values: Vector(values), marks: Vector(marks), places: nil)
    }
    let reports = ReportTable(
      reports: form.reports.map { Report(file: "synthesis", edition: $0.edition.id, unitName: "") },
      unitCount: units.count,
      positions: Dictionary(
        uniqueKeysWithValues: years.enumerated().map {
          ($1, Vector(repeating: Int32($0), count: units.count))
        }))
    panel = Panel(
      catalog: form.catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: [], columns: columns)
  }
}
