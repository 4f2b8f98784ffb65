/// Answers questions about a panel as web pages and files: the briefing's figures, trends and tables for
/// any region, years and indicators.
///
/// It knows nothing of sockets: an address goes in, a page comes out. Nothing changes by being asked, so
/// that one explorer answers many at once.
public struct Explorer: Sendable {
  /// What an address gets.
  public struct Answer: Sendable {
    /// What became of a question.
    public enum Outcome: Sendable {
      /// It is answered.
      case found
      /// There is no such page.
      case noSuchPage
      /// The address asks for what there is not; the page says what.
      case badRequest
    }

    /// Whether and how it could be answered.
    public let outcome: Outcome
    /// The media type.
    public let type: String
    /// The name under which a browser keeps it; nil for a page.
    public let fileName: String?
    /// The page or file.
    public let bytes: [UInt8]
  }

  /// The figures as series, on comparable boundaries.
  let figures: Panel
  /// The reports as they were read, which are checked.
  let reports: Panel
  let rules: RuleSet
  let source: SourceText
  private let language: Language

  /// The most rows of a file, and the most reports that are checked for a page.
  static let (rowLimit, reportLimit) = (1_000_000, 5_000)

  /// An explorer of a panel.
  ///
  /// - Parameters:
  ///   - figures: The panel as series over forms.
  ///   - reports: The panel as read, for checks.
  ///   - language: That of pages whose address names none.
  public init(
    figures: Panel, reports: Panel, rules: RuleSet, source: SourceText, language: Language
  ) {
    self.figures = figures
    self.reports = reports
    self.rules = rules
    self.source = source
    self.language = language
  }

  /// The files that pages ask for beside themselves, by their addresses.
  private static let assets: [String: (file: String, type: String)] = [
    "/briefing.css": ("briefing/briefing.css", "text/css; charset=utf-8"),
    "/briefing.js": ("briefing/briefing.js", "text/javascript; charset=utf-8"),
    "/explorer.css": ("exploring/explorer.css", "text/css; charset=utf-8"),
    "/explorer.js": ("exploring/explorer.js", "text/javascript; charset=utf-8"),
  ]

  /// The answer to an address.
  ///
  /// - Parameters:
  ///   - path: Such as `/rank.csv`, decoded.
  ///   - query: The names and values behind the question mark, decoded.
  /// - Throws: `CatalogError` for a mistake of the data files.
  public func answer(path: String, query: [(name: String, value: String)]) throws -> Answer {
    if let asset = Self.assets[path] {
      return Answer(
        outcome: .found, type: asset.type, fileName: nil,
        bytes: Array(try EmbeddedFile.required(asset.file).text.utf8))
    }
    // The language of a complaint is the one asked for, where that can be read.
    let spoken =
      query.last { $0.name == "lang" }.flatMap { Language(rawValue: $0.value) } ?? language
    let texts = try ExplorerTexts.builtIn(spoken)
    do {
      guard let state = try ExplorerState(path: path, query: query) else {
        return try complaint(texts(.noSuchPage), .noSuchPage, ExplorerState(), texts)
      }
      do {
        return try answer(state, texts)
      } catch let error as any UsageError {
        return try complaint(error.message[spoken], .badRequest, state, texts)
      }
    } catch let error as ExplorerProblem {
      return try complaint(error.message[spoken], .badRequest, ExplorerState(), texts)
    }
  }

  private func answer(_ state: ExplorerState, _ texts: ExplorerTexts) throws -> Answer {
    let view = try ExplorerView(self, state, texts.language)
    guard state.view.isTable, state.format != .html else {
      return try page(.found) { try view.write(to: &$0) }
    }
    let table = view.table
    // All rows, in the order shown.
    let rows = TablePage(table, TablePage.Order(size: 1)).total
    guard rows <= Self.rowLimit else {
      throw ExplorerProblem.tooManyRows(limit: Self.rowLimit)
    }
    let ordered = TablePage(
      table, TablePage.Order(column: state.sort, isDescending: state.isDescending))
    let isCSV = state.format == .csv
    let bytes = ordered.render(
      as: state.format, language: texts.language, withByteOrderMark: isCSV, to: ByteBuffer()
    ).pending
    return Answer(
      outcome: .found,
      type: isCSV ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
      fileName: "nianbao-\(state.view.rawValue).\(state.format.rawValue)", bytes: bytes)
  }

  private func complaint(
    _ message: String, _ outcome: Answer.Outcome, _ state: ExplorerState, _ texts: ExplorerTexts
  ) throws -> Answer {
    page(outcome) { page in
      ExplorerPage(explorer: self, state: state, texts: texts).write(problem: message, to: &page)
    }
  }

  private func page(
    _ outcome: Answer.Outcome, _ write: (inout MarkupWriter) throws -> Void
  ) rethrows -> Answer {
    var page = MarkupWriter(ByteBuffer())
    try write(&page)
    return Answer(
      outcome: outcome, type: "text/html; charset=utf-8", fileName: nil,
      bytes: page.output.pending)
  }
}
