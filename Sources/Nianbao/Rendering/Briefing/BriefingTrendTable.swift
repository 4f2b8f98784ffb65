/// The figures of the whole, one row each: the years as columns, the change to the last, the trend line,
/// and how many units the last year's figure comes from.
struct BriefingTrendTable: TableSource {
  private let briefing: Briefing
  private let texts: BriefingTexts

  init(_ briefing: Briefing, _ texts: BriefingTexts) {
    self.briefing = briefing
    self.texts = texts
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
    for line in briefing.lines {
      guard let indicator = frame.indicators.firstIndex(of: line.indicator) else { continue }
      let entry = briefing.panel.catalog[line.indicator]
      let style = FrameExcerpt.style(of: entry)
      sink.text(entry.label)
      sink.text(entry.measure.name)
      for year in years { sink.number(frame.column(indicator, year)?[0], as: style) }
      let change = briefing.change.column(indicator, last)
      sink.number(change?.difference[0], as: FrameExcerpt.differenceStyle(of: entry))
      sink.number(change?.percent[0], as: .signed(decimals: 1))
      sink.number(frame.slopes(indicator, over: years)?[0], as: .signed(decimals: 2))
      sink.number(briefing.total.count(indicator, last, 0))
      sink.number(briefing.total.expectations[0].count)
      sink.endRow()
    }
  }
}
