import ArgumentParser
import Nianbao

/// The command `nianbao`: a subcommand for each job.
struct NianbaoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nianbao",
    abstract:
      "Read, check, roll up and compare annual reports on government information disclosure.",
    discussion: """
      Every command takes report files, folders of them, or a panel file.

      Examples:
        nianbao check reports/                 # figures that contradict each other
        nianbao rollup reports/ --by county    # the district's sums, with coverage
        nianbao export reports/ --shape trend -o trend.csv

      Environment:
        LC_ALL, LC_MESSAGES, LANG  The language of headings and messages, Chinese where they begin with zh.
        NIANBAO_PAGER, PAGER  What shows a table that is longer than the screen; less otherwise.
        LESS  The options of less; FRX where it is not set, so that it ends where all fits.
        NO_COLOR  Set to anything, nothing is coloured.
        COLUMNS  How wide tables are.

      Exit status:
        0  All was done.
        1  There are findings, in check and catalog rules --verify.
        2  The call's words are off.
        3  An input could not be read; the others still were.
      """,
    version: ProductFactsTable.versionLine,
    subcommands: [
      ImportCommand.self, ShowCommand.self, CheckCommand.self, BalanceCommand.self,
      RollUpCommand.self, ReconcileCommand.self, ChangeCommand.self, TrendCommand.self,
      ExplainCommand.self,
      RankCommand.self, ScoreCommand.self, PeersCommand.self, ComponentsCommand.self,
      ExportCommand.self, BriefCommand.self, ChartCommand.self, ServeCommand.self,
      CatalogCommand.self, VersionCommand.self,
    ])
}
