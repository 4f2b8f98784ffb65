import Vectors

extension Panel {
  /// The panel of some of its units, in the same order; which units are consolidating is decided
  /// anew among them.
  ///
  /// - Complexity: Linear in the chosen units × columns.
  public func selecting(_ chosen: [UnitIndex]) -> Panel {
    let table = UnitTable(chosen.map { units[$0] }, parents: parents)
    // Leaf and consolidating units are parted anew, so positions are found by identity.
    let sources = table.map { units.index(of: $0.key)?.position ?? 0 }
    let newPositions = Dictionary(
      uniqueKeysWithValues: sources.enumerated().map { (UnitIndex($1), UnitIndex($0)) })
    var newColumns: [Column?] = []
    var newNotes: [Int: Vector<UInt16>] = [:]
    for position in catalog.indicators.indices {
      for year in years {
        let indicator = IndicatorIndex(position)
        let notes = notes(indicator, year)?.gathering(sources)
        let isNoted = notes.map { notes in (0..<notes.count).contains { notes[$0] != 0 } } ?? false
        if isNoted { newNotes[newColumns.count] = notes }
        // A null with a note says why it is null, so its column stays.
        newColumns.append(
          column(indicator, year).flatMap { $0.gathering(sources, keepsEmpty: isNoted) })
      }
    }
    var positions: [Year: Vector<Int32>] = [:]
    for (year, all) in reports.positionsByYear { positions[year] = all.gathering(sources) }
    return Panel(
      catalog: catalog, regions: regions, units: table, years: years,
      reports: reports.replacingPositions(positions, unitCount: table.count),
      unrecognised: unrecognised.compactMap { row in
        newPositions[row.unit].map { row.moved(to: $0) }
      },
      claims: ClaimTable(
        claims.entries.compactMap { entry in
          newPositions[entry.unit].map {
            ClaimTable.Entry(unit: $0, year: entry.year, claim: entry.claim)
          }
        }),
      corrections: CorrectionTable(
        corrections.entries.compactMap { entry in
          newPositions[entry.unit].map { entry.moved(to: $0) }
        }), columns: newColumns, notes: newNotes, unlisted: unlisted,
      parents: parents, boundaryYear: boundaryYear)
  }
}

extension Column {
  /// The column of some of the units, or nil where none of them has the cell.
  func gathering(_ positions: [Int], keepsEmpty: Bool = false) -> Column? {
    let marks = marks.gathering(positions)
    guard
      keepsEmpty || (0..<marks.count).contains(where: { marks[$0] != CellMark.absent.byte })
    else { return nil }
    return Column(
      values: values.gathering(positions), marks: marks, places: places?.gathering(positions))
  }
}

extension CorrectionTable.Entry {
  func moved(to unit: UnitIndex) -> CorrectionTable.Entry {
    CorrectionTable.Entry(
      unit: unit, year: year, indicator: indicator, value: value, mark: mark, place: place,
      origin: origin, note: note)
  }
}

extension UnrecognisedRow {
  func moved(to unit: UnitIndex) -> UnrecognisedRow {
    UnrecognisedRow(
      unit: unit, year: year, label: label, measure: measure, text: text, value: value, place: place
    )
  }
}
