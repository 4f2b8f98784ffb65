import Vectors

extension Panel {
  /// The panel with indicators as series along the crosswalk: where a report's form does not print an
  /// indicator, its figure is the one that the crosswalk has for the form, with notes of how it stands
  /// to the indicator.
  ///
  /// Figures of forms that print the indicator stay as they are. A formula is null where any figure in
  /// it is. A figure after a step across which nothing can be compared carries `seriesBreak`.
  ///
  /// All series of the crosswalk are found by their indicators; the present indicators stay those that
  /// some report prints.
  ///
  /// - Returns: This panel where the crosswalk has nothing for the forms that occur.
  /// - Complexity: O(editions) then. Columns of years with one form and one figure for the indicator
  ///   are shared; all others are linear in the units.
  public func inSeries() -> Panel {
    guard FormsInUse.needCrosswalk(in: self) else { return self }
    let forms = FormsInUse(self)
    let chunks = catalog.crosswalk.series.flatMap {
      SeriesColumns($0, of: self, forms: forms).chunks
    }
    let printed = Set(presentIndicators)
    return chunks.isEmpty
      ? self : replacing(chunks, unlisted: Set(catalog.crosswalk.series).subtracting(printed))
  }

  /// The panel with the columns of some indicators and years as series, and no others.
  ///
  /// - Parameters:
  ///   - forms: The forms that the panel's reports stand on.
  ///   - wanted: For each indicator the years; those that the crosswalk has nothing for stay as they are.
  func inSeries(_ forms: FormsInUse, _ wanted: [IndicatorIndex: Set<Year>]) -> Panel {
    let chunks = catalog.crosswalk.series.flatMap { indicator -> [Chunk] in
      guard let years = wanted[indicator] else { return [] }
      return SeriesColumns(indicator, of: self, forms: forms, years: years).chunks
    }
    return chunks.isEmpty ? self : replacing(chunks)
  }
}
