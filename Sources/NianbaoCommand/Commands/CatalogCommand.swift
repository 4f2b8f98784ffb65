import ArgumentParser
import Nianbao

/// `nianbao catalog`: what the product knows.
struct CatalogCommand: Job {
  enum Topic: String, ExpressibleByArgument, CaseIterable {
    case indicators, rules, editions, regionChanges = "region-changes"
  }

  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Show what is known: indicators, rules, editions of the form, regions of the past.")

  @Argument(help: "What to show.")
  var topic: Topic

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let catalog = try Catalog.builtIn()
    switch topic {
    case .indicators:
      try output.write(
        IndicatorTable(catalog, indicators: catalog.indicators.indices.map { IndicatorIndex($0) }))
    case .rules:
      try output.write(RuleTable(RuleSet.builtIn(catalog), language: output.language))
    case .editions: try output.write(EditionTable(catalog))
    case .regionChanges: try output.write(RegionChangesTable(RegionHistory.builtIn()))
    }
  }
}
