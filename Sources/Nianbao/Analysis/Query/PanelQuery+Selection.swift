extension PanelQuery {
  /// The query of these years only. What a step compares them with is read besides.
  public func years(_ years: Set<Year>) -> PanelQuery {
    with { $0.years = years }
  }

  /// The query of these indicators only.
  public func indicators(_ ids: IndicatorID...) -> PanelQuery {
    with { $0.indicators = .ids(ids) }
  }

  /// The query of the indicators that some words name: ids, labels, or patterns such as `request.*`.
  public func indicators(matching words: String...) -> PanelQuery {
    with { $0.indicators = .words(words) }
  }

  func with(_ change: (inout QueryPlan) -> Void) -> PanelQuery {
    var query = self
    change(&query.plan)
    return query
  }
}

extension PanelQuery where Figures == UnitFigures {
  /// The query of the units that some words name: names, codes, or patterns of either. Sums and ranks
  /// are then of those units.
  public func units(_ words: String...) -> PanelQuery {
    with { $0.unitWords = words }
  }

  /// The query of the units in a region only: a name, a code, or a path such as `北京市/密云区`.
  public func within(_ region: String) -> PanelQuery {
    with { $0.region = region }
  }
}
