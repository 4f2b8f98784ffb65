import Nianbao

/// One figure of a record: an indicator in one of its reports, in the table or in the prose.
struct FormCell: Hashable, Sendable {
  /// Where a report states a figure.
  enum Place: Sendable, CaseIterable {
    /// In its table.
    case table
    /// In its prose, as it is: 收到申请12件.
    case exact
    /// In its prose, roughly: 约260条.
    case about
    /// In its prose, that many or more: 260余条.
    case atLeast
  }

  let year: Year
  let indicator: IndicatorIndex
  /// Whose report, as a position in the record.
  var unit = 0
  var place = Place.table
}

/// The reports of a record as positions in an array: report by report the form's rows in printed order,
/// and behind all tables what the prose may state of each figure.
///
/// A record is one unit over some years, or a district with the townships below it: unit 0 and the
/// others.
struct RecordForm: Sendable {
  /// The units below the first one, and the figures of which it reports their sum.
  struct Below: Sendable {
    let units: Int
    let tied: Set<IndicatorIndex>
  }

  /// A total and its parts, as positions.
  struct Sum: Sendable {
    let total: Int
    let parts: [Int]
  }

  /// One report of the record.
  struct Report: Sendable {
    /// Whose it is, as a position in the record.
    let unit: Int
    let year: Year
    let edition: Edition
    /// The positions of its table's cells.
    let cells: Range<Int>
    /// Those of them that mistakes are planted into.
    let places: [Int]
    /// Its figures as they stand beside each other on paper: neighbours here are neighbouring rows.
    let runs: [[Int]]
    /// Its totals, each with parts along the rows or the columns.
    let sums: [Sum]
  }

  /// What it is called in results.
  let name: String
  let catalog: Catalog
  /// The region that the unit lies in, whose own rows the form has.
  let region: RegionCode
  /// The reports, unit by unit and year by year.
  let reports: [Report]
  /// All figures, those of the tables first.
  let cells: [FormCell]
  /// The positions of the tables' figures.
  let tables: Range<Int>
  /// The years, ascending.
  let years: [Year]
  /// The units below the first one; nil for a record of one unit.
  let below: Below?
  private let positions: [FormCell: Int]

  /// The reports of a unit, or of a district and those below it.
  ///
  /// - Parameter stated: The figures that prose may state.
  init(
    _ name: String, catalog: Catalog, region: RegionCode, years: ClosedRange<Year>,
    stated: Set<IndicatorIndex> = [], below: Below? = nil
  ) throws(SynthesisError) {
    var cells: [FormCell] = []
    var reports: [Report] = []
    for unit in 0...(below?.units ?? 0) {
      for year in years {
        guard let edition = catalog.edition(for: year) else { throw .missingEdition("\(year)") }
        let indicators = edition.indicators.filter { catalog[$0].scope?.contains(region) ?? true }
        let start = cells.count
        let own = Dictionary(uniqueKeysWithValues: indicators.enumerated().map { ($1, start + $0) })
        cells += indicators.map { FormCell(year: year, indicator: $0, unit: unit) }
        let sums = indicators.flatMap { total in
          catalog.children(of: total, .part, in: edition).compactMap { parts in
            own[total].map { Sum(total: $0, parts: parts.compactMap { own[$0] }) }
          }
        }
        let runs = Self.runs(edition).map { $0.compactMap { own[$0] } }.filter { $0.count > 1 }
        let places = indicators.indices.filter { below?.tied.contains(indicators[$0]) ?? true }
          .map { start + $0 }
        reports.append(
          Report(
            unit: unit, year: year, edition: edition, cells: start..<cells.count, places: places,
            // Of a district and its townships only figures that are tied go wrong, each by itself.
            runs: below == nil ? runs : [],
            sums: sums.filter { below == nil || places.contains($0.total) }))
      }
    }
    tables = cells.indices
    for cell in cells where stated.contains(cell.indicator) {
      for place in FormCell.Place.allCases where place != .table {
        cells.append(
          FormCell(year: cell.year, indicator: cell.indicator, unit: cell.unit, place: place))
      }
    }
    self.name = name
    self.catalog = catalog
    self.region = region
    self.reports = reports
    self.cells = cells
    self.years = Array(years)
    self.below = below
    positions = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1, $0) })
  }

  /// The figures of a form that stand beneath each other, or in one line where it is printed so.
  private static func runs(_ edition: Edition) -> [[IndicatorIndex]] {
    var rows: [IndicatorIndex] = []
    var runs: [[IndicatorIndex]] = []
    for row in edition.rows {
      switch row {
      case .heading: continue
      case .indicator(let indicator): rows.append(indicator)
      case .matrix(let matrix):
        if matrix.isHorizontal {
          runs.append(matrix.rows.flatMap(\.cells))
        } else {
          for column in matrix.columns.indices {
            runs.append(matrix.rows.filter { !$0.cells.isEmpty }.map { $0.cells[column] })
          }
        }
      }
    }
    return [rows] + runs
  }

  /// The number of units of a record.
  var unitCount: Int { 1 + (below?.units ?? 0) }

  /// The position of a figure; nil where no report has it.
  func position(
    _ indicator: IndicatorIndex, _ year: Year, unit: Int = 0, _ place: FormCell.Place = .table
  ) -> Int? {
    positions[FormCell(year: year, indicator: indicator, unit: unit, place: place)]
  }

  /// The same figure as the report states it elsewhere.
  func position(of cell: Int, _ place: FormCell.Place) -> Int? {
    position(cells[cell].indicator, cells[cell].year, unit: cells[cell].unit, place)
  }

  /// The same indicator in the table of the year before.
  func lastYear(_ cell: Int) -> Int? {
    position(cells[cell].indicator, cells[cell].year.previous, unit: cells[cell].unit)
  }

  /// Where the units below report what a cell of the first unit is the sum of; empty where it is not.
  func parts(below cell: Int) -> [Int] {
    guard let below, cells[cell].unit == 0, below.tied.contains(cells[cell].indicator) else {
      return []
    }
    return (1...below.units).compactMap {
      position(cells[cell].indicator, cells[cell].year, unit: $0)
    }
  }

  /// The totals of a report with their parts: those of its form, and those over the units below.
  func sums(_ report: Report) -> [Sum] {
    report.sums
      + (report.unit == 0 && below != nil
        ? report.places.map { Sum(total: $0, parts: parts(below: $0)) } : [])
  }

  func indicator(_ cell: Int) -> Indicator { catalog[cells[cell].indicator] }

  /// Whether a figure makes sense in a cell by itself: not below zero where that means nothing, and
  /// whole where it is a count. A missing one does.
  func isAdmissible(_ value: Double, _ cell: Int) -> Bool {
    value.isNaN
      || (value >= 0 || indicator(cell).isSigned) && (!isWhole(cell) || value == value.rounded())
  }

  /// Whether a cell is one that a figure is printed in as it is.
  func isStated(_ cell: Int) -> Bool { cells[cell].place == .table || cells[cell].place == .exact }

  /// Whether a cell is a count.
  func isWhole(_ cell: Int) -> Bool { indicator(cell).measure.kind == .count }
}
