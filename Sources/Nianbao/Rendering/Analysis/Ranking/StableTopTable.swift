/// Who is among the first in how many years, as a table: one row a body and indicator.
public struct StableTopTable: TableSource {
  private let top: StableTop
  private let excerpt: FrameExcerpt

  /// The table of the bodies that are among the first at least once, by the indicators of a selection.
  public init(_ top: StableTop, _ selection: Selection = Selection()) {
    self.top = top
    excerpt = FrameExcerpt(top.ranking.frame, selection)
  }

  /// The columns.
  public var headings: [TableHeading] {
    excerpt.bodyHeadings + excerpt.indicatorHeadings + [
      .number("years_in_top", zh: "进入年数", en: "Years in top"),
      .number("years_ranked", zh: "参加年数", en: "Years ranked"),
      .number("years", zh: "总年数", en: "Years"),
      .text("every_year", zh: "历年均在", en: "Every year"),
      .number("best_rank", zh: "最好名次", en: "Best rank"),
      .number("worst_rank", zh: "最差名次", en: "Worst rank"),
      .number("mean_rank", zh: "平均名次", en: "Mean rank"),
    ]
  }

  /// Hands the rows to a sink, indicator by indicator, those of most years first.
  public func write(to sink: inout some RowSink) {
    for indicator in excerpt.indicators {
      let years = top.rankedYears(indicator)
      for entry in top.entries(indicator) {
        excerpt.writeBody(entry.body, to: &sink)
        excerpt.writeIndicator(indicator, to: &sink)
        sink.number(entry.yearsInTop)
        sink.number(entry.yearsRanked)
        sink.number(years)
        sink.text(entry.yearsInTop == years ? "yes" : "no")
        sink.number(entry.best, as: .plain)
        sink.number(entry.worst, as: .plain)
        sink.number(entry.mean, as: .rounded(decimals: 1))
        sink.endRow()
      }
    }
  }
}
