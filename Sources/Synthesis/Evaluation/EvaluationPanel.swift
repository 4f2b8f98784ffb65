import Nianbao
import Vectors

/// Records of one form as a panel: one unit a record, or a district with those below it, without files
/// or reading.
struct EvaluationPanel {
  let panel: Panel
  /// For each unit of the panel the record that it belongs to, and which of its units it is.
  let members: [(record: Int, unit: Int)]

  /// The panel of some records.
  ///
  /// - Parameter records: One figure a cell of the form and record; NaN is blank, or not stated.
  init(_ records: [[Double]], form: RecordForm, regions: RegionTree) {
    let bodies = records.indices.flatMap { record in
      (0..<form.unitCount).map { (record: record, unit: $0) }
    }
    let units = UnitTable(bodies.map { Self.body($0.record, $0.unit, form) })
    var members = [(record: Int, unit: Int)](repeating: (0, 0), count: units.count)
    var places = [[Int]](
      repeating: [Int](repeating: 0, count: form.unitCount), count: records.count)
    for body in bodies {
      guard let index = units.index(of: Self.body(body.record, body.unit, form).key) else {
        continue
      }
      members[index.position] = body
      places[body.record][body.unit] = index.position
    }
    self.members = members
    panel = Panel(
      catalog: form.catalog, regions: regions, units: units, years: form.years,
      reports: Self.reports(form, members), unrecognised: [],
      claims: ClaimTable(Self.claims(records, form, places)),
      columns: Self.columns(records, form, members))
  }

  /// A body of a record. Names have one length, so that their order is that of the records.
  private static func body(_ record: Int, _ unit: Int, _ form: RecordForm) -> Unit {
    let name = "单位\(1_000_000 + record)"
    guard form.below != nil else {
      return Unit(name: name, region: form.region, kind: .department)
    }
    // Ninety counties a prefecture, in a province of their own.
    let code = "98\(10 + record / 90)\(10 + record % 90)" + (unit == 0 ? "" : "\(100 + unit)")
    return Unit(name: "\(name)-\(unit)", region: RegionCode(code))
  }

  private static func reports(_ form: RecordForm, _ members: [(record: Int, unit: Int)])
    -> ReportTable
  {
    let numbers = Dictionary(
      uniqueKeysWithValues: form.reports.enumerated().map { (ReportKey($1.unit, $1.year), $0) })
    return ReportTable(
      reports: form.reports.map { Report(file: "synthesis", edition: $0.edition.id, unitName: "") },
      unitCount: members.count,
      positions: Dictionary(
        uniqueKeysWithValues: form.years.map { year in
          let positions = members.map { Int32(numbers[ReportKey($0.unit, year)] ?? -1) }
          return (year, Vector(positions))
        }))
  }

  private struct ReportKey: Hashable {
    let unit: Int
    let year: Year

    init(_ unit: Int, _ year: Year) { (self.unit, self.year) = (unit, year) }
  }

  private static func columns(
    _ records: [[Double]], _ form: RecordForm, _ members: [(record: Int, unit: Int)]
  ) -> [Column?] {
    let years = form.years
    var columns = [Column?](repeating: nil, count: form.catalog.indicators.count * years.count)
    for cell in form.tables where form.cells[cell].unit == 0 {
      let (indicator, year) = (form.cells[cell].indicator, form.cells[cell].year)
      guard let position = years.firstIndex(of: year) else { continue }
      let cells = (0..<form.unitCount).map { form.position(indicator, year, unit: $0) ?? cell }
      let values = members.map { records[$0.record][cells[$0.unit]] }
      let isWhole = form.isWhole(cell)
      let marks = values.map { value in
        value.isNaN
          ? CellMark(.blank).byte
          : CellMark(.reported, decimals: isWhole ? 0 : PrintedFigure.decimals(of: value)).byte
      }
      columns[indicator.position * years.count + position] = Column(
        values: Vector(values), marks: Vector(marks), places: nil)
    }
    return columns
  }

  private static func claims(_ records: [[Double]], _ form: RecordForm, _ places: [[Int]])
    -> [ClaimTable.Entry]
  {
    records.indices.flatMap { record in
      (form.tables.upperBound..<form.cells.count).compactMap { position in
        let (value, cell) = (records[record][position], form.cells[position])
        guard !value.isNaN else { return nil }
        return ClaimTable.Entry(
          unit: UnitIndex(places[record][cell.unit]), year: cell.year,
          claim: Claim(
            indicator: cell.indicator, value: value, precision: precision(cell.place), text: "",
            place: .unknown))
      }
    }
  }

  private static func precision(_ place: FormCell.Place) -> Claim.Precision {
    switch place {
    case .table, .exact: .exact
    case .about: .about
    case .atLeast: .atLeast
    }
  }
}
