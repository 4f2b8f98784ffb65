extension LocalisationContext {
  /// What is known around a cell, with some figures taken to be something else than printed.
  func surroundings(of cell: RecordCell, changed: [Int: Double]) -> SlipLikelihood.Surroundings {
    var surroundings = SlipLikelihood.Surroundings()
    if !isCount(cell.indicator) {
      surroundings.decimals = figure(cell).mark.decimals
    }
    // The prose goes wrong as the table does, but tells no other figure: the table's stands.
    surroundings.isTold = cell.source != .table
    let cell = cell.of(cell.unit)
    surroundings.lastYear = value(cell, in: cell.year.previous)
    surroundings.neighbours = [surroundings.lastYear, value(cell, in: cell.year.advanced(by: 1))]
      .compactMap { $0 }
    surroundings.parts = groupsOfParts(cell).map { group in
      group.compactMap { part in changed[layout.variable(of: part)] ?? value(part) }
    }
    return surroundings
  }

  private func value(_ cell: RecordCell, in year: Year) -> Double? {
    value(RecordCell(unit: cell.unit, indicator: cell.indicator, year: year, source: cell.source))
  }
}
