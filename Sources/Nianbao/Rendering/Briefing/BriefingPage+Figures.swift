extension BriefingPage {
  /// The figures of the year as cards: each with its change and how many units it comes from.
  func writeFigures(to page: inout MarkupWriter) {
    page.element("div", ["class": "cards"]) { page in
      for line in briefing.lines([.card]) { writeCard(line, to: &page) }
    }
  }

  private func writeCard(_ line: BriefingOutline.Line, to page: inout MarkupWriter) {
    let frame = briefing.total.frame
    guard let indicator = frame.indicators.firstIndex(of: line.indicator),
      let year = frame.position(of: briefing.year),
      let column = briefing.change.column(indicator, year), !column.values[0].isNaN
    else { return }
    let entry = panel.catalog[line.indicator]
    let style = FrameExcerpt.style(of: entry)
    page.element("div", ["class": "card"]) { page in
      page.element("h3", text: entry.label)
      page.element("div", ["class": "big"]) { page in
        page.text(style.text(of: column.values[0]))
        page.element("small", text: " \(entry.measure.name)")
      }
      page.element("div") { page in writeChange(column, entry, to: &page) }
      page.element(
        "p", ["class": "soft"],
        text: texts(
          .figuresCoverage,
          [
            "n": "\(briefing.total.count(indicator, year, 0))",
            "expected": "\(briefing.total.expectations[0].count)",
          ]))
    }
  }

  private func writeChange(
    _ column: ChangeColumn, _ entry: Indicator, to page: inout MarkupWriter
  ) {
    let difference = column.difference[0]
    let isFromZero = column.caveat(0) == .fromZero
    guard !difference.isNaN else {
      page.element("span", ["class": "soft"], text: texts(.figuresNoprevious))
      return
    }
    let percent = column.percent[0]
    // More requests are neither good nor bad, so a change has an arrow and no colour.
    var words = difference > 0 ? "▲ " : difference < 0 ? "▼ " : ""
    words += FrameExcerpt.differenceStyle(of: entry).text(of: difference)
    if !percent.isNaN { words += " (\(NumberStyle.signed(decimals: 1).text(of: percent))%)" }
    page.element("span", ["class": "change"], text: words)
    let previous = FrameExcerpt.style(of: entry).text(of: column.previous[0])
    page.element(
      "div", ["class": "soft"],
      text: isFromZero ? texts(.figuresFromzero) : texts(.figuresPrevious, ["value": previous]))
  }

  // MARK: Trends

  /// One drawing a figure and section, each with its data as a table.
  func writeTrends(to page: inout MarkupWriter) {
    page.note(texts(.trendsNote))
    var isEmpty = true
    for section in BriefingOutline.Section.allCases {
      let charts = briefing.lines([.card, .trend]).filter { $0.section == section }
        .compactMap(trend)
      guard !charts.isEmpty else { continue }
      isEmpty = false
      page.element("h3", text: texts(section.title))
      page.element("div", ["class": "charts"]) { page in
        for chart in charts { write(chart, to: &page) }
      }
    }
    if isEmpty { page.note(texts(.trendsEmpty)) }
  }

  /// The line of the total over the years told; nil where fewer than two have a figure.
  private func trend(_ line: BriefingOutline.Line) -> LineChart? {
    let frame = briefing.total.frame
    guard let indicator = frame.indicators.firstIndex(of: line.indicator) else { return nil }
    let entry = panel.catalog[line.indicator]
    var figures: [Double?] = []
    var notes: [FigureNotes] = []
    for year in briefing.years {
      let position = frame.position(of: year)
      let figure = position.flatMap { frame.column(indicator, $0)?[0] } ?? .nan
      figures.append(figure.isNaN ? nil : figure)
      notes.append(position.map { frame.notes(indicator, $0, 0) } ?? [])
    }
    guard figures.count(where: { $0 != nil }) >= 2 else { return nil }
    return LineChart(
      title: entry.label, measure: entry.measure.name, years: briefing.years,
      series: [LineChart.Series(name: briefing.region, figures: figures, notes: notes)],
      style: FrameExcerpt.style(of: entry))
  }

  private func write(_ chart: LineChart, to page: inout MarkupWriter) {
    page.element("figure") { page in
      page.element("figcaption") { page in
        page.element("strong", text: chart.title)
        page.text("（\(chart.measure)）")
      }
      chart.write(to: &page, language: language)
      page.element("details") { page in
        page.element("summary", text: texts(.trendsTable))
        page.element("table") { page in
          for (year, figure) in zip(chart.years, chart.series[0].figures) {
            page.element("tr") { page in
              page.element("th", ["scope": "row"], text: "\(year)")
              page.element("td", ["class": "n"], text: figure.map(chart.style.text) ?? "")
            }
          }
        }
      }
    }
  }
}
