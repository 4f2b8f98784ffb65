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

extension Panel {
  /// A panel of other rows over this one's figures.
  ///
  /// - Complexity: Linear in rows × columns.
  func rearranged(_ rows: [PanelRow], parents: RegionParents, boundaryYear: Year? = nil) -> Panel {
    let table = UnitTable(rows.map(\.unit), parents: parents)
    var rowByKey: [Unit.Key: Int] = [:]
    for (position, row) in rows.enumerated() { rowByKey[row.unit.key] = position }
    // The table is made of these very rows, so each of its units has one.
    let order = table.map { rowByKey[$0.key] ?? 0 }
    let rearrangement = Rearrangement(self, order.map { rows[$0] })
    var columns: [Column?] = []
    var notes: [Int: Vector<UInt16>] = [:]
    for position in catalog.indicators.indices {
      for (year, number) in years.enumerated() {
        let indicator = IndicatorIndex(position)
        guard let column = column(indicator, number) else {
          columns.append(nil)
          continue
        }
        let made = rearrangement.column(column, self.notes(indicator, number), year)
        notes[columns.count] = made.notes
        columns.append(made.column)
      }
    }
    return Panel(
      catalog: catalog, regions: regions, units: table, years: years,
      reports: rearrangement.reports(),
      unrecognised: unrecognised.compactMap { row in
        rearrangement.positions[row.unit].map { row.moved(to: $0) }
      },
      claims: ClaimTable(
        claims.entries.compactMap { entry in
          rearrangement.positions[entry.unit].map {
            ClaimTable.Entry(unit: $0, year: entry.year, claim: entry.claim)
          }
        }),
      corrections: CorrectionTable(
        corrections.entries.compactMap { entry in
          rearrangement.positions[entry.unit].map { entry.moved(to: $0) }
        }), columns: columns, notes: notes, unlisted: unlisted, parents: parents,
      boundaryYear: boundaryYear)
  }
}

/// Puts the columns of a panel together for other rows.
private struct Rearrangement {
  let panel: Panel
  let rows: [PanelRow]
  /// Where the units of the panel stand now.
  let positions: [UnitIndex: UnitIndex]
  private let sources: [Int]
  /// The rows that are made of other cells than their source's in some year.
  private let composed: [Int]

  init(_ panel: Panel, _ rows: [PanelRow]) {
    self.panel = panel
    self.rows = rows
    sources = rows.map { $0.source?.position ?? 0 }
    composed = rows.indices.filter { rows[$0].parts != nil }
    positions = Dictionary(
      rows.enumerated().compactMap { position, row in
        row.source.map { ($0, UnitIndex(position)) }
      }, uniquingKeysWith: { first, _ in first })
  }

  func column(_ column: Column, _ notes: Vector<UInt16>?, _ year: Int) -> (
    column: Column?, notes: Vector<UInt16>?
  ) {
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
  func reports() -> ReportTable {
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
