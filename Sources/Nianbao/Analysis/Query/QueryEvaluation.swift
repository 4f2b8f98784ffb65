import Vectors

/// A plan with its words settled against the panel, ready to be computed for some indicators at a time.
struct QueryEvaluation {
  /// The indicators asked for, in the order of the catalogue.
  let indicators: [IndicatorIndex]
  /// The years shown, ascending.
  let years: Set<Year>

  private let plan: QueryPlan
  /// The chosen units without any figure.
  private let emptyPanel: Panel
  /// Where the chosen units stand in the panel's columns; nil for all units.
  private let sources: [Int]?

  /// - Throws: `QueryError` where a word of the plan names nothing, or nothing was reported.
  init(_ plan: QueryPlan) throws(QueryError) {
    self.plan = plan
    let panel = plan.panel
    indicators = try Self.indicators(plan)
    years = Set(panel.years.filter { plan.years?.contains($0) ?? true })
    if let asked = plan.years, years.isEmpty, let year = asked.min() {
      throw .yearNotInPanel(year, years: panel.years)
    }
    for case .index(let base) in plan.steps where panel.position(of: base) == nil {
      throw .yearNotInPanel(base, years: panel.years)
    }
    let empty = panel.replacingColumns(years: panel.years) { _, _ in nil }
    guard let chosen = try Self.units(plan) else {
      emptyPanel = empty
      sources = nil
      return
    }
    emptyPanel = empty.selecting(chosen)
    sources = emptyPanel.units.map { panel.units.index(of: $0.key)?.position ?? 0 }
  }

  private static func indicators(_ plan: QueryPlan) throws(QueryError) -> [IndicatorIndex] {
    let catalog = plan.panel.catalog
    do throws(SelectionError) {
      switch plan.indicators {
      case .all: return plan.panel.presentIndicators
      case .words(let words): return try Selection.indicators(words, in: catalog)
      case .ids(let ids):
        var found: Set<IndicatorIndex> = []
        for id in ids { found.insert(try catalog.known(id)) }
        return found.sorted()
      }
    } catch { throw .selection(error) }
  }

  private static func units(_ plan: QueryPlan) throws(QueryError) -> [UnitIndex]? {
    do throws(SelectionError) {
      return try Selection(
        units: plan.unitWords, within: plan.region, years: nil, indicators: [], of: plan.panel
      ).units
    } catch { throw .selection(error) }
  }

  /// The chosen units with the columns of some indicators and years, each read once.
  private func panel(_ indicators: [IndicatorIndex], _ needed: Set<Year>) -> Panel {
    let wanted = Set(indicators)
    return emptyPanel.replacingColumns(years: plan.panel.years.filter(needed.contains)) {
      indicator, year in
      guard wanted.contains(indicator) else { return nil }
      let column = plan.read(indicator, year)
      return sources.map { column?.gathering($0) } ?? column
    }
  }

  /// The figures before the steps.
  private func source(_ indicators: [IndicatorIndex], _ needed: Set<Year>) -> Frame {
    let panel = panel(indicators, needed)
    return plan.rollUp.map { Self.rollUp(panel, $0, indicators).frame }
      ?? panel.frame(indicators: indicators)
  }

  private static func rollUp(
    _ panel: Panel, _ step: QueryPlan.RollUpStep, _ indicators: [IndicatorIndex]
  ) -> RollUp {
    panel.rollUp(
      to: step.grouping, measure: step.measure, indicators: indicators, expected: step.expected)
  }

  /// The figures of some indicators in the years wanted, and perhaps some that those depend on.
  func frame(_ indicators: [IndicatorIndex], years: Set<Year>) -> Frame {
    let source = source(indicators, plan.yearsNeeded(for: years))
    return plan.steps.reduce(source) { $1.apply(to: $0) }
  }

  /// The roll-up of some indicators by a step.
  func rollUp(_ indicators: [IndicatorIndex], by step: QueryPlan.RollUpStep) -> RollUp {
    Self.rollUp(panel(indicators, years), step, indicators)
  }

  /// The change of some indicators that the plan ends in.
  func change(_ indicators: [IndicatorIndex], from base: Change.Base) -> Change {
    let source = source(indicators, plan.yearsNeeded(for: years))
    return plan.steps.dropLast().reduce(source) { $1.apply(to: $0) }.change(from: base)
  }

  /// The ranking of the figures of some indicators, with the year before where it moves from there.
  func ranking(_ indicators: [IndicatorIndex], _ options: RankOptions) -> Ranking {
    frame(indicators, years: years.union(years.map(\.previous))).ranked(options)
  }

  /// The units or regions that figures are about.
  var bodies: [Frame.Body] { source([], []).bodies }
}

extension Catalog {
  /// The index of an id.
  fileprivate func known(_ id: IndicatorID) throws(SelectionError) -> IndicatorIndex {
    guard let index = index(of: id) else {
      throw .unknownIndicator(
        id.name, nearest: NearestNames.of(id.name, among: indicators.map(\.id.name)))
    }
    return index
  }
}

extension Panel {
  /// The panel with other columns for some of its years.
  ///
  /// - Complexity: O(indicators of the catalogue × years), and what the closure takes.
  func replacingColumns(years: [Year], _ column: (IndicatorIndex, Year) -> Column?) -> Panel {
    Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: [],
      columns: catalog.indicators.indices.flatMap { position in
        years.map { column(IndicatorIndex(position), $0) }
      })
  }
}
