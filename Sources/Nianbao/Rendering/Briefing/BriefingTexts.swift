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
  case rankNote = "rank.note"
  case rankUp = "rank.up"
  case rankDown = "rank.down"
  case unit
  case region
  case total
  case ownReport = "total.own"
  case charts
  case chartsTop = "charts.top"
  case documentNote = "document.note"
  case documentTables = "document.tables"
  case returnsTitle = "returns.title"
  case returnsIndex = "returns.index"
  case returnsLead = "returns.lead"
  case returnsItem = "returns.item"
  case returnsRule = "returns.rule"
  case returnsNone = "returns.none"
  case returnsCount = "returns.count"
}

extension BriefingText: PhraseID {
  static let file = "briefing/texts.tsv"
}

/// The words of a briefing in one language.
typealias BriefingTexts = PageTexts<BriefingText>
