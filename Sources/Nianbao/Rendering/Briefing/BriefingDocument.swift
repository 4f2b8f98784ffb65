import Markup

/// A briefing as a Word document, for offices that edit it before they hand it on: the layout is that of
/// official documents, the headings are Word's own, and charts are drawn by Word.
struct BriefingDocument {
  let briefing: Briefing
  let texts: BriefingTexts

  private var language: Language { texts.language }
  private var page: BriefingPage { BriefingPage(briefing: briefing, texts: texts) }

  /// The most findings that the document tells one by one, and the most rows of a table.
  private static let (findingLimit, rowLimit) = (100, 400)

  /// The bytes of the file.
  func bytes() throws -> [UInt8] {
    var body = WordBody()
    body.paragraph(.title, page.title)
    body.paragraph(.subtitle, page.subtitle)
    body.paragraph(.note, texts(.documentNote))
    writeFigures(to: &body)
    writeTrends(to: &body)
    writeRollUp(to: &body)
    writeRankings(to: &body)
    writeFindings(to: &body)
    writeScorecard(to: &body)
    writeCoverage(to: &body)
    writeBreaksAndMethod(to: &body)
    return try WordPackage(body: body, title: page.title, language: language).bytes()
  }

  private var year: [String: String] { ["year": "\(briefing.year)"] }

  /// The cards of the page as a table.
  private func writeFigures(to body: inout WordBody) {
    body.paragraph(.heading, texts(.figures, year))
    body.table(BriefingFiguresTable(briefing, texts), language: language)
  }

  private func writeTrends(to body: inout WordBody) {
    body.paragraph(.heading, texts(.trends))
    body.paragraph(.note, texts(.trendsNote))
    var isEmpty = true
    for section in BriefingOutline.Section.allCases {
      let charts = briefing.lines([.card, .trend]).filter { $0.section == section }
        .compactMap(briefing.trendChart)
      guard !charts.isEmpty else { continue }
      isEmpty = false
      body.paragraph(.subheading, texts(section.title))
      body.charts(charts, language: language)
    }
    if isEmpty { body.paragraph(.note, texts(.trendsEmpty)) }
  }

  private func writeRollUp(to body: inout WordBody) {
    body.paragraph(.heading, texts(.rollup))
    body.paragraph(.note, texts(.rollupNote))
    body.table(BriefingTrendTable(briefing, texts), language: language)
  }

  private func writeRankings(to body: inout WordBody) {
    body.paragraph(.heading, texts(.rankings, year))
    let table = BriefingRankingTable(briefing, texts, limit: BriefingPage.bodyLimit)
    body.paragraph(.note, texts(.rankNote))
    let counts = table.counts
    if counts.shown < counts.total {
      body.paragraph(
        .note,
        texts(.rankingsExcerpt, ["total": "\(counts.total)", "shown": "\(counts.shown)"]))
    }
    body.table(table, language: language)
  }

  // MARK: Findings

  private func writeFindings(to body: inout WordBody) {
    let report = briefing.findings
    let entries = report.entries
    body.paragraph(.heading, texts(.findings))
    body.paragraph(.note, entries.isEmpty ? texts(.findingsNone) : report.summary[language])
    if entries.count > Self.findingLimit {
      body.paragraph(
        .note,
        texts(
          .findingsExcerpt, ["total": "\(entries.count)", "shown": "\(Self.findingLimit)"]))
    }
    for entry in entries.prefix(Self.findingLimit) {
      write(FindingCard(report: report, texts: texts, entry: entry), to: &body)
    }
  }

  private func write(_ card: FindingCard, to body: inout WordBody) {
    let severity = card.severity.title[language]
    body.paragraph(
      .findingTitle,
      [
        WordBody.Run(
          text: language == .chinese ? "【\(severity)】" : "[\(severity)] ",
          colour: card.severity == .error ? "9C1C12" : nil),
        WordBody.Run(text: card.title),
      ])
    for message in card.messages { body.paragraph(.finding, message) }
    var file: String?
    for row in card.evidence {
      if row.file != file {
        file = row.file
        body.paragraph(
          .evidence, "\(texts(.findingsEvidence))　\(FindingCard.fileName(row.file))")
      }
      let place = card.place(of: row)
      body.paragraph(.evidence, place.isEmpty ? row.text : "\(place)　\(row.text)")
    }
    for suspicion in card.suspicions {
      body.paragraph(
        .bullet,
        [
          WordBody.Run(text: suspicion.lead),
          WordBody.Run(text: suspicion.change, isBold: true),
          WordBody.Run(text: "　\(suspicion.reason)", colour: "555555"),
        ])
    }
    if let further = card.further { body.paragraph(.evidence, further) }
  }

  // MARK: Coverage and method

  private func writeScorecard(to body: inout WordBody) {
    body.paragraph(.heading, texts(.scorecard))
    write(
      ScorecardTable(briefing.scorecard, of: briefing.findings.panel),
      rows: briefing.scorecard.lines.count, to: &body)
  }

  private func writeCoverage(to body: inout WordBody) {
    body.paragraph(.heading, texts(.coverage))
    for line in page.missingUnits { body.paragraph(.note, line) }
    body.paragraph(.note, texts(.coverageNote))
    write(CoverageTable(briefing.panel), rows: briefing.panel.units.count, to: &body)
  }

  /// Writes a table, or the first rows of one that nobody would read to its end.
  private func write(_ table: some TableSource, rows: Int, to body: inout WordBody) {
    guard rows > Self.rowLimit else { return body.table(table, language: language) }
    body.paragraph(
      .note, texts(.documentTables, ["total": "\(rows)", "shown": "\(Self.rowLimit)"]))
    body.table(
      TablePage(table, TablePage.Order(page: 1, size: Self.rowLimit)), language: language)
  }

  private func writeBreaksAndMethod(to body: inout WordBody) {
    body.paragraph(.heading, texts(.breaks))
    for line in page.breaks { body.paragraph(.bullet, line) }
    body.paragraph(.heading, texts(.method))
    for text in BriefingPage.method { body.paragraph(.bullet, texts(text)) }
  }
}

/// The figures that stand as cards on the page, a row each.
struct BriefingFiguresTable: TableSource {
  let briefing: Briefing
  let texts: BriefingTexts

  init(_ briefing: Briefing, _ texts: BriefingTexts) {
    self.briefing = briefing
    self.texts = texts
  }

  var headings: [TableHeading] {
    [
      .text("label", zh: "指标", en: "Figure"),
      .number("value", zh: "\(briefing.year)年", en: "\(briefing.year)"),
      .text("measure", zh: "计量单位", en: "Measure"),
      .number("previous", zh: "上年", en: "Year before"),
      .text("change", zh: "比上年增减", en: "Change"),
      .number("n", zh: "填报数", en: "Reporting"), .number("expected", zh: "应报数", en: "Expected"),
    ]
  }

  func write(to sink: inout some RowSink) {
    let frame = briefing.total.frame
    guard let year = frame.position(of: briefing.year) else { return }
    for line in briefing.lines([.card]) {
      guard let indicator = frame.indicators.firstIndex(of: line.indicator),
        let column = briefing.change.column(indicator, year), !column.values[0].isNaN
      else { continue }
      let entry = briefing.panel.catalog[line.indicator]
      let style = FrameExcerpt.style(of: entry)
      sink.text(entry.label)
      sink.number(column.values[0], as: style)
      sink.text(entry.measure.name)
      sink.number(column.previous[0], as: style)
      sink.text(
        column.difference[0].isNaN
          ? texts(.figuresNoprevious) : BriefingWords.change(column, of: entry))
      sink.number(briefing.total.count(indicator, year, 0))
      sink.number(briefing.total.expectations[0].count)
      sink.endRow()
    }
  }
}
