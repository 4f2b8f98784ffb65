import Vectors

extension Panel {
  /// This panel with the reports of another one: those of a unit and year that it has already replace its
  /// own with all their cells, claims, unrecognised rows and corrections; all others stand beside them.
  ///
  /// The columns of years without a new report are shared with this panel where the units are the same.
  ///
  /// - Returns: The panel, and how many of this panel's reports were replaced.
  /// - Complexity: Linear in the reports, and in the units for each column with a new report.
  public func merging(_ newer: Panel) -> (panel: Panel, replaced: Int) {
    let merge = PanelMerge(self, newer)
    return (merge.panel(), merge.replacedCount)
  }
}

/// Two panels on their way into one.
private struct PanelMerge {
  private let older: Panel
  private let newer: Panel
  private let catalog: Catalog
  private let units: UnitTable
  private let years: [Year]
  /// For each unit of the new panel its position in the older and in the newer one, or −1.
  private let olderPositions: [Int32]
  private let newerPositions: [Int32]
  private let keepsUnits: Bool
  /// For each year of the newer panel, of which units of the new one it has a report.
  private let isNew: [Year: [Bool]]

  init(_ older: Panel, _ newer: Panel) {
    self.older = older
    self.newer = newer
    catalog = older.catalog.adding(newer.catalog.localIndicators)
    let units = UnitTable(Array(older.units) + Array(newer.units))
    self.units = units
    years = Set(older.years + newer.years).sorted()
    func positions(in table: UnitTable) -> [Int32] {
      units.map { unit in table.index(of: unit.key).map { Int32($0.position) } ?? -1 }
    }
    olderPositions = positions(in: older.units)
    let newerPositions = positions(in: newer.units)
    self.newerPositions = newerPositions
    isNew = newer.reports.positionsByYear.mapValues { reports in
      newerPositions.map { $0 >= 0 && reports[Int($0)] >= 0 }
    }
    keepsUnits = olderPositions.elementsEqual(0..<Int32(older.units.count))
  }

  /// Whether the newer panel has a report of a unit for a year.
  private func isReplaced(_ unit: Int, _ year: Year) -> Bool { isNew[year]?[unit] ?? false }

  var replacedCount: Int {
    newer.years.reduce(0) { sum, year in
      sum
        + units.indices.count { unit in
          isReplaced(unit.position, year)
            && olderPositions[unit.position] >= 0
            && older.reports.position(
              of: UnitIndex(Int(olderPositions[unit.position])), in: year) != nil
        }
    }
  }

  func panel() -> Panel {
    let (toOlder, toNewer) = (indices(in: older.catalog), indices(in: newer.catalog))
    var columns: [Column?] = []
    for indicator in catalog.indicators.indices {
      for year in years {
        columns.append(
          column(
            toOlder[indicator].flatMap { older.column($0, year) },
            toNewer[indicator].flatMap { newer.column($0, year) }, year))
      }
    }
    let (fromOlder, fromNewer) = (unitMap(olderPositions), unitMap(newerPositions))
    return Panel(
      catalog: catalog, regions: older.regions, units: units, years: years, reports: reports(),
      unrecognised: unrecognisedRows(fromOlder, fromNewer), claims: claims(fromOlder, fromNewer),
      corrections: corrections(fromOlder, fromNewer), columns: columns)
  }

  /// For each indicator of the new catalogue its index in another one.
  private func indices(in other: Catalog) -> [IndicatorIndex?] {
    catalog.indicators.map { other.index(of: $0.id) }
  }

  /// The units of a panel by their position in it.
  private func unitMap(_ positions: [Int32]) -> [UnitIndex: UnitIndex] {
    var map: [UnitIndex: UnitIndex] = [:]
    for (unit, position) in positions.enumerated() where position >= 0 {
      map[UnitIndex(Int(position))] = UnitIndex(unit)
    }
    return map
  }

  // MARK: Columns and reports

  private func column(_ old: Column?, _ new: Column?, _ year: Year) -> Column? {
    if old == nil, new == nil { return nil }
    let isNew = isNew[year]
    if keepsUnits, isNew == nil { return old }
    var values = [Double](repeating: .nan, count: units.count)
    var marks = [UInt8](repeating: CellMark.absent.byte, count: units.count)
    var places = [UInt32](repeating: Place.unknown.packed, count: units.count)
    var (hasCells, hasPlaces) = (false, false)
    for unit in values.indices {
      let isReplaced = isNew?[unit] ?? false
      let position = isReplaced ? newerPositions[unit] : olderPositions[unit]
      guard position >= 0, let column = isReplaced ? new : old else { continue }
      let index = UnitIndex(Int(position))
      values[unit] = column.figures[index.position]
      marks[unit] = column.mark(index).byte
      places[unit] = column.place(index).packed
      hasCells = hasCells || marks[unit] != CellMark.absent.byte
      hasPlaces = hasPlaces || places[unit] != Place.unknown.packed
    }
    guard hasCells else { return nil }
    return Column(
      values: Vector(values), marks: Vector(marks), places: hasPlaces ? Vector(places) : nil)
  }

  private func reports() -> ReportTable {
    var reports: [Report] = []
    // Many units may share a report's entry, so each is copied once.
    var copies: [Int: Int32] = [:]
    func copy(_ table: ReportTable, _ position: Int, _ key: Int) -> Int32 {
      if let known = copies[key] { return known }
      let code = Int32(reports.count)
      reports.append(table[position])
      copies[key] = code
      return code
    }
    var positions: [Year: Vector<Int32>] = [:]
    for year in years {
      positions[year] = Vector(
        units.indices.map { unit -> Int32 in
          let isNew = isReplaced(unit.position, year)
          let table = isNew ? newer.reports : older.reports
          let position = isNew ? newerPositions[unit.position] : olderPositions[unit.position]
          guard position >= 0,
            let report = table.position(of: UnitIndex(Int(position)), in: year)
          else { return -1 }
          return copy(table, report, isNew ? -1 - report : report)
        })
    }
    return ReportTable(reports: reports, unitCount: units.count, positions: positions)
  }

  // MARK: What stands beside the cells

  private func unrecognisedRows(
    _ fromOlder: [UnitIndex: UnitIndex], _ fromNewer: [UnitIndex: UnitIndex]
  ) -> [UnrecognisedRow] {
    older.unrecognised.compactMap { row in
      fromOlder[row.unit].flatMap { isReplaced($0.position, row.year) ? nil : row.moved(to: $0) }
    } + newer.unrecognised.compactMap { row in fromNewer[row.unit].map { row.moved(to: $0) } }
  }

  private func claims(
    _ fromOlder: [UnitIndex: UnitIndex], _ fromNewer: [UnitIndex: UnitIndex]
  ) -> ClaimTable {
    // The older catalogue's indicators have the same positions in the new one.
    let kept = older.claims.entries.compactMap { entry -> ClaimTable.Entry? in
      guard let unit = fromOlder[entry.unit], !isReplaced(unit.position, entry.year) else {
        return nil
      }
      return ClaimTable.Entry(unit: unit, year: entry.year, claim: entry.claim)
    }
    let added = newer.claims.entries.compactMap { entry -> ClaimTable.Entry? in
      guard let unit = fromNewer[entry.unit],
        let indicator = catalog.index(of: newer.catalog[entry.claim.indicator].id)
      else { return nil }
      let claim = entry.claim
      return ClaimTable.Entry(
        unit: unit, year: entry.year,
        claim: Claim(
          indicator: indicator, value: claim.value, isShare: claim.isShare,
          precision: claim.precision, text: claim.text, place: claim.place))
    }
    return ClaimTable(kept + added)
  }

  private func corrections(
    _ fromOlder: [UnitIndex: UnitIndex], _ fromNewer: [UnitIndex: UnitIndex]
  ) -> CorrectionTable {
    let kept = older.corrections.entries.compactMap { entry -> CorrectionTable.Entry? in
      guard let unit = fromOlder[entry.unit], !isReplaced(unit.position, entry.year) else {
        return nil
      }
      return entry.moved(to: unit, entry.indicator)
    }
    let added = newer.corrections.entries.compactMap { entry -> CorrectionTable.Entry? in
      guard let unit = fromNewer[entry.unit],
        let indicator = catalog.index(of: newer.catalog[entry.indicator].id)
      else { return nil }
      return entry.moved(to: unit, indicator)
    }
    return CorrectionTable(kept + added)
  }
}
