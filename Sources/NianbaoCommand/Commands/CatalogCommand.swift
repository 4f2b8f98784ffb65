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

  @OptionGroup var ruleFiles: RuleFileOptions
  @OptionGroup var derived: DerivedOptions

  @Flag(
    help: ArgumentHelp(
      "With rules: show what is the matter with them instead.",
      discussion: """
        Rules that contradict each other, that never say anything, and that say what others say. With \
        --rules those of the files are judged, beside the shipped ones. Exit status 1 says that there \
        is more than information.
        """))
  var verify = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if topic != .rules, verify || !ruleFiles.rules.isEmpty {
      throw ValidationError("--verify and --rules are for nianbao catalog rules.")
    }
    if topic != .indicators, !derived.derived.isEmpty {
      throw ValidationError("--derived is for nianbao catalog indicators.")
    }
  }

  func run() async throws {
    let catalog = try Catalog.builtIn()
    switch topic {
    case .indicators:
      let catalog = catalog.adding(derived: try derived.indicators(for: catalog))
      try output.write(
        IndicatorTable(catalog, indicators: catalog.indicators.indices.map { IndicatorIndex($0) }))
    case .rules: try writeRules(ruleFiles.ruleSet(catalog))
    case .editions: try output.write(EditionTable(catalog))
    case .regionChanges: try output.write(RegionChangesTable(RegionHistory.builtIn()))
    }
  }

  private func writeRules(_ rules: RuleSet) throws {
    guard verify else { return try output.write(RuleTable(rules, language: output.language)) }
    let remarks = RuleVerification.remarks(on: rules, judging: ruleFiles.judged)
    try output.write(RuleRemarkTable(remarks, on: rules, language: output.language))
    if remarks.contains(where: { $0.severity > .info }) { throw ExitStatus.findings }
  }
}
