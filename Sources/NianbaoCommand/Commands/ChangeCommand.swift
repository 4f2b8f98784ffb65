import ArgumentParser
import Nianbao

extension ChangeTable.Measure: ExpressibleByArgument {}

/// `nianbao change`: year over year.
struct ChangeCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Compare each year with the year before: difference, percent, index, growth, means.",
    discussion: """
      A change looks at the year before, never at the row before. With --across-gaps it looks at the
      last year reported, and percent is the growth a year. With --lag it looks some years back, with
      --from at one year; percent is then of the whole change, and the measure growth is a year's.

      Examples:
        nianbao change reports/ --units 古北口镇 --indicators request.received
        nianbao change reports/ --by county --index 2014
        nianbao change reports/ --by county --from 2014 --to 2018 --measures growth,log
        nianbao change reports/ --indicators request.received --rolling 3 --minimum 2
        nianbao change reports/ --by county --shape wide -o change.xlsx
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var bodies: BodyOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var layout: ShapeOptions

  @Flag(help: "Look at the last reported year where the year before has no figure.")
  var acrossGaps = false

  @Option(help: "Look this many years back instead of one.")
  var lag: Int?

  @Option(help: "Compare with this year instead, every later one or the one of --to.")
  var from: Int?

  @Option(help: "Show this year only; with --from the change from end to end.")
  var to: Int?

  @Option(help: "Add an index whose base year, such as 2014, is 100.")
  var index: Int?

  @Option(help: "Add means over this many years, each window ending with the row's year.")
  var rolling: Int?

  @Option(help: "How many years of --rolling must have a figure; all of them unless told.")
  var minimum: Int?

  @Option(
    help: ArgumentHelp(
      "Further columns, separated by commas: log, growth, cumulated, lead.",
      discussion: """
        log: the difference of logarithms; growth: the constant yearly growth over the years spanned; \
        cumulated: the sum up to the year; lead: the figure one year later, or --lag years.
        """))
  var measures: ListOf<ChangeTable.Measure>?

  func validate() throws {
    if [acrossGaps, lag != nil, from != nil].filter({ $0 }).count > 1 {
      throw ValidationError("--across-gaps, --lag and --from exclude each other.")
    }
    if let lag, !(1...200).contains(lag) {
      throw ValidationError("--lag is \(lag); expected a number of years from 1 on.")
    }
    if let from, let to, to <= from {
      throw ValidationError("--to is \(to); expected a year after \(from).")
    }
    if let rolling, !(2...200).contains(rolling) {
      throw ValidationError("--rolling is \(rolling); expected a number of years from 2 on.")
    }
    if let minimum {
      guard let rolling else { throw ValidationError("--minimum is for --rolling.") }
      guard (1...rolling).contains(minimum) else {
        throw ValidationError("--minimum is \(minimum); expected 1 to \(rolling), as in --rolling.")
      }
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    var (panel, selection) = try series.apply(selection, to: opened.panel, looksBack: true)
    if let from { try panel.check(Year(from)) }
    if let to { selection.years = [try panel.check(Year(to))] }
    let frame = bodies.frame(of: panel, indicators: selection.indicators)
    var extras = ChangeTable.Extras()
    extras.measures = Set(measures?.elements ?? [])
    extras.indexBase = index.map { Year($0) }
    extras.rolling = rolling.map { ($0, minimum ?? $0) }
    try layout.write(
      ChangeTable(frame.change(from: base), selection, extras: extras), years: panel.years,
      selection, omitting: base == .previousYear ? ["previous"] : [], to: output)
    throw status
  }

  private var base: Change.Base {
    if acrossGaps { return .lastReported }
    if let lag { return lag == 1 ? .previousYear : .yearsBefore(lag) }
    return from.map { .year(Year($0)) } ?? .previousYear
  }
}
