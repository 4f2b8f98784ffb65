import ArgumentParser
import Nianbao

/// `nianbao change`: year over year.
struct ChangeCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Compare each year with the year before: difference, percent, index.",
    discussion: """
      A change looks at the year before, never at the row before. With --across-gaps it looks at the
      last year reported, and percent is the growth a year.

      Examples:
        nianbao change reports/ --units 古北口镇 --indicators request.received
        nianbao change reports/ --by county --index 2014
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Compare regions of a level instead of units: province, prefecture, county, all.")
  var by: GroupingName?

  @Flag(help: "Look at the last reported year where the year before has no figure.")
  var acrossGaps = false

  @Option(help: "Add an index whose base year, such as 2014, is 100.")
  var index: Int?

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel, looksBack: true)
    let frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: selection.indicators).frame }
      ?? panel.frame(indicators: selection.indicators)
    let change = frame.change(from: acrossGaps ? .lastReported : .previousYear)
    try output.write(ChangeTable(change, selection, indexBase: index.map { Year($0) }))
    throw status
  }
}
