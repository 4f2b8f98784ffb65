/// A ranking as a table: one row a body, year and indicator, best places first.
public struct RankTable: TableSource {
  private let ranking: Ranking
  private let excerpt: FrameExcerpt
  private let top: Int?
  private let bottom: Int?
  private let hasNotes: Bool

  /// The table of a ranking, with the years and indicators of a selection.
  ///
  /// - Parameters:
  ///   - top: How many of the first bodies are shown; nil for all, unless `bottom` is given.
  ///   - bottom: How many of the last bodies are shown.
  public init(
    _ ranking: Ranking, _ selection: Selection = Selection(), top: Int? = nil, bottom: Int? = nil
  ) {
    self.ranking = ranking
    self.top = top
    self.bottom = bottom
    excerpt = FrameExcerpt(ranking.frame, selection)
    hasNotes = excerpt.hasNotes
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      excerpt.yearHeading, .number("rank", zh: "名次", en: "Rank"),
      .number("of", zh: "参加数", en: "Of"),
    ] + excerpt.bodyHeadings + excerpt.indicatorHeadings + [
      .number("value", zh: "数值", en: "Value"),
      .number("previous_rank", zh: "上年名次", en: "Previous rank"),
      .number("movement", zh: "升降", en: "Movement"),
    ] + (hasNotes ? [excerpt.noteHeading] : [])
  }

  /// Hands the rows to a sink, indicator by indicator, year by year, best places first.
  public func write(to sink: inout some RowSink) {
    for indicator in excerpt.indicators {
      for year in excerpt.years {
        guard let column = ranking.column(indicator, year),
          let values = ranking.frame.column(indicator, year)
        else { continue }
        for body in shown(column.order()) {
          sink.number(ranking.frame.years[year].number)
          sink.number(column.ranks[body], as: .plain)
          sink.number(Int(column.of[body]))
          excerpt.writeBody(body, to: &sink)
          excerpt.writeIndicator(indicator, to: &sink)
          sink.number(values[body], as: excerpt.style(indicator))
          sink.number(column.previous[body], as: .plain)
          sink.number(column.movement(body), as: .signed(decimals: 0))
          if hasNotes { sink.text(ranking.frame.notes(indicator, year, body).names) }
          sink.endRow()
        }
      }
    }
  }

  private func shown(_ order: [Int]) -> [Int] {
    guard top != nil || bottom != nil else { return order }
    let first = order.prefix(top ?? 0)
    return first + order.dropFirst(first.count).suffix(bottom ?? 0)
  }
}
