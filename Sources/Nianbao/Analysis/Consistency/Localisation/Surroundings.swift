extension LocalisationContext {
  /// What is known around a cell, with some figures taken to be something else than printed.
  func surroundings(of cell: RecordCell, changed: [Int: Double]) -> SlipLikelihood.Surroundings {
    var surroundings = SlipLikelihood.Surroundings()
    if !isCount(cell.indicator) {
      surroundings.decimals = figure(cell).mark.decimals
    }
    guard cell.source == .table else { return surroundings }
    surroundings.lastYear = value(cell, in: cell.year.previous)
    surroundings.neighbours = [surroundings.lastYear, value(cell, in: cell.year.advanced(by: 1))]
      .compactMap { $0 }
    guard reliability.isTotal(cell.indicator),
      let edition = panel.form(of: cell.unit, in: cell.year)
    else { return surroundings }
    surroundings.parts = panel.catalog.children(of: cell.indicator, .part, in: edition).map {
      parts in
      parts.compactMap { part in
        let part = RecordCell(unit: cell.unit, indicator: part, year: cell.year)
        return changed[layout.variable(of: part)] ?? value(part)
      }
    }
    surroundings.figuresPerTotal = 5
    return surroundings
  }

  private func value(_ cell: RecordCell, in year: Year) -> Double? {
    value(RecordCell(unit: cell.unit, indicator: cell.indicator, year: year, source: cell.source))
  }
}
