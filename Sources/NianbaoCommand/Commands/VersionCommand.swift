import ArgumentParser
import Nianbao

/// `nianbao version`: what this build is and knows.
struct VersionCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: "Show the version, what it was built of, what it runs as here, and what it knows.",
    discussion: """
      nianbao --version says the version in one line.

      Examples:
        nianbao version
        nianbao version --format csv
      """)

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let catalog = try Catalog.builtIn()
    try output.write(
      ProductFactsTable(
        catalog, rules: try RuleSet.builtIn(catalog), regions: try RegionTree.builtIn(),
        history: try RegionHistory.builtIn(), derivedCount: try catalog.standardDerived().count,
        language: output.language))
  }
}
