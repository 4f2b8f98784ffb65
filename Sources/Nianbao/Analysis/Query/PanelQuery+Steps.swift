extension PanelQuery where Figures == UnitFigures {
  /// The leaf units rolled up to regions.
  ///
  /// - Parameters:
  ///   - grouping: The level of the regions, or all units as one group.
  ///   - measure: What is computed over the units of a group.
  ///   - expected: Where the list of units that should report comes from.
  public func rollUp(
    to grouping: RollUp.Grouping, measure: RollUp.Measure = .sum,
    expected: Expectation.Source = .tree
  ) -> PanelQuery<RegionFigures> {
    var plan = plan
    let step = QueryPlan.RollUpStep(grouping: grouping, measure: measure, expected: expected)
    plan.rollUp = step
    return PanelQuery<RegionFigures>(plan, RegionFigures(step: step))
  }

  /// The leaf units rolled up to the regions of a level.
  public func rollUp(to level: RegionCode.Level, measure: RollUp.Measure = .sum)
    -> PanelQuery<RegionFigures>
  {
    rollUp(to: .level(level), measure: measure)
  }
}

extension PanelQuery {
  /// The figures in percent of a base year's, which is 100; null from zero, from below, and where
  /// either figure is null.
  ///
  /// - Parameter year: The base year; evaluation throws `QueryError.yearNotInPanel` where no unit
  ///   reported in it.
  public func index(base year: Year) -> PanelQuery<IndexFigures> {
    PanelQuery<IndexFigures>(plan.appending(.index(base: year)), IndexFigures())
  }

  /// The change of every figure from the year before, or across gaps from the last one reported.
  ///
  /// - Parameters:
  ///   - measure: What later steps and `column` take as the figure; `changes` has both.
  ///   - base: What figures are compared with. From the last one reported, percent is a year's.
  public func change(_ measure: ChangeMeasure = .difference, from base: Change.Base = .previousYear)
    -> PanelQuery<ChangeFigures>
  {
    PanelQuery<ChangeFigures>(
      plan.appending(.change(measure, base)), ChangeFigures(base: base))
  }

  /// The bodies ranked by their figure, year by year.
  public func ranked(_ options: RankOptions = RankOptions()) -> RankQuery {
    RankQuery(plan: plan, options: options)
  }
}

/// What a change is measured as.
public enum ChangeMeasure: Sendable, Hashable {
  /// The figure less the one it is compared with, in the indicator's unit of measure.
  case difference
  /// The difference in percent of the figure compared with; null from zero and from below.
  case percent
}
