/// A plan with its words settled against the panel, ready to be computed for some indicators at a time.
struct QueryEvaluation {
  /// The indicators asked for, in the order of the catalogue; of composite scores the score.
  let indicators: [IndicatorIndex]
  /// The years shown, ascending.
  let years: Set<Year>

  private let plan: QueryPlan
  private let columns: QueryColumns

  /// - Throws: `QueryError` where a word of the plan names nothing, or nothing was reported.
  init(_ plan: QueryPlan) throws(QueryError) {
    self.plan = plan
    let panel = plan.panel
    indicators = try Self.indicators(plan)
    years = Set(panel.years.filter { plan.years?.contains($0) ?? true })
    if let asked = plan.years, years.isEmpty, let year = asked.min() {
      throw .yearNotInPanel(year, years: panel.years)
    }
    for base in plan.steps.compactMap(\.baseYear) where panel.position(of: base) == nil {
      throw .yearNotInPanel(base, years: panel.years)
    }
    columns = try QueryColumns(plan)
  }

  private static func indicators(_ plan: QueryPlan) throws(QueryError) -> [IndicatorIndex] {
    let catalog = plan.panel.catalog
    var scored: [IndicatorIndex]?
    for case .composite(let definition, let options) in plan.steps {
      do throws(CompositeError) { try definition.check(options, in: catalog) } catch {
        throw .composite(error)
      }
      scored = [catalog.addingScore().score]
    }
    if let scored { return scored }
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

  /// The figures before the steps.
  private func source(_ indicators: [IndicatorIndex], _ years: Set<Year>) -> Frame {
    let needed = plan.indicatorsNeeded(for: indicators)
    let panel = columns.panel(needed, years)
    return plan.rollUp.map { Self.rollUp(panel, $0, needed).frame }
      ?? panel.frame(indicators: needed)
  }

  private static func rollUp(
    _ panel: Panel, _ step: QueryPlan.RollUpStep, _ indicators: [IndicatorIndex]
  ) -> RollUp {
    panel.rollUp(by: step.grouping, step.options, indicators: indicators)
  }

  /// The figures of some indicators in the years wanted, and perhaps some that those depend on.
  func frame(_ indicators: [IndicatorIndex], years: Set<Year>) -> Frame {
    let source = source(indicators, plan.yearsNeeded(for: years))
    return plan.steps.reduce(source) { $1.apply(to: $0) }
  }

  /// The roll-up of some indicators by a step.
  func rollUp(_ indicators: [IndicatorIndex], by step: QueryPlan.RollUpStep) -> RollUp {
    Self.rollUp(columns.panel(indicators, plan.yearsNeeded(for: years)), step, indicators)
  }

  /// The change of some indicators that the plan ends in.
  func change(_ indicators: [IndicatorIndex], from base: Change.Base) -> Change {
    beforeLastStep(indicators).change(from: base)
  }

  /// The composite scores that the plan ends in.
  func composite(_ definition: CompositeDefinition, _ options: CompositeOptions) -> Composite {
    beforeLastStep(indicators).checkedComposite(definition, options)
  }

  private func beforeLastStep(_ indicators: [IndicatorIndex]) -> Frame {
    let source = source(indicators, plan.yearsNeeded(for: years))
    return plan.steps.dropLast().reduce(source) { $1.apply(to: $0) }
  }

  /// The ranking of the figures of some indicators, with the year before where it moves from there, and
  /// with the indicator that sizes are measured by where bodies of one size are ranked together.
  func ranking(_ indicators: [IndicatorIndex], _ options: RankOptions) -> Ranking {
    let size = [options.sizeBands?.indicator].compactMap(\.self)
    return frame(Set(indicators + size).sorted(), years: years.union(years.map(\.previous)))
      .ranked(options)
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
