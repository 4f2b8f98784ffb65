/// A ranking of the figures of a query, year by year. Nothing is computed until it is asked for.
public struct RankQuery: Sendable {
  private let query: PanelQuery<UnitFigures>
  private let options: RankOptions

  init(plan: QueryPlan, options: RankOptions) {
    query = PanelQuery(plan, UnitFigures())
    self.options = options
  }

  /// The ranking of these indicators only.
  public func indicators(_ ids: IndicatorID...) -> RankQuery {
    RankQuery(plan: query.with { $0.indicators = .ids(ids) }.plan, options: options)
  }

  /// The ranking of these years only; movements still look at the year before.
  public func years(_ years: Set<Year>) -> RankQuery {
    RankQuery(plan: query.years(years).plan, options: options)
  }

  /// The places of all bodies: indicator by indicator, year by year, best first. Bodies without a
  /// figure have none.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column once and sorts it; holds the rows and one indicator's figures.
  public func rows() throws(QueryError) -> [RankRow] {
    let evaluation = try QueryEvaluation(query.plan)
    return evaluation.indicators.flatMap { indicator -> [RankRow] in
      let ranking = evaluation.ranking([indicator], options)
      guard let position = ranking.frame.indicators.firstIndex(of: indicator) else { return [] }
      return ranking.frame.years.indices.flatMap { year -> [RankRow] in
        evaluation.years.contains(ranking.frame.years[year]) ? ranking.rows(position, year) : []
      }
    }
  }

  /// The first places of the last year shown, for each indicator.
  ///
  /// - Parameter count: How many bodies; of equal places those first in the order of `bodies`.
  /// - Throws: `QueryError`.
  /// - Complexity: Reads the columns of the last year and of those it is compared with.
  public func top(_ count: Int) throws(QueryError) -> [RankRow] {
    try lastYear { $0.prefix(count) }
  }

  /// The last places of the last year shown, for each indicator, best first.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads the columns of the last year and of those it is compared with.
  public func bottom(_ count: Int) throws(QueryError) -> [RankRow] {
    try lastYear { $0.suffix(count) }
  }

  /// The ranking of all indicators. Its frame has the years shown and the years before them.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column once and sorts it.
  public func evaluated() throws(QueryError) -> Ranking {
    let evaluation = try QueryEvaluation(query.plan)
    return evaluation.ranking(evaluation.indicators, options)
  }

  private func lastYear(_ part: ([RankRow]) -> ArraySlice<RankRow>) throws(QueryError) -> [RankRow]
  {
    let shown = try QueryEvaluation(query.plan).years
    guard let last = shown.max() else { return [] }
    let rows = try years([last]).rows()
    let byIndicator = Dictionary(grouping: rows, by: \.indicator)
    var seen: Set<IndicatorID> = []
    return rows.map(\.indicator).filter { seen.insert($0).inserted }
      .flatMap { part(byIndicator[$0] ?? []) }
  }
}

extension Ranking {
  /// The places of an indicator in a year, best first.
  fileprivate func rows(_ indicator: Int, _ year: Int) -> [RankRow] {
    guard let column = column(indicator, year), let values = frame.column(indicator, year) else {
      return []
    }
    return column.order().map { body in
      RankRow(
        body: frame.bodies[body], indicator: frame.catalog[frame.indicators[indicator]].id,
        year: frame.years[year], value: values[body], rank: column.ranks[body],
        of: column.of(body), previousRank: column.previous[body].ifKnown,
        movement: column.movement(body))
    }
  }
}
