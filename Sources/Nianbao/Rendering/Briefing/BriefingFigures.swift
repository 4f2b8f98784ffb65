/// Cards and trends of the whole, as parts of a page.
struct BriefingFigures {
  let whole: BriefingWhole
  let texts: BriefingTexts

  private var language: Language { texts.language }

  /// The figures of the year as cards: each with its change and how many units it comes from.
  func writeFigures(to page: inout MarkupWriter) {
    page.element("div", ["class": "cards"]) { page in
      for line in whole.lines([.card]) { writeCard(line, to: &page) }
    }
  }

  private func writeCard(_ line: BriefingOutline.Line, to page: inout MarkupWriter) {
    let frame = whole.total.frame
    guard let indicator = frame.indicators.firstIndex(of: line.indicator),
      let year = frame.position(of: whole.year),
      let column = whole.change.column(indicator, year), !column.values[0].isNaN
    else { return }
    let entry = whole.panel.catalog[line.indicator]
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
            "n": "\(whole.total.count(indicator, year, 0))",
            "expected": "\(whole.total.expectations[0].count)",
          ]))
    }
  }

  private func writeChange(
    _ column: ChangeColumn, _ entry: Indicator, to page: inout MarkupWriter
  ) {
    let difference = column.difference[0]
    guard !difference.isNaN else {
      page.element("span", ["class": "soft"], text: texts(.figuresNoprevious))
      return
    }
    page.element("span", ["class": "change"], text: BriefingWords.change(column, of: entry))
    page.element("div", ["class": "soft"], text: BriefingWords.previous(column, of: entry, texts))
  }

  // MARK: Trends

  /// One drawing a figure and section, each with its data as a table.
  func writeTrends(to page: inout MarkupWriter) {
    page.note(texts(.trendsNote))
    var isEmpty = true
    for section in BriefingOutline.Section.allCases {
      let charts = whole.lines([.card, .trend]).filter { $0.section == section }
        .compactMap(whole.trendChart)
      guard !charts.isEmpty else { continue }
      isEmpty = false
      page.element("h3", text: texts(section.title))
      page.element("div", ["class": "charts"]) { page in
        for chart in charts { write(chart, to: &page) }
      }
    }
    if isEmpty { page.note(texts(.trendsEmpty)) }
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
