import Nianbao

/// One cell of a record: an indicator in one of its years.
struct FormCell: Hashable, Sendable {
  let year: Year
  let indicator: IndicatorIndex
}

/// The reports of one unit over some years as positions in an array: year by year the form's rows in
/// printed order.
struct RecordForm: Sendable {
  /// A total and its parts, as positions.
  struct Sum: Sendable {
    let total: Int
    let parts: [Int]
  }

  /// One report of the record.
  struct Report: Sendable {
    let year: Year
    let edition: Edition
    /// The positions of its cells.
    let cells: Range<Int>
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
  let reports: [Report]
  let cells: [FormCell]
  private let positions: [FormCell: Int]

  /// The reports of a unit.
  init(_ name: String, catalog: Catalog, region: RegionCode, years: ClosedRange<Year>)
    throws(SynthesisError)
  {
    var cells: [FormCell] = []
    var reports: [Report] = []
    for year in years {
      guard let edition = catalog.edition(for: year) else { throw .missingEdition("\(year)") }
      let indicators = edition.indicators.filter { catalog[$0].scope?.contains(region) ?? true }
      let start = cells.count
      let own = Dictionary(uniqueKeysWithValues: indicators.enumerated().map { ($1, start + $0) })
      cells += indicators.map { FormCell(year: year, indicator: $0) }
      reports.append(
        Report(
          year: year, edition: edition, cells: start..<cells.count,
          runs: Self.runs(edition).map { $0.compactMap { own[$0] } }.filter { $0.count > 1 },
          sums: indicators.flatMap { total in
            catalog.children(of: total, .part, in: edition).compactMap { parts in
              own[total].map { Sum(total: $0, parts: parts.compactMap { own[$0] }) }
            }
          }))
    }
    self.name = name
    self.catalog = catalog
    self.region = region
    self.reports = reports
    self.cells = cells
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

  /// The years of the reports.
  var years: [Year] { reports.map(\.year) }

  /// The position of a cell; nil where no report has it.
  func position(_ indicator: IndicatorIndex, _ year: Year) -> Int? {
    positions[FormCell(year: year, indicator: indicator)]
  }

  /// The same indicator in the report of the year before.
  func lastYear(_ cell: Int) -> Int? { position(cells[cell].indicator, cells[cell].year.previous) }

  func indicator(_ cell: Int) -> Indicator { catalog[cells[cell].indicator] }

  /// Whether a figure makes sense in a cell by itself: not below zero where that means nothing, and
  /// whole where it is a count. A missing one does.
  func isAdmissible(_ value: Double, _ cell: Int) -> Bool {
    value.isNaN
      || (value >= 0 || indicator(cell).isSigned) && (!isWhole(cell) || value == value.rounded())
  }

  /// Whether a cell is a count.
  func isWhole(_ cell: Int) -> Bool { indicator(cell).measure.kind == .count }
}
