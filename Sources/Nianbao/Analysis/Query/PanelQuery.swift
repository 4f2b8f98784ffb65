/// A question to a panel: which figures, and what is to be made of them. Nothing is computed until it is
/// asked for.
///
/// A query is a value that holds a plan. Steps make new queries and cost nothing; operations that
/// return figures are marked `throws(QueryError)` and evaluate:
///
/// ```swift
/// let growth = panel.rollUp(to: .county, years: 2014...2018).change(.percent).ranked()
/// for row in try growth.indicators("request.received").top(5) { print(row.body.name, row.rank) }
/// ```
///
/// Evaluation goes through the panel one indicator at a time and reads each column once, for roll-up,
/// change and rank together. Only the columns that the answer depends on are read: the years shown, and
/// the years that they are compared with. Results of steps in between are gone before the next
/// indicator is begun.
///
/// A year is a calendar year: where the panel has no report of a year, nothing stands for it. Nulls
/// are NaN in vectors and nil in rows.
///
/// `Figures` says what one figure of the query is, so that only steps that mean something can follow.
public struct PanelQuery<Figures: QueryFigures>: Sendable {
  /// What is to be done; evaluated by `QueryEvaluation`.
  var plan: QueryPlan
  /// What the figures of the last step are.
  let figures: Figures

  init(_ plan: QueryPlan, _ figures: Figures) {
    self.plan = plan
    self.figures = figures
  }
}

/// What one figure of a query is.
public protocol QueryFigures: Sendable {}

/// Figures as units report them.
public struct UnitFigures: QueryFigures {}

/// Figures of regions that units were rolled up to.
public struct RegionFigures: QueryFigures {
  let step: QueryPlan.RollUpStep
}

/// Figures of a series that was made of another: an index, rolling means, cumulated sums, a lag.
public struct SeriesFigures: QueryFigures {}

/// Figures in percent of a base year's.
public typealias IndexFigures = SeriesFigures

/// Composite scores.
public struct ScoreFigures: QueryFigures {
  let definition: CompositeDefinition
  let options: CompositeOptions
}

/// Changes from year to year.
public struct ChangeFigures: QueryFigures {
  let base: Change.Base
}

extension Panel {
  /// The figures of the units.
  ///
  /// - Parameters:
  ///   - indicators: The indicators by id; none for all that occur.
  ///   - years: The years shown; nil for all. What a step compares them with is read besides.
  public func figures(_ indicators: IndicatorID..., years: ClosedRange<Year>? = nil)
    -> PanelQuery<UnitFigures>
  {
    var plan = QueryPlan(self)
    if !indicators.isEmpty { plan.indicators = .ids(indicators) }
    plan.years = years.map { Set($0) }
    return PanelQuery(plan, UnitFigures())
  }

  /// The leaf units rolled up to the regions of a level.
  ///
  /// - Parameters:
  ///   - level: The level of the regions.
  ///   - years: The years shown.
  ///   - measure: What is computed over the units of a region.
  public func rollUp(
    to level: RegionCode.Level, years: ClosedRange<Year>, measure: RollUp.Measure = .sum
  ) -> PanelQuery<RegionFigures> {
    figures(years: years).rollUp(to: .level(level), measure: measure)
  }
}
