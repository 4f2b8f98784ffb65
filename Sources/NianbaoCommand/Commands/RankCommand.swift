import ArgumentParser
import Nianbao

/// `nianbao rank`: who is first, who is last, who moved.
struct RankCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Rank units or regions, year by year, with the movement since the year before.",
    discussion: """
      Rates on a few cases are mostly chance: --min-base keeps them out of the ranking, --shrink draws
      them towards the mean of their group and tells between which places each body lies. Both are for
      derived rates and those of --numerator and --base; derived ones have a smallest base of their own.
      Of a derived indicator of which less is better the smallest figure comes first.

      Examples:
        nianbao rank reports/ --indicators request.received --years 2018 --top 5
        nianbao rank national.nbp --by county --indicators disclosure.total --ties dense
        nianbao rank national.nbp --in county --indicators request.received --top 1
        nianbao rank reports/ --indicators request.received --scores percentile,z --bands 4
        nianbao rank reports/ --size disclosure.total --indicators request.received
        nianbao rank reports/ --indicators request.received --stable-top 5
        nianbao rank reports/ --indicators request.received --persistence
        nianbao rank reports/ --indicators derived.request.ontime-rate --shrink
        nianbao rank reports/ --numerator request.closed.ontime --base request.closed --shrink
        nianbao rank reports/ --tag 片区 --tags units.csv --indicators request.received
        nianbao rank reports/ --indicators request.received --shape wide
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var layout: ShapeOptions

  @Option(help: "Rank regions of a level instead of units: province, prefecture, county.")
  var by: GroupingName?

  @OptionGroup var groups: RankGroupOptions

  @Option(help: "What equal figures get: competition, dense, ordinal, average or max.")
  var ties: RankOptions.Ties = .competition

  @Flag(help: "The smallest figure comes first.")
  var ascending = false

  @Flag(help: "The largest figure comes first, also of indicators of which less is better.")
  var descending = false

  @OptionGroup var places: PlacesOptions

  @Flag(help: "Rank by the change in percent from the year before instead of the figure.")
  var byChange = false

  @Option(help: "Further columns, separated by commas: percentile, z, robust-z.")
  var scores: ScoreList = ScoreList(scores: [])

  @Option(help: "A further column: which of so many bands of about equal number; 4 for quarters.")
  var bands: Int?

  @Option(help: "Tell instead who is among the first so many in how many years.")
  var stableTop: Int?

  @Flag(help: "Tell instead how far the orders of each two years agree (Spearman, Kendall).")
  var persistence = false

  @OptionGroup var rates: RateOptions

  func validate() throws {
    try groups.check(by: by)
    if rates.numerator != nil, !selection.indicators.isEmpty {
      throw ValidationError(
        "--numerator and --base are the indicators of the rate; leave --indicators out.")
    }
    if let bands, bands < 2 { throw ValidationError("--bands is \(bands); expected 2 or more.") }
    if let stableTop, stableTop < 1 {
      throw ValidationError("--stable-top is \(stableTop); expected 1 or more.")
    }
    if stableTop != nil, persistence {
      throw ValidationError("--stable-top and --persistence are two tables; ask for one.")
    }
    if byChange, rates.numerator != nil {
      throw ValidationError("--by-change and --numerator rank by different figures; choose one.")
    }
    if ascending, descending {
      throw ValidationError("--ascending and --descending exclude each other.")
    }
    if rates.numerator == nil, rates.isAsked, selection.indicators.isEmpty {
      throw ValidationError(
        "--min-base and --shrink are for rates; name one by --numerator and --base, or a derived one "
          + "by --indicators.")
    }
    if byChange, rates.shrink {
      throw ValidationError("--shrink is for rates, and --by-change ranks by their change.")
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel, looksBack: true)
    let pair = try rates.pair(panel.catalog)
    let further = try [groups.sizeIndicator(panel.catalog)].compactMap(\.self)
    let indicators =
      pair.map { [$0.numerator, $0.base] + further }
      ?? selection.indicators(with: further, in: panel)
    if pair == nil, rates.isAsked {
      try panel.catalog.checkRates(selection.indicators ?? [])
    }
    let frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: indicators).frame }
      ?? panel.frame(indicators: indicators)
    var options = RankOptions()
    options.ties = ties
    options.order = ascending ? .smallest : descending ? .largest : .best
    try groups.apply(to: &options, panel)
    try write(ranking(frame, pair, options, selection), selection, of: pair)
    throw status
  }

  private func ranking(
    _ frame: Frame, _ pair: RatePair?, _ options: RankOptions, _ selection: Selection
  ) -> Ranking {
    if let pair {
      return frame.rates([pair]).guarded(smallest: [rates.minBase])
        .ranked(options, shrinkage: rates.shrinkage, intervalsOf: selection.years)
    }
    guard rates.isAsked || byChange else { return frame.ranked(options) }
    // A change of a rate on a few cases says as little as the rate.
    let guarded = frame.derivedRates().guarded(below: rates.minBase)
    return byChange
      ? guarded.frame.change().percentFrame.ranked(options)
      : guarded.ranked(options, shrinkage: rates.shrinkage, intervalsOf: selection.years)
  }

  private func write(_ ranking: Ranking, _ selection: Selection, of pair: RatePair?) throws {
    // Of a rate the indicators chosen are its parts, and it alone is shown.
    let shown = pair == nil ? selection : Selection(years: selection.years)
    if let stableTop {
      let top = ranking.stableTop(
        stableTop, edge: places.edge ?? .keep, years: selection.years)
      try output.write(StableTopTable(top, shown))
      output.say(top.summary(shown))
    } else if persistence {
      try output.write(
        PersistenceTable(ranking.persistence(years: selection.years), shown))
    } else {
      try layout.write(
        RankTable(
          ranking, shown, top: places.top, bottom: places.bottom, edge: places.places.edge,
          scores: scores.scores, bands: bands, keepsBodies: layout.shape == .wide),
        years: ranking.frame.years, shown, order: .byLastYear, omitting: ["previous_rank"],
        to: output)
    }
  }
}

/// What `--scores` names.
struct ScoreList: ExpressibleByArgument {
  let scores: [RankScore]

  init(scores: [RankScore]) { self.scores = scores }

  init?(argument: String) {
    let words = argument.split(separator: ",").map(String.init)
    let scores = words.compactMap(RankScore.init(rawValue:))
    guard scores.count == words.count, !scores.isEmpty else { return nil }
    self.scores = scores
  }

  var defaultValueDescription: String { "none" }
}
