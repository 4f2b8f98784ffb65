/// The figures of the whole, one row each: the years as columns, the change to the last, the trend line,
/// and how many units the last year's figure comes from.
struct BriefingTrendTable: TableSource {
  private let briefing: Briefing
  private let texts: BriefingTexts
  private let source: Source?

  /// The table that the sums are of, where it stands beside this one: `TrendExport` of the bodies.
  struct Source {
    /// Its name in the formulas.
    let table: String
    /// How many of its first rows are added up.
    let rows: Int
  }

  init(_ briefing: Briefing, _ texts: BriefingTexts, source: Source? = nil) {
    self.briefing = briefing
    self.texts = texts
    self.source = source
  }

  /// The figures of the rows.
  var lines: [BriefingOutline.Line] {
    briefing.lines.filter { briefing.total.frame.indicators.contains($0.indicator) }
  }

  var headings: [TableHeading] {
    [
      .text("label", zh: "指标", en: "Figure"), .text("measure", zh: "计量单位", en: "Measure"),
    ] + briefing.years.map { .number("\($0)", zh: "\($0)年", en: "\($0)") } + [
      .number("difference", zh: "比上年增减", en: "Difference"),
      .number("percent", zh: "增减%", en: "Percent"),
      .number("slope", zh: "年均增减(趋势线)", en: "Trend a year"),
      .number("n", zh: "填报数", en: "Reporting"), .number("expected", zh: "应报数", en: "Expected"),
    ]
  }

  func write(to sink: inout some RowSink) {
    let frame = briefing.total.frame
    let years = briefing.years.compactMap(frame.position)
    guard let last = years.last else { return }
    for line in lines {
      guard let indicator = frame.indicators.firstIndex(of: line.indicator) else { continue }
      let entry = briefing.panel.catalog[line.indicator]
      let style = FrameExcerpt.style(of: entry)
      sink.text(entry.label)
      sink.text(entry.measure.name)
      for year in years {
        writeSum(frame.column(indicator, year)?[0], of: entry, frame.years[year], style, to: &sink)
      }
      let change = briefing.change.column(indicator, last)
      writeChange(change, entry, to: &sink)
      sink.number(frame.slopes(indicator, over: years)?[0], as: .signed(decimals: 2))
      sink.number(briefing.total.count(indicator, last, 0))
      sink.number(briefing.total.expectations[0].count)
      sink.endRow()
    }
  }

  private func writeSum(
    _ sum: Double?, of entry: Indicator, _ year: Year, _ style: NumberStyle,
    to sink: inout some RowSink
  ) {
    guard let source, let sum else { return sink.number(sum, as: style) }
    sink.number(
      sum,
      from: .sum(
        table: source.table, column: "\(year)", rows: source.rows, keyColumn: "indicator",
        key: entry.id.name), as: style)
  }

  private func writeChange(
    _ change: ChangeColumn?, _ entry: Indicator, to sink: inout some RowSink
  ) {
    let style = FrameExcerpt.differenceStyle(of: entry)
    guard let change else {
      sink.null()
      return sink.null()
    }
    let (last, previous) = ("\(briefing.year)", "\(briefing.year.previous)")
    sink.number(change.difference[0], from: .difference(last, less: previous), as: style)
    sink.number(
      change.percent[0], from: .percentChange(last, from: previous), as: .signed(decimals: 1))
  }
}
