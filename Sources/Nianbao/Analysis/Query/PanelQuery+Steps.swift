extension PanelQuery where Figures == UnitFigures {
  /// The query with derived indicators that may be named like any other; their figures are computed where
  /// they are asked for.
  ///
  /// - Parameter derived: Such as `try catalog.standardDerived()`, the ones that ship.
  /// - Complexity: O(indicators × years); no figure is read.
  public func adding(derived: [Indicator]) -> PanelQuery {
    PanelQuery(plan.adding(derived: derived), figures)
  }

  /// The indicators as series along the crosswalk, as `Panel.inSeries()` has them: only the series that
  /// are asked for are made, from the columns that the forms in use have for them.
  public func inSeries() -> PanelQuery { with { $0.isSeries = true } }

  /// The bodies on the boundaries at the end of a year, as `Panel.asOf(_:)` has them. Which bodies these
  /// are is worked out once, from the reports alone; of the figures only those asked for are put together.
  ///
  /// Names of units and regions are then those of the year. Evaluation throws
  /// `QueryError.otherBoundaries` for a panel on those of another year.
  public func asOf(_ year: Year) -> PanelQuery { with { $0.boundaries = .asOf(year) } }

  /// The bodies in the regions that they lay in, in each year, as `Panel.onBoundariesOfEachYear()` has
  /// them.
  public func onBoundariesOfEachYear() -> PanelQuery { with { $0.boundaries = .ofEachYear } }
}

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
    var options = RollUp.Options()
    options.measures = [measure]
    options.expected = expected
    return rollUp(by: grouping, options)
  }

  /// The leaf units rolled up to groups.
  ///
  /// - Parameters:
  ///   - grouping: What the units of a group share.
  ///   - options: What is computed, and how missing figures are treated. Bounds and estimates read all
  ///     years.
  public func rollUp(by grouping: RollUp.Grouping, _ options: RollUp.Options = RollUp.Options())
    -> PanelQuery<RegionFigures>
  {
    var plan = plan
    let step = QueryPlan.RollUpStep(grouping: grouping, options: options)
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
  public func index(base year: Year) -> PanelQuery<SeriesFigures> {
    PanelQuery<SeriesFigures>(plan.appending(.index(base: year)), SeriesFigures())
  }

  /// The mean over the years of a window that ends with each figure's year. The window counts years,
  /// not reports.
  ///
  /// - Parameters:
  ///   - window: The number of years, one at least.
  ///   - least: How many of them must have a figure; all of them unless told.
  public func rollingMeans(over window: Int, atLeast least: Int? = nil)
    -> PanelQuery<SeriesFigures>
  {
    precondition(window >= 1, "a window of \(window) years has no mean")
    return PanelQuery<SeriesFigures>(
      plan.appending(.rollingMeans(window: window, least: least)), SeriesFigures())
  }

  /// The sum of the figures from the first year up to each year that has one; null for stocks.
  public func cumulatedSums() -> PanelQuery<SeriesFigures> {
    PanelQuery<SeriesFigures>(plan.appending(.cumulatedSums), SeriesFigures())
  }

  /// Each year with the figure of some years before it: a lag, and with a negative number a lead.
  public func shifted(by years: Int) -> PanelQuery<SeriesFigures> {
    PanelQuery<SeriesFigures>(plan.appending(.shift(years)), SeriesFigures())
  }

  /// The composite scores of the bodies; the components are read, whatever indicators the query is of.
  ///
  /// - Parameters:
  ///   - definition: What the score is made of.
  ///   - options: How it is put together. Evaluation throws `QueryError.composite` for a geometric mean
  ///     of z-scores.
  public func composite(
    _ definition: CompositeDefinition, _ options: CompositeOptions = CompositeOptions()
  ) -> PanelQuery<ScoreFigures> {
    PanelQuery<ScoreFigures>(
      plan.appending(.composite(definition, options)),
      ScoreFigures(definition: definition, options: options))
  }

  /// The change of every figure from the year before, or from what else the base says.
  ///
  /// - Parameters:
  ///   - measure: What later steps and `column` take as the figure; `changes` has more.
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
