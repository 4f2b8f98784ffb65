import Markup

/// A briefing as a workbook: its tables on a sheet each, sums that follow the figures below them, and
/// charts that a spreadsheet draws.
struct BriefingWorkbook {
  let briefing: Briefing
  let texts: BriefingTexts

  private var language: Language { texts.language }
  private var tables: BriefingTables { BriefingTables(briefing: briefing, texts: texts) }
  private var chartSheet: String { texts(.charts) }

  /// The bars of a ranking.
  private static let barLimit = 15

  /// Writes the workbook.
  ///
  /// - Throws: `WorkbookWriter.Failure`.
  func write(to buffer: ByteBuffer) throws -> ByteBuffer {
    let tables = tables
    var sheets = tables.all.map { $0.sheet[language] }
    sheets.insert(chartSheet, at: 1)
    let writer = try WorkbookWriter(sheets: sheets)
    var places: [String: WorkbookFormulas.Place] = [:]
    let sources = tables.all.map { ($0, tables.source($0)) }
    for (table, source) in sources {
      places[table.rawValue] = WorkbookFormulas.Place(
        sheet: table.sheet[language], headings: source.headings)
    }
    var rankRuns: [[String]: Range<Int>] = [:]
    for (table, source) in sources {
      let formulas = WorkbookFormulas(table: table.rawValue, in: places)
      let runs = write(source, table.sheet[language], formulas, of: writer)
      if table == .ranking { rankRuns = runs }
    }
    writer.beginCharts(name: chartSheet)
    writeTrends(to: writer)
    writeRankings(rankRuns, headings: places[BriefingTables.Table.ranking.rawValue], to: writer)
    var buffer = buffer
    buffer.append(try writer.finish())
    return buffer
  }

  /// Writes a table on its sheet.
  ///
  /// - Returns: Where the rows of each year and indicator stand.
  private func write(
    _ source: some TableSource, _ sheet: String, _ formulas: WorkbookFormulas,
    of writer: WorkbookWriter
  ) -> [[String]: Range<Int>] {
    let headings = source.headings
    let keys: Set = ["year", "indicator"]
    let sink = XLSXSink(
      sheet: sheet, headings: headings, language: language, formulas: formulas, of: writer)
    guard headings.contains(where: { $0.id == "rank" }) else {
      var sink = sink
      source.write(to: &sink)
      return [:]
    }
    var runs = RowRuns(sink, headings: headings, keys: keys)
    source.write(to: &runs)
    return runs.runs
  }

  // MARK: Charts

  /// A line for each figure of the whole, section by section.
  private func writeTrends(to writer: WorkbookWriter) {
    let sheet = BriefingTables.Table.rollup.sheet[language]
    let lines = BriefingTrendTable(briefing, texts).lines
    // Behind label and measure come the years.
    let columns = 2...(1 + briefing.years.count)
    for section in BriefingOutline.Section.allCases {
      let charts = briefing.lines([.card, .trend]).filter { $0.section == section }.compactMap {
        line -> WorkbookChart? in
        guard let chart = briefing.trendChart(line), let row = lines.firstIndex(of: line) else {
          return nil
        }
        let cells = { (row: Int) in
          WorkbookChart.Cells(sheet: sheet, rows: row...row, columns: columns)
        }
        return WorkbookChart(
          .line, title: "\(chart.title)（\(chart.measure)）", name: briefing.region,
          categories: cells(0), values: cells(row + 1),
          steps: chart.looks(of: chart.series[0]).map(\.ofWorkbook),
          startsAtZero: chart.series[0].figures.allSatisfy { ($0 ?? 0) >= 0 },
          description: chart.description(language))
      }
      if !charts.isEmpty { writer.charts(charts, under: texts(section.title)) }
    }
  }

  /// Bars of the first places of each figure that stands as a card, in the last year.
  private func writeRankings(
    _ runs: [[String]: Range<Int>], headings place: WorkbookFormulas.Place?,
    to writer: WorkbookWriter
  ) {
    guard let place, let value = place.column("value"),
      let name = place.column("unit") ?? place.column("region")
    else { return }
    let charts = briefing.lines([.card]).compactMap { line -> WorkbookChart? in
      let entry = briefing.panel.catalog[line.indicator]
      guard let run = runs[["\(briefing.year)", entry.id.name]] else { return nil }
      // Behind the heading.
      let first = run.lowerBound + 1
      let rows = first...min(run.upperBound, run.lowerBound + Self.barLimit)
      let title = "\(entry.label)（\(entry.measure.name)）"
      return WorkbookChart(
        .bars, title: title, name: entry.label,
        categories: .init(sheet: place.sheet, rows: rows, columns: name...name),
        values: .init(sheet: place.sheet, rows: rows, columns: value...value),
        description: title)
    }
    if !charts.isEmpty {
      writer.charts(charts, under: texts(.chartsTop, ["year": "\(briefing.year)"]))
    }
  }
}

extension LineChart.StepLook {
  fileprivate var ofWorkbook: WorkbookChart.Step {
    switch self {
    case .drawn: .drawn
    case .dashed: .dashed
    case .absent: .absent
    }
  }
}
