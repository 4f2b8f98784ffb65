/// Trends as a table: one row a body and indicator with a figure.
public struct TrendTable: TableSource {
  private let trend: TrendAnalysis
  private let excerpt: FrameExcerpt

  /// The table of a trend analysis, with the indicators of a selection.
  public init(_ trend: TrendAnalysis, _ selection: Selection = Selection()) {
    self.trend = trend
    excerpt = FrameExcerpt(trend.frame, selection)
  }

  private var percent: String {
    NumberStyle.rounded(decimals: 0).text(of: 100 * trend.options.confidence)
  }

  /// The columns: those of each measure that was computed.
  public var headings: [TableHeading] {
    var headings = excerpt.bodyHeadings + excerpt.indicatorHeadings
    headings.append(.number("n", zh: "年数", en: "Years"))
    if trend.options.measures.contains(.line) {
      headings += [
        .number("slope", zh: "年均增减(趋势线)", en: "Trend a year"),
        .number("slope_error", zh: "标准误", en: "Error"),
        .number("slope_low", zh: "\(percent)%下限", en: "Low \(percent)%"),
        .number("slope_high", zh: "\(percent)%上限", en: "High \(percent)%"),
        .number("r2", zh: "R²", en: "R²"), .number("p", zh: "p", en: "p"),
        .number("q", zh: "q", en: "q"),
      ]
    }
    if trend.options.measures.contains(.rank) {
      headings += [
        .number("sen", zh: "年均增减(中位斜率)", en: "Sen slope"),
        .number("sen_low", zh: "\(percent)%下限", en: "Low \(percent)%"),
        .number("sen_high", zh: "\(percent)%上限", en: "High \(percent)%"),
        .number("tau", zh: "τ", en: "τ"), .number("mk_p", zh: "MK p", en: "MK p"),
        .number("mk_q", zh: "MK q", en: "MK q"),
      ]
    }
    if trend.options.measures.contains(.shift) {
      headings += [
        .number("shift_year", zh: "水平变动年", en: "Level shift"),
        .number("shift", zh: "变动幅度", en: "Shift"),
        .number("shift_p", zh: "变动p", en: "Shift p"),
        .number("shift_q", zh: "变动q", en: "Shift q"),
      ]
    }
    if trend.options.measures.contains(.turn) {
      headings += [
        .number("turn_year", zh: "转折年", en: "Turning point"),
        .number("slope_before", zh: "转折前年均增减", en: "Slope before"),
        .number("slope_after", zh: "转折后年均增减", en: "Slope after"),
        .number("turn_p", zh: "转折p", en: "Turn p"),
        .number("turn_q", zh: "转折q", en: "Turn q"),
      ]
    }
    return headings + [.text("note", zh: "备注", en: "Note")]
  }

  /// Hands the rows to a sink, body by body, in the order of the form.
  public func write(to sink: inout some RowSink) {
    for body in excerpt.bodies {
      for indicator in excerpt.indicators {
        let column = trend.column(indicator)
        guard column.counts[body] > 0 else { continue }
        excerpt.writeBody(body, to: &sink)
        excerpt.writeIndicator(indicator, to: &sink)
        sink.number(column.counts[body], as: .plain)
        if let line = column.line { write(line, body, to: &sink) }
        if let rank = column.rank { write(rank, body, to: &sink) }
        if let shift = column.shift { write(shift, body, to: &sink) }
        if let turn = column.turn { write(turn, body, to: &sink) }
        sink.text(note(column, body))
        sink.endRow()
      }
    }
  }

  private static let slope = NumberStyle.signed(decimals: 2)
  private static let probability = NumberStyle.rounded(decimals: 3)

  private func write(_ line: TrendColumn.Line, _ body: Int, to sink: inout some RowSink) {
    sink.number(line.slopes[body], as: Self.slope)
    sink.number(line.errors[body], as: .rounded(decimals: 2))
    sink.number(line.lower[body], as: Self.slope)
    sink.number(line.upper[body], as: Self.slope)
    sink.number(line.determinations[body], as: .rounded(decimals: 2))
    sink.number(line.p[body], as: Self.probability)
    sink.number(line.q[body], as: Self.probability)
  }

  private func write(_ rank: TrendColumn.Rank, _ body: Int, to sink: inout some RowSink) {
    sink.number(rank.slopes[body], as: Self.slope)
    sink.number(rank.lower[body], as: Self.slope)
    sink.number(rank.upper[body], as: Self.slope)
    sink.number(rank.correlations[body], as: .signed(decimals: 2))
    sink.number(rank.p[body], as: Self.probability)
    sink.number(rank.q[body], as: Self.probability)
  }

  private func write(_ shift: TrendColumn.Shift, _ body: Int, to sink: inout some RowSink) {
    sink.number(trend.year(shift.years[body]).map { Double($0.number) })
    sink.number(shift.sizes[body], as: Self.slope)
    sink.number(shift.p[body], as: Self.probability)
    sink.number(shift.q[body], as: Self.probability)
  }

  private func write(_ turn: TrendColumn.Turn, _ body: Int, to sink: inout some RowSink) {
    sink.number(trend.year(turn.years[body]).map { Double($0.number) })
    sink.number(turn.before[body], as: Self.slope)
    sink.number(turn.after[body], as: Self.slope)
    sink.number(turn.p[body], as: Self.probability)
    sink.number(turn.q[body], as: Self.probability)
  }

  /// That a shift or a turn is where the form changed, then what must be said of the figures.
  private func note(_ column: TrendColumn, _ body: Int) -> String? {
    var words: [String] = []
    let isAtBreak =
      column.shift.map { trend.isEditionBreak($0.years[body], of: body) } ?? false
      || (column.turn.map { turn in
        let year = turn.years[body]
        return year >= 0
          && [year, year + 1].contains { trend.isEditionBreak($0, of: body) }
      } ?? false)
    if isAtBreak { words.append("edition-break") }
    if let names = column.notes(body).names { words.append(names) }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
