/// How far the orders of two years agree, as a table: one row an indicator, two years and group.
public struct PersistenceTable: TableSource {
  private let persistence: RankPersistence
  private let excerpt: FrameExcerpt

  /// The table, with the indicators of a selection.
  public init(_ persistence: RankPersistence, _ selection: Selection = Selection()) {
    self.persistence = persistence
    excerpt = FrameExcerpt(persistence.ranking.frame, selection)
  }

  private var isGrouped: Bool { persistence.ranking.options.isGrouped }

  /// The columns; the group only where bodies are ranked in groups.
  public var headings: [TableHeading] {
    excerpt.indicatorHeadings + [
      .number("from_year", zh: "前一年度", en: "From year"),
      .number("to_year", zh: "后一年度", en: "To year"),
      .number("n", zh: "单位数", en: "Bodies"),
      .number("spearman", zh: "斯皮尔曼ρ", en: "Spearman's rho"),
      .number("kendall", zh: "肯德尔τ-b", en: "Kendall's tau-b"),
    ] + (isGrouped ? [.text("group", zh: "组别", en: "Group")] : [])
  }

  /// Hands the rows to a sink, indicator by indicator, in the order of years.
  public func write(to sink: inout some RowSink) {
    let shown = Set(excerpt.indicators)
    let years = persistence.ranking.frame.years
    for pair in persistence.pairs where shown.contains(pair.indicator) {
      excerpt.writeIndicator(pair.indicator, to: &sink)
      sink.number(years[pair.earlier].number)
      sink.number(years[pair.later].number)
      sink.number(pair.agreement.count)
      sink.number(pair.agreement.spearman, as: .rounded(decimals: 3))
      sink.number(pair.agreement.kendall, as: .rounded(decimals: 3))
      if isGrouped { sink.text(pair.group) }
      sink.endRow()
    }
  }
}
