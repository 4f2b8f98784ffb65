import Vectors

/// One roll-up on its way: the groups, worked out once, and what is computed of each column.
struct RollUpComputation {
  let panel: Panel
  let options: RollUp.Options
  let indicators: [IndicatorIndex]
  let groups: UnitGroups
  let expectations: [Expectation]
  /// The positions of the panel's years that each period of the result has: one, unless pooled.
  let periods: [[Int]]
  /// For each period who is in which group, and how many figures each group should have.
  let memberships: [UnitGroups.Membership]
  let expected: [Vector<Int32>]
  /// The forms that the groups' reports stand on.
  let forms: BodyForms
  /// For each measure that is a share what the groups are parts of.
  private let wholes: [SharedWhole?]
  private let imputed: ImputedColumns?

  init(
    _ panel: Panel, _ grouping: RollUp.Grouping, _ options: RollUp.Options,
    _ indicators: [IndicatorIndex]
  ) {
    self.panel = panel
    self.options = options
    self.indicators = indicators
    let groups = UnitGroups(grouping, of: panel, tags: options.tags)
    self.groups = groups
    let periods = Self.periods(of: panel, pooling: options.pooledYears)
    self.periods = periods
    forms = Self.forms(of: groups, periods, panel)
    memberships = periods.map { Self.membership(groups, $0, unitCount: panel.units.count) }
    let expectations = Self.expectations(groups, options, panel)
    self.expectations = expectations
    expected = zip(periods, memberships).map { period, membership in
      Vector(
        groups.groups.indices.map { group in
          Int32(
            membership.segments[group].count + expectations[group].missing.count * period.count)
        })
    }
    wholes = options.measures.map { measure in
      guard case .share(let whole) = measure else { return nil }
      return grouping.whole(whole).map {
        SharedWhole($0, of: groups, panel, options.tags, periods)
      }
    }
    imputed = options.imputation.map { ImputedColumns(panel, by: $0, within: groups) }
  }

  /// The whole roll-up.
  func rollUp() -> RollUp {
    var workspace = Workspace()
    var columns: [RollUp.ColumnResults?] = []
    var notes: [Vector<UInt16>?] = []
    var sides: [FigureSides?] = []
    for indicator in indicators {
      let bounding = boundingColumns(indicator)
      for period in periods.indices {
        guard let column = column(indicator, period, bounding, &workspace) else {
          columns.append(nil)
          notes.append(nil)
          sides.append(nil)
          continue
        }
        let withheld = self.withheld(column.results, period)
        columns.append(withheld.map { column.results.withholding($0) } ?? column.results)
        notes.append(self.notes(column.results, withheld, indicator, period))
        sides.append(withheld == nil ? column.sides : nil)
      }
    }
    let frame = Frame(
      catalog: panel.catalog, subject: .regions, bodies: groups.groups.map(\.body),
      years: periods.compactMap { $0.last.map { panel.years[$0] } }, indicators: indicators,
      columns: columns.map { $0?.measures[0] }, notes: notes, sides: sides,
      parents: panel.parents, forms: forms)
    return RollUp(
      frame: frame, measures: options.measures, grouping: groups.grouping,
      groupValues: groups.groups.map(\.values), expectations: expectations,
      pooledFrom: options.pooledYears == nil ? nil : periods.first?.first.map { panel.years[$0] },
      columns: columns, expectedCounts: expected, panel: panel, groups: groups, periods: periods)
  }

  // MARK: One column

  private struct Column {
    let results: RollUp.ColumnResults
    /// Of a ratio's sum what it was divided of.
    let sides: FigureSides?
  }

  private func column(
    _ indicator: IndicatorIndex, _ period: Int, _ bounding: [Vector<Double>?]?,
    _ workspace: inout Workspace
  ) -> Column? {
    guard let figures = figures(indicator, periods[period], isImputed: true) else { return nil }
    let grouped = GroupedFigures(figures, memberships[period])
    let measures = options.measures.indices.map { measure in
      values(measure, indicator, grouped, figures, period, &workspace)
    }
    var counts = grouped.counts
    var estimates: Vector<Int32>?
    if imputed != nil {
      counts =
        self.figures(indicator, periods[period], isImputed: false)
        .map { GroupedFigures($0, memberships[period]).counts }
        ?? Vector(repeating: 0, count: groups.groups.count)
      estimates = Vector((0..<counts.count).map { grouped.counts[$0] - counts[$0] })
    }
    let isFirstSum = options.measures[0] == .sum
    return Column(
      results: RollUp.ColumnResults(
        measures: measures, counts: counts, imputed: estimates,
        published: published(indicator, period),
        bounds: bounds(indicator, period, bounding)),
      sides: isFirstSum ? grouped.sides : nil)
  }

  /// The figures of an indicator over the units in the years of a period, one year after the other.
  private func figures(_ indicator: IndicatorIndex, _ period: [Int], isImputed: Bool)
    -> Panel.Figures?
  {
    let parts = period.map { year in
      guard isImputed, let imputed else { return panel.figures(indicator, panel.years[year]) }
      return panel.figures(indicator, panel.years[year]) { imputed.column($0, $1) }
    }
    if parts.count == 1 { return parts[0] }
    guard parts.contains(where: { $0 != nil }) else { return nil }
    func joined(_ part: (Panel.Figures) -> Vector<Double>?) -> Vector<Double> {
      Vector(
        parts.flatMap { figures in
          figures.flatMap(part)?.array ?? Array(repeating: .nan, count: panel.units.count)
        })
    }
    let factor = parts.lazy.compactMap { $0?.sides?.factor }.first
    return Panel.Figures(
      values: joined { $0.values },
      sides: factor.map {
        FigureSides(
          numerators: joined { $0.sides?.numerators },
          denominators: joined { $0.sides?.denominators },
          factor: $0)
      })
  }

  private func values(
    _ measure: Int, _ indicator: IndicatorIndex, _ grouped: GroupedFigures,
    _ figures: Panel.Figures, _ period: Int, _ workspace: inout Workspace
  ) -> Vector<Double> {
    let null = Vector(repeating: Double.nan, count: groups.groups.count)
    let entry = panel.catalog[indicator]
    let isPooledStock = periods[period].count > 1 && entry.nature == .stock && !entry.isRatio
    if isPooledStock, options.measures[measure].isOfSums { return null }
    switch options.measures[measure] {
    case .share:
      guard !entry.isRatio, let whole = wholes[measure] else { return null }
      return whole.shares(of: grouped.sums.sums, figures.values, period)
    case .ratio(let other):
      guard !entry.isRatio, !panel.catalog[other].isRatio,
        let others = self.figures(other, periods[period], isImputed: true)
      else { return null }
      return grouped.ratios(to: others)
    case .weightedMean(let weight):
      guard let weights = self.figures(weight, periods[period], isImputed: true) else {
        return null
      }
      return grouped.weightedMeans(by: weights)
    case let simple:
      return grouped.values(simple, isRatio: entry.isRatio, &workspace)
    }
  }

  /// The bounds of a period's sums; nil where there are none.
  ///
  /// - Parameter columns: The figures of the indicator in each year of the panel; nil for no bounds.
  private func bounds(
    _ indicator: IndicatorIndex, _ period: Int, _ columns: [Vector<Double>?]?
  ) -> NeighbourBounds? {
    guard let columns, periods[period].count == 1 else { return nil }
    let year = periods[period][0]
    guard let values = columns[year] else { return nil }
    let membership = memberships[period]
    let bounds = NeighbourBounds(
      columns, year: year, membership, GroupedFigures.sums(values, membership),
      neverReported: expectations.map(\.missing.count),
      isSigned: panel.catalog[indicator].isSigned)
    // A body that cannot be told apart is not missing, and its other years are of other boundaries.
    guard let notes = carriedNotes(indicator, period) else { return bounds }
    return bounds.without { notes[$0] & FigureNotes.undivided.rawValue != 0 }
  }

  /// The reported figures of an indicator in each year; nil where its sums have no bounds.
  private func boundingColumns(_ indicator: IndicatorIndex) -> [Vector<Double>?]? {
    guard options.boundsSums, !groups.grouping.isOfReports, !panel.catalog[indicator].isRatio else {
      return nil
    }
    return panel.years.map { panel.figures(indicator, $0)?.values }
  }

  /// What the regions of the groups report themselves, where their units are in the panel too; nil
  /// where none does.
  private func published(_ indicator: IndicatorIndex, _ period: Int) -> Vector<Double>? {
    guard periods[period].count == 1, groups.grouping.keys.count == 1,
      let column = panel.figures(indicator, panel.years[periods[period][0]])
    else { return nil }
    let figures = groups.groups.map { group -> Double in
      guard let region = group.body.region, let unit = panel.units.index(of: .government(region)),
        panel.units.isConsolidating(unit)
      else { return .nan }
      return column[unit.position]
    }
    return figures.contains { !$0.isNaN } ? Vector(figures) : nil
  }
}
