/// Composite scores as a table: one row a body and year, best scores first.
public struct CompositeTable: TableSource {
  private let composite: Composite
  private let sensitivity: CompositeSensitivity?
  private let excerpt: FrameExcerpt
  private let places: TopPlaces
  private let showsComponents: Bool
  private let catalog: Catalog

  /// The table of scores, with the years of a selection.
  ///
  /// - Parameters:
  ///   - sensitivity: How ranks depend on the weights, in further columns; nil for none.
  ///   - places: The places of each group that are shown.
  ///   - showsComponents: Whether each component's normalised value has a column of its own.
  public init(
    _ composite: Composite, _ selection: Selection = Selection(),
    sensitivity: CompositeSensitivity? = nil, places: TopPlaces = TopPlaces(),
    showsComponents: Bool = false
  ) {
    self.composite = composite
    self.sensitivity = sensitivity
    self.places = places
    self.showsComponents = showsComponents
    catalog = composite.ranking.frame.catalog
    excerpt = FrameExcerpt(composite.ranking.frame, Selection(years: selection.years))
  }

  /// The columns.
  public var headings: [TableHeading] {
    let components =
      showsComponents
      ? composite.definition.indicators.map { indicator -> TableHeading in
        .number(
          catalog[indicator].id.name, zh: catalog[indicator].label, en: catalog[indicator].id.name)
      } : []
    return [
      excerpt.yearHeading, .number("rank", zh: "名次", en: "Rank"),
      .number("of", zh: "参加数", en: "Of"),
    ] + excerpt.bodyHeadings + [
      .number("score", zh: "综合得分", en: "Score"),
      .number("previous_rank", zh: "上年名次", en: "Previous rank"),
      .number("movement", zh: "升降", en: "Movement"),
    ] + (isGrouped ? [.text("group", zh: "组别", en: "Group")] : []) + components
      + (composite.options.allowsMissing ? [.text("missing", zh: "缺项", en: "Missing")] : [])
      + (sensitivity == nil ? [] : Self.sensitivityHeadings)
  }

  private static let sensitivityHeadings: [TableHeading] = [
    .number("rank_low", zh: "名次下限", en: "Rank from"),
    .number("rank_median", zh: "名次中位数", en: "Median rank"),
    .number("rank_high", zh: "名次上限", en: "Rank to"),
    .number("first_percent", zh: "居首%", en: "First %"),
    .number("without_low", zh: "去项最好", en: "Best without one"),
    .number("without_high", zh: "去项最差", en: "Worst without one"),
    .text("without_most", zh: "影响最大项", en: "Moved most by"),
  ]

  private var isGrouped: Bool { composite.options.ranking.isGrouped }

  /// Hands the rows to a sink, year by year, group by group, best scores first.
  public func write(to sink: inout some RowSink) {
    for year in excerpt.years {
      guard let column = composite.ranking.column(0, year) else { continue }
      for order in column.ordersByGroup() {
        for body in places.chosen(order, column) { write(body, year, column, to: &sink) }
      }
    }
  }

  private func write(_ body: Int, _ year: Int, _ column: RankColumn, to sink: inout some RowSink) {
    let frame = composite.ranking.frame
    sink.number(frame.years[year].number)
    sink.number(column.ranks[body], as: .plain)
    sink.number(column.of(body))
    excerpt.writeBody(body, to: &sink)
    sink.number(frame.column(0, year)?[body], as: .rounded(decimals: 2))
    sink.number(column.previous[body], as: .plain)
    sink.number(column.movement(body), as: .signed(decimals: 0))
    if isGrouped { sink.text(composite.ranking.groupName(of: body, year)) }
    if showsComponents {
      for component in composite.definition.components.indices {
        sink.number(composite.component(component, year)?[body], as: .rounded(decimals: 2))
      }
    }
    if composite.options.allowsMissing {
      let missing = composite.missing(year, body).map(name)
      sink.text(missing.isEmpty ? nil : missing.joined(separator: " "))
    }
    if let ranks = sensitivity?.years[year] { write(body, ranks, to: &sink) }
    sink.endRow()
  }

  private func write(
    _ body: Int, _ ranks: CompositeSensitivity.YearRanks, to sink: inout some RowSink
  ) {
    sink.number(ranks.low[body], as: .plain)
    sink.number(ranks.median[body], as: .plain)
    sink.number(ranks.high[body], as: .plain)
    sink.number(100 * ranks.first[body], as: .rounded(decimals: 1))
    sink.number(ranks.withoutLow[body], as: .plain)
    sink.number(ranks.withoutHigh[body], as: .plain)
    let most = Int(ranks.withoutMost[body])
    sink.text(most < 0 ? nil : name(most))
  }

  private func name(_ component: Int) -> String {
    catalog[composite.definition.indicators[component]].id.name
  }
}
