import ArgumentParser
import Nianbao

extension BalanceTable.Account: ExpressibleByArgument {}

/// `nianbao balance`: who is missing when.
struct BalanceCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "Who is missing when: patterns of reporting, gaps, who comes and goes.",
    discussion: """
      A unit is there in a year when it has a report, with --indicators when it has the figure. In a
      pattern such as 11.11 each place is a year, from the first to the last, and a dot a missing one.

      Examples:
        nianbao balance reports/
        nianbao balance reports/ --account units --expected tree
        nianbao balance national.nbp --by province --account summary --format csv
        nianbao balance reports/ --indicators request.received --account years
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      "What to print: patterns, summary, counts, years or units.",
      discussion: """
        patterns: how many units have which pattern; summary: the balance in a few numbers; counts: \
        how many units have how many years; years: who comes, goes and returns; units: each unit's \
        pattern, gaps and missing years.
        """))
  var account: BalanceTable.Account = .patterns

  @Option(help: "Each region of a level on its own: province, prefecture, county, township.")
  var by: GroupingName?

  @Option(help: "Who should report: panel (who ever did) or tree (every township of the county).")
  var expected: Expectation.Source = .panel

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try selection.apply(to: opened.panel)
    try output.write(
      BalanceTable(panel, selection, account: account, by: by?.level, expected: expected))
    throw status
  }
}
