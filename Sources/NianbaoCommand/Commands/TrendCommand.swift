import ArgumentParser
import Nianbao

extension TrendOptions.Measure: ExpressibleByArgument {}

/// `nianbao trend`: how figures run over the years.
struct TrendCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "How figures run over the years: slopes with confidence, shifts, turning points.",
    discussion: """
      Measures: line (least squares), rank (Theil–Sen slope and Mann–Kendall test), shift (Pettitt's
      test for the most likely shift of level), turn (where a rise turns into a fall or a fall into a
      rise). p is the probability of as much by chance in one series; q is corrected for the number
      of series tested: only a small q is news among many units.

      Examples:
        nianbao trend reports/ --indicators request.received
        nianbao trend reports/ --by county --measures line,rank,shift,turn --format csv
        nianbao trend national.nbp --years 2014-2018 --measures rank --confidence 0.9
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var bodies: BodyOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "What to compute, separated by commas: line, rank, shift, turn.")
  var measures: ListOf<TrendOptions.Measure> = ListOf([.line, .rank])

  @Option(help: "How often an interval holds the slope.")
  var confidence: Double = 0.95

  func validate() throws {
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence is \(confidence); expected a share such as 0.95.")
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let frame = bodies.frame(of: panel, indicators: selection.indicators)
    var options = TrendOptions(Set(measures.elements))
    options.confidence = confidence
    try output.write(TrendTable(frame.trend(over: selection.years, options), selection))
    throw status
  }
}
