import Vectors

/// A ranking as a table: one row a body, year and indicator, best places first; bodies whose rate rests on
/// too small a base to be ranked stand last, without a rank.
public struct RankTable: TableSource {
  private let ranking: Ranking
  private let excerpt: FrameExcerpt
  private let places: TopPlaces
  private let scores: [RankScore]
  private let bands: Int?
  private let keepsBodies: Bool
  private let hasNotes: Bool
  private let hasOrder: Bool

  /// The table of a ranking, with the years and indicators of a selection.
  ///
  /// - Parameters:
  ///   - top: How many of the first bodies of each group are shown; nil for all, unless `bottom` is given.
  ///   - bottom: How many of the last bodies of each group are shown.
  ///   - edge: What happens to bodies that share the last place shown.
  ///   - scores: Further columns on how figures stand.
  ///   - bands: In how many quantile bands a further column cuts each group; nil for no such column.
  ///   - keepsBodies: Whether every year shows the bodies that the last year with a ranking shows, with
  ///     whatever places they have; else each year shows its own first and last.
  public init(
    _ ranking: Ranking, _ selection: Selection = Selection(), top: Int? = nil, bottom: Int? = nil,
    edge: TopPlaces.Edge = .cut, scores: [RankScore] = [], bands: Int? = nil,
    keepsBodies: Bool = false
  ) {
    self.ranking = ranking
    self.keepsBodies = keepsBodies
    places = TopPlaces(first: top, last: bottom, edge: edge)
    self.scores = scores
    self.bands = bands
    let excerpt = FrameExcerpt(ranking.frame, selection)
    self.excerpt = excerpt
    hasNotes = excerpt.hasNotes
    hasOrder = excerpt.indicators.contains { ranking.isBestTheSmallest($0) }
  }

  /// The columns: those asked for, and what only some rankings have, behind the ones of all.
  public var headings: [TableHeading] {
    [
      excerpt.yearHeading, .number("rank", zh: "名次", en: "Rank"),
      .number("of", zh: "参加数", en: "Of"),
    ] + excerpt.bodyHeadings + excerpt.indicatorHeadings + [
      .number("value", zh: "数值", en: "Value"),
      .number("previous_rank", zh: "上年名次", en: "Previous rank"),
      .number("movement", zh: "升降", en: "Movement").emphasised(.movement),
    ] + (ranking.options.isGrouped ? [.text("group", zh: "组别", en: "Group")] : [])
      + scores.map(\.heading)
      + (bands.map { [.number("band", zh: "\($0)等分", en: "Band of \($0)")] } ?? [])
      + rateHeadings + (hasNotes ? [excerpt.noteHeading] : [])
      + (hasOrder ? [.text("order", zh: "排序", en: "Order")] : [])
  }

  private var rateHeadings: [TableHeading] {
    guard let rates = ranking.rates else { return [] }
    let parts: [TableHeading] = [
      .number("numerator", zh: "分子", en: "Numerator"), .number("base", zh: "基数", en: "Base"),
    ]
    guard rates.hasIntervals else { return parts }
    return parts + [
      .number("raw_value", zh: "原比率", en: "Raw value"),
      .number("rank_low", zh: "名次下限", en: "Rank from"),
      .number("rank_high", zh: "名次上限", en: "Rank to"),
    ]
  }

  /// Hands the rows to a sink, indicator by indicator, year by year, group by group, best places first.
  public func write(to sink: inout some RowSink) {
    for indicator in excerpt.indicators {
      let kept = keptBodies(indicator)
      for year in excerpt.years {
        guard let column = ranking.column(indicator, year),
          let values = ranking.frame.column(indicator, year)
        else { continue }
        let cells = Cells(
          indicator: indicator, year: year, column: column,
          scores: scores.map { ranking.scores($0, indicator, year) },
          bands: bands.flatMap { ranking.bands($0, indicator, year) })
        for order in column.ordersByGroup() {
          let shown = kept.map { kept in order.filter(kept.contains) }
          for body in shown ?? places.chosen(order, column) {
            write(body, values[body], cells, to: &sink)
          }
        }
        guard places.isAll || kept != nil else { continue }
        for body in excerpt.bodies where column.ranks[body].isNaN && !values[body].isNaN {
          guard kept?.contains(body) ?? true,
            ranking.frame.notes(indicator, year, body).contains(.smallBase)
          else { continue }
          write(body, values[body], cells, to: &sink)
        }
      }
    }
  }

  /// The bodies that the last year with a ranking shows, for all years; nil where each year shows its own.
  private func keptBodies(_ indicator: Int) -> Set<Int>? {
    guard keepsBodies, !places.isAll else { return nil }
    return excerpt.years.reversed().lazy.compactMap { ranking.column(indicator, $0) }.map {
      column in
      Set(column.ordersByGroup().flatMap { places.chosen($0, column) })
    }.first { !$0.isEmpty } ?? []
  }

  /// What the rows of one indicator and year are taken from.
  private struct Cells {
    let indicator, year: Int
    let column: RankColumn
    let scores: [Vector<Double>?]
    let bands: Vector<Double>?
  }

  private func write(_ body: Int, _ value: Double, _ cells: Cells, to sink: inout some RowSink) {
    let (indicator, year) = (cells.indicator, cells.year)
    sink.number(ranking.frame.years[year].number)
    sink.number(cells.column.ranks[body], as: .plain)
    sink.number(cells.column.of(body))
    excerpt.writeBody(body, to: &sink)
    excerpt.writeIndicator(indicator, to: &sink)
    sink.number(value, as: excerpt.style(indicator))
    sink.number(cells.column.previous[body], as: .plain)
    sink.number(cells.column.movement(body), as: .signed(decimals: 0))
    if ranking.options.isGrouped { sink.text(ranking.groupName(of: body, year)) }
    for score in cells.scores { sink.number(score?[body], as: .rounded(decimals: 2)) }
    if bands != nil { sink.number(cells.bands?[body]) }
    if let rates = ranking.rates { write(body, indicator, year, rates, to: &sink) }
    if hasNotes { sink.text(ranking.frame.notes(indicator, year, body).names) }
    if hasOrder {
      sink.text(ranking.isBestTheSmallest(indicator) ? "smallest-first" : "largest-first")
    }
    sink.endRow()
  }

  private func write(
    _ body: Int, _ indicator: Int, _ year: Int, _ account: RateAccount,
    to sink: inout some RowSink
  ) {
    sink.number(account.rates.counts(indicator, year)?[body])
    sink.number(account.rates.bases(indicator, year)?[body])
    guard account.hasIntervals else { return }
    let intervals = account.intervals(indicator, year)
    let raw = account.rates.kinds[indicator].flatMap { _ in
      account.rates.frame.column(indicator, year)
    }
    sink.number(raw?[body], as: .rounded(decimals: 2))
    sink.number(intervals?.low[body])
    sink.number(intervals?.high[body])
  }
}

extension Ranking {
  /// Whether the smallest figure of an indicator comes first because less of it is better.
  fileprivate func isBestTheSmallest(_ indicator: Int) -> Bool {
    options.order == .best
      && !options.isDescending(for: frame.catalog[frame.indicators[indicator]])
  }
}

extension RankScore {
  fileprivate var heading: TableHeading {
    switch self {
    case .percentile: .number("percentile", zh: "百分位", en: "Percentile")
    case .z: .number("z", zh: "标准分", en: "Z-score")
    case .robustZ: .number("robust_z", zh: "稳健标准分", en: "Robust z-score")
    }
  }
}
