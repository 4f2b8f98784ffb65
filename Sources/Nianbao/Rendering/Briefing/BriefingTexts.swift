/// The words of a briefing: `briefing/texts.tsv` has each in both languages.
enum BriefingText: String, CaseIterable, Sendable {
  case title
  case period
  case subtitle
  case contents
  case figures
  case figuresPrevious = "figures.previous"
  case figuresNoprevious = "figures.noprevious"
  case figuresFromzero = "figures.fromzero"
  case figuresCoverage = "figures.coverage"
  case trends
  case trendsNote = "trends.note"
  case trendsTable = "trends.table"
  case trendsEmpty = "trends.empty"
  case sectionDisclosure = "section.disclosure"
  case sectionResponse = "section.response"
  case sectionRequest = "section.request"
  case sectionDispute = "section.dispute"
  case sectionCapacity = "section.capacity"
  case rollup
  case rollupNote = "rollup.note"
  case rankings
  case rankingsNote = "rankings.note"
  case rankingsExcerpt = "rankings.excerpt"
  case heat
  case heatNote = "heat.note"
  case findings
  case findingsNone = "findings.none"
  case findingsExcerpt = "findings.excerpt"
  case findingsEvidence = "findings.evidence"
  case findingsLine = "findings.line"
  case findingsSuspects = "findings.suspects"
  case findingsOr = "findings.or"
  case findingsMore = "findings.more"
  case scorecard
  case coverage
  case coverageNote = "coverage.note"
  case coverageMissing = "coverage.missing"
  case breaks
  case breaksEditions = "breaks.editions"
  case breaksNone = "breaks.none"
  case breaksNote = "breaks.note"
  case method
  case methodNull = "method.null"
  case methodChange = "method.change"
  case methodRank = "method.rank"
  case methodFindings = "method.findings"
  case methodFiles = "method.files"
  case filter
  case rankPlace = "rank.place"
  case rankUp = "rank.up"
  case rankDown = "rank.down"
  case unit
  case region
  case returnsTitle = "returns.title"
  case returnsIndex = "returns.index"
  case returnsLead = "returns.lead"
  case returnsItem = "returns.item"
  case returnsRule = "returns.rule"
  case returnsNone = "returns.none"
  case returnsCount = "returns.count"
}

/// The words of a briefing in one language.
struct BriefingTexts: Sendable {
  /// The language.
  let language: Language
  private let templates: [BriefingText: MessageTemplate]

  /// The words of a data file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  init(file: String, text: String, language: Language) throws(CatalogError) {
    let table = try DataTable(file: file, text: text, headings: ["id", "zh", "en"])
    var problems: [DataFileProblem] = []
    var templates: [BriefingText: MessageTemplate] = [:]
    for row in table.rows {
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file, line: row.line, message: message))
      }
      guard let id = BriefingText(rawValue: row["id"]) else {
        report("no page uses a text ‘\(row["id"])’")
        continue
      }
      let (chinese, english) = (MessageTemplate(row["zh"]), MessageTemplate(row["en"]))
      if row["zh"].isEmpty || row["en"].isEmpty { report("a text in zh and en is needed") }
      if Set(chinese.placeholders) != Set(english.placeholders) {
        report("zh and en have different placeholders")
      }
      if templates[id] != nil { report("‘\(id.rawValue)’ stands here twice") }
      templates[id] = language == .chinese ? chinese : english
    }
    for id in BriefingText.allCases where templates[id] == nil && problems.isEmpty {
      problems.append(DataFileProblem(file: file, line: 0, message: "‘\(id.rawValue)’ is missing"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.language = language
    self.templates = templates
  }

  /// The words that ship in the binary.
  ///
  /// - Throws: `CatalogError` with every mistake of the data file; a test walks it.
  static func builtIn(_ language: Language) throws(CatalogError) -> BriefingTexts {
    let file = try EmbeddedFile.required("briefing/texts.tsv")
    return try BriefingTexts(file: file.path, text: file.text, language: language)
  }

  /// A text with its placeholders filled.
  func callAsFunction(_ id: BriefingText, _ values: [String: String] = [:]) -> String {
    templates[id]?.filled { values[$0] ?? "" } ?? ""
  }
}
