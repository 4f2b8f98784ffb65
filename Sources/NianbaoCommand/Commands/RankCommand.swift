import ArgumentParser
import Nianbao

extension RankOptions.Ties: ExpressibleByArgument {}

/// `nianbao rank`: who is first, who is last, who moved.
struct RankCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Rank units or regions, year by year, with the movement since the year before.",
    discussion: """
      Examples:
        nianbao rank reports/ --indicators request.received --years 2018 --top 5
        nianbao rank national.nbp --by county --indicators disclosure.total --ties dense
        nianbao rank national.nbp --in county --indicators request.received --top 1
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Rank regions of a level instead of units: province, prefecture, county.")
  var by: GroupingName?

  @Option(name: .customLong("in"), help: "Rank within each region of a level on its own.")
  var inLevel: LevelName?

  @Option(help: "What equal figures get: competition, dense, ordinal, average or max.")
  var ties: RankOptions.Ties = .competition

  @Flag(help: "The smallest figure comes first.")
  var ascending = false

  @Option(help: "Only the first so many.")
  var top: Int?

  @Option(help: "Only the last so many; with --top both.")
  var bottom: Int?

  @Flag(help: "Rank by the change in percent from the year before instead of the figure.")
  var byChange = false

  enum LevelName: String, ExpressibleByArgument, CaseIterable {
    case province, prefecture, county

    var level: RegionCode.Level {
      switch self {
      case .province: .province
      case .prefecture: .prefecture
      case .county: .county
      }
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel, looksBack: true)
    var options = RankOptions()
    options.ties = ties
    options.isDescending = !ascending
    options.within = inLevel?.level
    var frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: selection.indicators).frame }
      ?? panel.frame(indicators: selection.indicators)
    if byChange { frame = frame.change().percentFrame }
    try output.write(RankTable(frame.ranked(options), selection, top: top, bottom: bottom))
    throw status
  }
}
