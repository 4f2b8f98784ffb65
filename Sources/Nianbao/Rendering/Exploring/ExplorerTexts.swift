/// The words of the explorer: `exploring/texts.tsv` has each in both languages.
enum ExplorerText: String, PhraseID {
  case title
  case everywhere
  case viewOverview = "view.overview"
  case viewRollup = "view.rollup"
  case viewChange = "view.change"
  case viewRank = "view.rank"
  case viewTrend = "view.trend"
  case viewBriefing = "view.briefing"
  case views
  case path
  case chosen
  case region
  case regionHint = "region.hint"
  case from
  case to
  case bodies
  case suiting
  case bodyUnit = "bodies.unit"
  case bodyCounty = "bodies.county"
  case bodyPrefecture = "bodies.prefecture"
  case bodyProvince = "bodies.province"
  case bodyAll = "bodies.all"
  case indicators
  case indicatorsHint = "indicators.hint"
  case show
  case rows
  case pages
  case page
  case pageFirst = "page.first"
  case pagePrevious = "page.previous"
  case pageNext = "page.next"
  case pageLast = "page.last"
  case files
  case below
  case units
  case noRows = "rows.none"
  case otherLanguage = "language.other"
  case noSuchPage = "page.unknown"
  case toOverview = "page.overview"

  static let file = "exploring/texts.tsv"
}

/// The words of the explorer in one language.
typealias ExplorerTexts = PageTexts<ExplorerText>
