import Vectors

/// The columns that the units of a query have: read, put in series, put on boundaries, and those of the
/// chosen units taken. What does not depend on figures is worked out once; of the figures each answer
/// reads what it depends on.
struct QueryColumns {
  /// The chosen units as the query has them, without any figure.
  let panel: Panel

  private let plan: QueryPlan
  /// The forms that reports stand on; nil where the query, or the panel, needs no series.
  private let forms: FormsInUse?
  /// nil where bodies stay as the panel has them.
  private let rearrangement: PanelRearrangement?
  /// Where the chosen units stand; nil for all units.
  private let sources: [Int]?

  /// - Throws: `QueryError` where a word of the plan names nothing, or the panel is on the boundaries of
  ///   another year.
  init(_ plan: QueryPlan) throws(QueryError) {
    self.plan = plan
    let panel = plan.panel
    let empty = panel.keeping([], years: panel.years) { _ in (nil, nil) }
    forms = plan.isSeries && FormsInUse.needCrosswalk(in: panel) ? FormsInUse(panel) : nil
    rearrangement = try Self.rearrangement(of: empty, plan.boundaries)
    let arranged = rearrangement?.panel(of: empty) ?? empty
    guard let chosen = try Self.units(plan, of: arranged) else {
      self.panel = arranged
      sources = nil
      return
    }
    self.panel = arranged.selecting(chosen)
    sources = self.panel.units.map { arranged.units.index(of: $0.key)?.position ?? 0 }
  }

  private static func rearrangement(of panel: Panel, _ boundaries: QueryPlan.Boundaries?)
    throws(QueryError) -> PanelRearrangement?
  {
    switch boundaries {
    case nil: return nil
    case .ofEachYear: return panel.rearrangementOfEachYear
    case .asOf(let year):
      if let other = panel.boundaryYear, other != year { throw .otherBoundaries(other) }
      return panel.rearrangement(asOf: year)
    }
  }

  private static func units(_ plan: QueryPlan, of panel: Panel) throws(QueryError) -> [UnitIndex]? {
    do throws(SelectionError) {
      return try Selection(
        units: plan.unitWords, within: plan.region, years: nil, indicators: [], of: panel
      ).units
    } catch { throw .selection(error) }
  }

  /// The chosen units with the columns that some indicators of some years are computed from, each read
  /// once.
  ///
  /// - Complexity: Linear in the columns read.
  func panel(_ indicators: [IndicatorIndex], _ years: Set<Year>) -> Panel {
    let shown = plan.columnsNeeded(indicators, years)
    let shownYears = years.union(shown.map(\.year))
    let isPlain = forms == nil && rearrangement == nil
    let made = isPlain ? nil : made(shown)
    return panel.keeping(shown, years: plan.panel.years.filter(shownYears.contains)) { key in
      let (column, notes) =
        made.map { ($0.column(key.indicator, key.year), $0.notes(key.indicator, key.year)) }
        ?? read(key)
      guard let sources else { return (column, notes) }
      return (
        column?.gathering(sources, keepsEmpty: notes != nil), notes?.gathering(sources)
      )
    }
  }

  /// The panel of all units with some columns as series on the boundaries of the query.
  private func made(_ shown: Set<ColumnKey>) -> Panel {
    var projected = shown
    for indicator in rearrangement?.bases ?? [] {
      for year in plan.panel.years { projected.insert(ColumnKey(indicator: indicator, year: year)) }
    }
    let raw = plan.panel.keeping(sourcesOfSeries(projected), years: plan.panel.years, read)
    let series = forms.map { forms in
      let byIndicator = Dictionary(grouping: projected, by: \.indicator).mapValues {
        Set($0.map(\.year))
      }
      return raw.inSeries(forms, byIndicator)
    }
    let panel = series ?? raw
    return rearrangement?.panel(of: panel) ?? panel
  }

  /// The columns that some columns of series are made of.
  private func sourcesOfSeries(_ projected: Set<ColumnKey>) -> Set<ColumnKey> {
    guard let forms else { return projected }
    return projected.reduce(into: []) { columns, key in
      columns.formUnion(forms.sources(of: key, in: plan.panel))
    }
  }

  private func read(_ key: ColumnKey) -> (column: Column?, notes: Vector<UInt16>?) {
    (plan.read(key.indicator, key.year), plan.panel.notes(key.indicator, key.year))
  }
}

extension Panel {
  /// The panel with some columns alone for some of its years, and what must be said beside their figures.
  ///
  /// - Complexity: O(indicators of the catalogue × years), and what the closure takes.
  func keeping(
    _ keys: Set<ColumnKey>, years: [Year],
    _ make: (ColumnKey) -> (column: Column?, notes: Vector<UInt16>?)
  ) -> Panel {
    var columns = [Column?](repeating: nil, count: catalog.indicators.count * years.count)
    var notes: [Int: Vector<UInt16>] = [:]
    for key in keys.sorted(by: { ($0.indicator, $0.year) < ($1.indicator, $1.year) }) {
      guard let year = years.firstIndex(of: key.year) else { continue }
      let position = key.indicator.position * years.count + year
      let made = make(key)
      columns[position] = made.column
      notes[position] = made.column == nil ? nil : made.notes
    }
    return Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: [], columns: columns, notes: notes, unlisted: unlisted, parents: parents,
      boundaryYear: boundaryYear)
  }
}
