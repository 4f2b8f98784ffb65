import ArgumentParser
import Nianbao

/// The command `nianbao`: a subcommand for each job.
struct NianbaoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nianbao",
    abstract:
      "Read, check, roll up and compare annual reports on government information disclosure.",
    discussion: """
      Every command takes report files, folders of them, or a panel file:
        nianbao check reports/                 figures that contradict each other
        nianbao rollup reports/ --by county    the district's sums, with coverage
        nianbao export reports/ --shape trend -o trend.csv
      """,
    version: "0.1.0",
    subcommands: [
      ImportCommand.self, ShowCommand.self, CheckCommand.self, BalanceCommand.self,
      RollUpCommand.self, ReconcileCommand.self, ChangeCommand.self, TrendCommand.self,
      ExplainCommand.self,
      RankCommand.self, ScoreCommand.self, PeersCommand.self, ComponentsCommand.self,
      ExportCommand.self, BriefCommand.self, ChartCommand.self, ServeCommand.self,
      CatalogCommand.self,
    ])
}
