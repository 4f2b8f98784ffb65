import ArgumentParser
import Nianbao

/// `nianbao reconcile`: the sums of the units beside what their region published.
struct ReconcileCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Compare the sums of units with their region's own report, and explain differences.",
    discussion: """
      A difference is explained by units that lack a figure, by the region's departments, by one unit
      or the smallest set of units that is left out, or by a unit counted twice; ‘ways’ says how many
      sets of that size would do.

      Examples:
        nianbao reconcile reports/ --by county
        nianbao reconcile city.nbp --by county --years 2022 --differences --format csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The level of the regions that publish: province, prefecture or county.")
  var by: Level = .county

  @Option(
    help: "Who should report: tree counts every township of the region, panel who ever reported.")
  var expected: Expectation.Source = .tree

  @Flag(help: "Only lines that differ.")
  var differences = false

  enum Level: String, ExpressibleByArgument, CaseIterable {
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
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let reconciliation = panel.reconciliation(
      at: by.level, indicators: selection.indicators, expected: expected)
    try output.write(
      ReconciliationTable(reconciliation, selection, showsEqual: !differences))
    if reconciliation.lines.isEmpty {
      output.say(
        LocalizedText(
          zh: "nianbao: 没有地区既有本级报告、又有下属单位的报告",
          en: "nianbao: no region has both a report of its own and reports of its units"))
    }
    throw status
  }
}
