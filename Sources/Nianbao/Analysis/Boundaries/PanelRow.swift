import Vectors

/// A row of a panel whose rows are put together anew.
struct PanelRow {
  /// The unit that the row is of.
  let unit: Unit
  /// The unit whose cells it has; nil for a body that never reported itself.
  let source: UnitIndex?
  /// For each year of the panel what its cells are made of; nil where they are those of `source` in all
  /// years.
  let parts: [RowParts]?
}

/// What the cells of a row in one year are made of.
struct RowParts {
  /// A unit whose figure goes in, times a factor.
  struct Part {
    /// nil for a body that never reported.
    let unit: UnitIndex?
    /// For each division on the way the parts among which the figure is divided.
    let shares: [Share]
  }

  /// One part's share of a divided figure.
  enum Share {
    case fixed(Double)
    /// By the figures of an indicator of all parts, in years from one on; the first is the part itself.
    case byIndicator(IndicatorIndex, [UnitIndex], from: Year)
  }

  /// Whether the cell is that of the row's source, as it stands.
  var isSource = false
  var parts: [Part] = []
  /// Units whose figures are in it by an amount that nothing tells.
  var undivided: [UnitIndex] = []
}

/// How the rows of a panel are put together anew: worked out from its units and reports alone, and good
/// for every column.
struct PanelRearrangement {
  private let table: UnitTable
  private let rows: [PanelRow]
  private let parents: RegionParents
  private let boundaryYear: Year?
  /// Where the units of the panel stand now.
  private let positions: [UnitIndex: UnitIndex]
  private let sources: [Int]
  /// The rows that are made of other cells than their source's in some year.
  private let composed: [Int]

  /// - Parameter panel: The units that the rows are made of.
  init(_ panel: Panel, _ rows: [PanelRow], parents: RegionParents, boundaryYear: Year?) {
    table = UnitTable(rows.map(\.unit), parents: parents)
    var rowByKey: [Unit.Key: Int] = [:]
    for (position, row) in rows.enumerated() { rowByKey[row.unit.key] = position }
    // The table is made of these very rows, so each of its units has one.
    let ordered = table.map { rows[rowByKey[$0.key] ?? 0] }
    self.rows = ordered
    self.parents = parents
    self.boundaryYear = boundaryYear
    sources = ordered.map { $0.source?.position ?? 0 }
    composed = ordered.indices.filter { ordered[$0].parts != nil }
    positions = Dictionary(
      ordered.enumerated().compactMap { position, row in
        row.source.map { ($0, UnitIndex(position)) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The indicators by whose figures, of any year, divided bodies are divided.
  var bases: Set<IndicatorIndex> {
    var bases: Set<IndicatorIndex> = []
    for row in composed {
      for part in rows[row].parts?.flatMap(\.parts) ?? [] {
        for case .byIndicator(let indicator, _, _) in part.shares { bases.insert(indicator) }
      }
    }
    return bases
  }

  /// The rows over the figures of a panel of the units and years that this was made for.
  ///
  /// - Complexity: Linear in rows × columns.
  func panel(of panel: Panel) -> Panel {
    var columns: [Column?] = []
    var notes: [Int: Vector<UInt16>] = [:]
    for position in panel.catalog.indicators.indices {
      for (year, number) in panel.years.enumerated() {
        let indicator = IndicatorIndex(position)
        guard let column = panel.column(indicator, number) else {
          columns.append(nil)
          continue
        }
        let made = self.column(column, panel.notes(indicator, number), year, of: panel)
        notes[columns.count] = made.notes
        columns.append(made.column)
      }
    }
    return Panel(
      catalog: panel.catalog, regions: panel.regions, units: table, years: panel.years,
      reports: reports(of: panel),
      unrecognised: panel.unrecognised.compactMap { row in
        positions[row.unit].map { row.moved(to: $0) }
      },
      claims: ClaimTable(
        panel.claims.entries.compactMap { entry in
          positions[entry.unit].map {
            ClaimTable.Entry(unit: $0, year: entry.year, claim: entry.claim)
          }
        }),
      corrections: CorrectionTable(
        panel.corrections.entries.compactMap { entry in
          positions[entry.unit].map { entry.moved(to: $0) }
        }), columns: columns, notes: notes, unlisted: panel.unlisted, parents: parents,
      boundaryYear: boundaryYear)
  }

  private func column(
    _ column: Column, _ notes: Vector<UInt16>?, _ year: Int, of panel: Panel
  ) -> (column: Column?, notes: Vector<UInt16>?) {
    var values = column.values.gathering(sources).array
    var marks = column.marks.gathering(sources).array
    var places = column.places?.gathering(sources).array
    var bits = notes?.gathering(sources).array ?? Array(repeating: 0, count: rows.count)
    for row in composed {
      guard let parts = rows[row].parts?[year], !parts.isSource else { continue }
      let cell = RowCell(parts, column, notes, panel)
      values[row] = cell.value
      marks[row] = cell.mark.byte
      places?[row] = Place.unknown.packed
      bits[row] = cell.notes.rawValue
    }
    guard marks.contains(where: { $0 != CellMark.absent.byte }) || bits.contains(where: { $0 != 0 })
    else { return (nil, nil) }
    return (
      Column(values: Vector(values), marks: Vector(marks), places: places.map { Vector($0) }),
      bits.contains { $0 != 0 } ? Vector(bits) : nil
    )
  }

  /// For each row the report of its source, else of the first part that has one.
  private func reports(of panel: Panel) -> ReportTable {
    var positions: [Year: Vector<Int32>] = [:]
    for (year, all) in panel.reports.positionsByYear {
      var gathered = all.gathering(sources).array
      let index = panel.position(of: year)
      for row in composed {
        guard let index, let parts = rows[row].parts?[index], !parts.isSource else { continue }
        let units = [rows[row].source].compactMap(\.self) + parts.parts.compactMap(\.unit)
        gathered[row] = units.lazy.map { all[$0.position] }.first { $0 >= 0 } ?? -1
      }
      positions[year] = Vector(gathered)
    }
    return panel.reports.replacingPositions(positions, unitCount: rows.count)
  }
}

/// A cell that is made of others.
private struct RowCell {
  var value = Double.nan
  var mark = CellMark.absent
  var notes: FigureNotes = []

  init(_ row: RowParts, _ column: Column, _ columnNotes: Vector<UInt16>?, _ panel: Panel) {
    let units = row.parts.compactMap(\.unit) + row.undivided
    guard units.contains(where: { !column.values[$0.position].isNaN }) else { return }
    for unit in units where !column.values[unit.position].isNaN {
      notes.formUnion(FigureNotes(rawValue: columnNotes.map { $0[unit.position] } ?? 0))
    }
    if row.parts.count > 1 { notes.insert(.merged) }
    var sum = 0.0
    var decimals = 0
    for part in row.parts {
      guard let unit = part.unit else {
        sum = .nan
        continue
      }
      var figure = column.values[unit.position]
      for share in part.shares {
        notes.insert(.apportioned)
        guard let factor = share.factor(in: panel) else {
          notes.insert(.undivided)
          figure = .nan
          continue
        }
        figure *= factor
      }
      sum += figure
      decimals = max(decimals, column.mark(unit).decimals)
    }
    if !row.undivided.isEmpty {
      notes.insert(.undivided)
      sum = .nan
    }
    if notes.contains(.undivided) { notes.remove(.apportioned) }
    value = sum
    if !sum.isNaN { mark = CellMark(.derived, decimals: decimals) }
  }
}

extension RowParts.Share {
  /// The share as a number; nil where the parts never all have a figure, or their sum is 0.
  fileprivate func factor(in panel: Panel) -> Double? {
    switch self {
    case .fixed(let share): return share
    case .byIndicator(let indicator, let units, let from):
      for year in panel.years where year >= from {
        guard let column = panel.column(indicator, year) else { continue }
        let figures = units.compactMap { column.value($0) }
        guard figures.count == units.count else { continue }
        let sum = figures.reduce(0, +)
        return sum > 0 ? figures[0] / sum : nil
      }
      return nil
    }
  }
}
