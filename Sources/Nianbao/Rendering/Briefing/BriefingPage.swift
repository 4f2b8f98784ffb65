/// The briefing as one web page: it holds its style, script and drawings, asks the network for nothing,
/// and prints on A4.
struct BriefingPage {
  let briefing: Briefing
  let texts: BriefingTexts

  var language: Language { texts.language }
  var panel: Panel { briefing.panel }
  private var figures: BriefingFigures { BriefingFigures(whole: briefing.whole, texts: texts) }

  /// The sections of the page in their order, as the contents list them.
  private enum Section: String, CaseIterable {
    case figures, trends, rollup, rankings, heat, findings, scorecard, coverage, breaks, method
  }

  /// Writes the whole page.
  func write(to page: inout MarkupWriter) throws(CatalogError) {
    let title = title
    try Self.begin(&page, title: title, language: language)
    writeHead(title, to: &page)
    page.open("main")
    writeSections(to: &page)
    page.close("main")
    page.element("footer", text: "Nianbao 年报")
    try Self.end(&page)
  }

  /// What the briefing is called.
  var title: String { texts(.title, ["region": briefing.region]) }

  /// Writes all sections.
  func writeSections(to page: inout MarkupWriter) {
    for section in Section.allCases {
      page.open("section", ["id": section.rawValue, "aria-labelledby": "h-\(section.rawValue)"])
      page.element("h2", ["id": "h-\(section.rawValue)"], text: heading(section))
      write(section, to: &page)
      page.close("section")
      page.raw("\n")
    }
  }

  /// Opens a page that stands by itself: its head with the style.
  static func begin(_ page: inout MarkupWriter, title: String, language: Language)
    throws(CatalogError)
  {
    let style = try EmbeddedFile.required("briefing/briefing.css").text
    beginHead(&page, language: language)
    page.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        + "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n")
    page.element("title", text: title)
    page.raw("\n<style>\n\(style)</style>\n</head>\n<body>\n")
  }

  /// Opens the head of any page of the product.
  static func beginHead(_ page: inout MarkupWriter, language: Language) {
    page.raw(
      "<!doctype html>\n<html lang=\"\(language == .chinese ? "zh-CN" : "en")\">\n<head>\n"
        + "<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        // An icon of its own, so that no browser asks for one.
        + "<link rel=\"icon\" href=\"data:,\">\n")
  }

  /// Closes the page, with the script.
  static func end(_ page: inout MarkupWriter) throws(CatalogError) {
    let script = try EmbeddedFile.required("briefing/briefing.js").text
    page.raw("\n<script>\n\(script)</script>\n</body>\n</html>\n")
  }

  /// How many units and reports of which years it is about.
  var subtitle: String {
    texts(
      .subtitle,
      [
        "units": "\(panel.units.count)", "reports": "\(briefing.reportCount)",
        "years": Self.period(briefing.years, texts),
      ])
  }

  private func writeHead(_ title: String, to page: inout MarkupWriter) {
    page.open("header")
    page.element("h1", text: title)
    page.element("p", ["class": "soft"], text: subtitle)
    writeContents(to: &page)
    page.close("header")
    page.raw("\n")
  }

  /// Writes the links to all sections.
  func writeContents(to page: inout MarkupWriter) {
    page.element("nav", ["aria-label": texts(.contents)]) { page in
      page.element("ul") { page in
        for section in Section.allCases {
          page.element("li") { page in
            page.element("a", ["href": "#\(section.rawValue)"], text: heading(section))
          }
        }
      }
    }
  }

  private func heading(_ section: Section) -> String {
    let year = ["year": "\(briefing.year)"]
    return switch section {
    case .figures: texts(.figures, year)
    case .trends: texts(.trends)
    case .rollup: texts(.rollup)
    case .rankings: texts(.rankings, year)
    case .heat: texts(.heat, year)
    case .findings: texts(.findings)
    case .scorecard: texts(.scorecard)
    case .coverage: texts(.coverage)
    case .breaks: texts(.breaks)
    case .method: texts(.method)
    }
  }

  private func write(_ section: Section, to page: inout MarkupWriter) {
    switch section {
    case .figures: figures.writeFigures(to: &page)
    case .trends: figures.writeTrends(to: &page)
    case .rollup: writeRollUp(to: &page)
    case .rankings: writeRankings(to: &page)
    case .heat: writeHeatMap(to: &page)
    case .findings: writeFindings(to: &page)
    case .scorecard:
      write(
        ScorecardTable(briefing.scorecard, of: briefing.findings.panel), id: "scorecard-table",
        labelledBy: "h-scorecard", to: &page)
    case .coverage: writeCoverage(to: &page)
    case .breaks: writeBreaks(to: &page)
    case .method: writeMethod(to: &page)
    }
  }

  // MARK: Words

  /// `2014—2018年`, or the single year.
  static func period(_ years: [Year], _ texts: BriefingTexts) -> String {
    guard let first = years.first, let last = years.last else { return "" }
    return first == last
      ? "\(first)" : texts(.period, ["first": "\(first)", "last": "\(last)"])
  }

  /// A table of the product on the page; one with an id sorts, and filters where it is long.
  func write(
    _ table: some TableSource, id: String, labelledBy label: String, filters: Bool = true,
    to page: inout MarkupWriter
  ) {
    if filters { filter(id, to: &page) }
    scroll(labelledBy: label, to: &page) { page in
      var sink = HTMLTableSink(
        headings: table.headings, language: language, style: "sortable", id: id, page: page)
      table.write(to: &sink)
      page = sink.finish()
    }
    page.raw("\n")
  }

  /// What may be wider than the page: it scrolls by itself, with the keyboard too.
  func scroll(
    labelledBy label: String, to page: inout MarkupWriter, _ content: (inout MarkupWriter) -> Void
  ) {
    page.element(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": label],
      content)
  }

  /// A field that filters what has an id.
  func filter(_ id: String, to page: inout MarkupWriter) {
    page.element("label", ["class": "filter"]) { page in
      page.text(texts(.filter))
      page.open("input", ["type": "search", "data-for": id])
    }
  }
}

extension MarkupWriter {
  /// A paragraph of soft words.
  mutating func note(_ text: String) { element("p", ["class": "soft"], text: text) }
}
