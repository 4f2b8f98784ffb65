import Markup
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A briefing as a folder of files: the page, its tables as CSV for programs and as one workbook for
/// people, and what goes back to the units.
public struct BriefingFolder {
  private let briefing: Briefing
  private let texts: BriefingTexts
  private let path: String

  /// A folder to write a briefing into; it is made where it is not there.
  ///
  /// - Throws: `CatalogError` for a mistake of the data files.
  public init(_ briefing: Briefing, path: String, language: Language) throws(CatalogError) {
    self.briefing = briefing
    self.path = path
    texts = try BriefingTexts.builtIn(language)
  }

  private var language: Language { texts.language }

  /// The tables of a briefing: the names of their files and sheets.
  private enum Table: String, CaseIterable {
    case rollup, parts, trend, change, ranking, findings, scorecard, coverage, panel

    var sheet: LocalizedText {
      switch self {
      case .rollup: LocalizedText(zh: "汇总", en: "Roll-up")
      case .parts: LocalizedText(zh: "分地区汇总", en: "Regions")
      case .trend: LocalizedText(zh: "历年趋势", en: "Trends")
      case .change: LocalizedText(zh: "增减", en: "Change")
      case .ranking: LocalizedText(zh: "排名", en: "Rankings")
      case .findings: LocalizedText(zh: "问题", en: "Findings")
      case .scorecard: LocalizedText(zh: "填报质量", en: "Scorecard")
      case .coverage: LocalizedText(zh: "报送情况", en: "Coverage")
      case .panel: LocalizedText(zh: "全部数据", en: "Panel")
      }
    }
  }

  /// Writes the page, the tables and the workbook.
  ///
  /// - Returns: The paths written, the page first.
  /// - Throws: `OutputDestination.Failure` where a file cannot be written.
  public func write() throws -> [String] {
    try makeFolder(path)
    var paths = ["\(path)/briefing.html"]
    try OutputDestination(path: paths[0]).write { buffer in
      var page = MarkupWriter(buffer)
      try BriefingPage(briefing: briefing, texts: texts).write(to: &page)
      return page.output
    }
    for table in tables {
      let file = "\(path)/\(table.rawValue).csv"
      try OutputDestination(path: file).write { writeCSV(table, to: $0) }
      paths.append(file)
    }
    let workbook = "\(path)/briefing.xlsx"
    try OutputDestination(path: workbook).write(writeWorkbook)
    return paths + [workbook]
  }

  /// Writes what goes back to the units: a page for each with something to put right, and one that
  /// leads to them.
  ///
  /// - Returns: The paths written, the one that leads to the others first.
  /// - Throws: `OutputDestination.Failure` where a file cannot be written.
  public func writeReturns() throws -> [String] {
    let folder = "\(path)/returns"
    try makeFolder(path)
    try makeFolder(folder)
    let list = ReturnList(report: briefing.findings, texts: texts)
    let sheets = list.sheets
    var paths = ["\(folder)/index.html"]
    try OutputDestination(path: paths[0]).write { try list.writeIndex(sheets, to: $0) }
    for sheet in sheets {
      let file = "\(folder)/\(list.fileName(of: sheet))"
      try OutputDestination(path: file).write { try list.write(sheet, to: $0) }
      paths.append(file)
    }
    return paths
  }

  private func makeFolder(_ path: String) throws {
    let made = path.split(separator: "/", omittingEmptySubsequences: false).indices.map { end in
      path.split(separator: "/", omittingEmptySubsequences: false)[...end].joined(separator: "/")
    }
    for part in made where !part.isEmpty {
      guard mkdir(part, 0o755) == 0 || errno == EEXIST else {
        throw OutputDestination.Failure(path: part, reason: Errno(rawValue: errno).description)
      }
    }
  }

  // MARK: Tables

  private var tables: [Table] { Table.allCases.filter { $0 != .parts || briefing.parts != nil } }
  private var selection: Selection { Selection(years: Set(briefing.years)) }

  private func writeCSV(_ table: Table, to buffer: ByteBuffer) -> ByteBuffer {
    func csv(_ source: some TableSource) -> ByteBuffer {
      source.render(as: .csv, language: language, withByteOrderMark: true, to: buffer)
    }
    return with(table) { csv($0) }
  }

  private func writeWorkbook(to buffer: ByteBuffer) throws -> ByteBuffer {
    let writer = try WorkbookWriter()
    for table in tables {
      func add(_ source: some TableSource) {
        var sink = XLSXSink(
          sheet: table.sheet[language], headings: source.headings, language: language, of: writer)
        source.write(to: &sink)
      }
      with(table) { add($0) }
    }
    var buffer = buffer
    buffer.append(try writer.finish())
    return buffer
  }

  /// Hands a table to a closure.
  private func with<Result>(_ table: Table, _ body: (any TableSource) -> Result) -> Result {
    switch table {
    case .rollup: body(RollUpTable(briefing.total, selection))
    case .parts: body(RollUpTable(briefing.parts ?? briefing.total, selection))
    case .trend: body(TrendExport(briefing.bodies, selection))
    case .change: body(ChangeTable(briefing.bodies.change(), selection))
    case .ranking: body(RankTable(briefing.ranking, selection))
    case .findings: body(FindingsTable(briefing.findings, language: language))
    case .scorecard: body(ScorecardTable(briefing.scorecard, of: briefing.findings.panel))
    case .coverage: body(CoverageTable(briefing.panel))
    case .panel:
      body(LongExport(PanelExcerpt(briefing.panel, years: Set(briefing.years))))
    }
  }
}
