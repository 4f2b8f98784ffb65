import ArgumentParser
import Nianbao

extension ComponentsTable.Content: ExpressibleByArgument {}

/// `nianbao components`: the directions in which bodies differ most.
struct ComponentsCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "components",
    abstract: "Principal components of a year: in what units or regions differ most.",
    discussion: """
      Figures are standardised. Indicators that less than half of the bodies have, or that are equal for
      all, are left out, then bodies that lack one of the others; what was left out is told. Without
      --years the last year is taken for which there are components.

      Examples:
        nianbao components reports/ --indicators 'request.*,disclosure.*'
        nianbao components reports/ --years 2018 --show loadings --count 2
        nianbao components national.nbp --by county --years 2018 --show scores -o scores.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Regions of a level instead of units: province, prefecture, county.")
  var by: GroupingName?

  @Option(
    help:
      "variance (what each explains), loadings (what each is made of) or scores (of the bodies).")
  var show: ComponentsTable.Content = .variance

  @Option(help: "How many components.")
  var count = 5

  @Option(
    help:
      "log (standardised logarithms), figures (standardised) or share (of the body's own sum).")
  var scale: ProfileScale = .log

  func validate() throws {
    if count < 1 { throw ValidationError("--count is \(count); expected 1 or more.") }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: selection.indicators).frame }
      ?? panel.frame(indicators: selection.indicators)
    let components = frame.components(years: selection.years, scale: scale)
    try output.write(ComponentsTable(components, of: frame, show, count: count))
    for year in components { output.say(year.summary(of: frame)) }
    throw status
  }
}
