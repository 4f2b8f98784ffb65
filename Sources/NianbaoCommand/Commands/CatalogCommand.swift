import ArgumentParser
import Nianbao

/// `nianbao catalog`: what the product knows.
struct CatalogCommand: Job {
  enum Topic: String, ExpressibleByArgument, CaseIterable {
    case indicators, rules, editions, crosswalk, regions, regionChanges = "region-changes"
  }

  static let configuration = CommandConfiguration(
    commandName: "catalog",
    abstract: "Show what is known: indicators, rules, editions of the form, regions of the past.",
    discussion: """
      crosswalk tells what stands for an indicator on other forms; regions the tree, or with --region what
      became of one region.

      Examples:
        nianbao catalog indicators --format csv
        nianbao catalog crosswalk
        nianbao catalog regions --region 密云区
        nianbao catalog indicators --search 行政诉讼
        nianbao catalog regions --search gbkz
      """)

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

  @OptionGroup var regionTables: RegionOptions

  @Option(
    help: "With regions: show what became of one, by a name, a code, or a path.",
    completion: Completions.region)
  var region: String?

  @Option(
    help: ArgumentHelp(
      "With indicators or regions: only those that a text is part of, or whose pinyin it is.",
      discussion: "The id, label or name, or its pinyin, whole or initials; of regions a code too.")
  )
  var search: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if topic != .regions, region != nil {
      throw ValidationError("--region is for nianbao catalog regions.")
    }
    if topic != .indicators, topic != .regions, search != nil {
      throw ValidationError("--search is for nianbao catalog indicators and regions.")
    }
    if search != nil, region != nil {
      throw ValidationError("--search finds regions, --region tells about one; give one of them.")
    }
    if search?.isEmpty ?? false { throw ValidationError("--search is empty; expected a text.") }
    if topic != .regions, topic != .regionChanges,
      regionTables.regions != nil || regionTables.regionChanges != nil
    {
      throw ValidationError(
        "--regions and --region-changes are for nianbao catalog regions and region-changes.")
    }
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
      try writeIndicators(catalog.adding(derived: derived.indicators(for: catalog)))
    case .rules: try writeRules(ruleFiles.ruleSet(catalog))
    case .editions: try output.write(EditionTable(catalog))
    case .crosswalk: try output.write(CrosswalkTable(catalog, language: output.language))
    case .regions: try writeRegions(regionTables.treeAndHistory(catalog))
    case .regionChanges:
      try output.write(RegionChangesTable(regionTables.treeAndHistory(catalog).history))
    }
  }

  private func writeIndicators(_ catalog: Catalog) throws {
    guard let search = try search.map({ try NameSearch($0) }) else {
      return try output.write(
        IndicatorTable(catalog, indicators: catalog.indicators.indices.map { IndicatorIndex($0) }))
    }
    let found = catalog.indicators(matching: search)
    try output.write(IndicatorTable(catalog, indicators: found))
    if found.isEmpty { sayNothingFound(search, nearest: catalog.nearestNames(to: search)) }
  }

  private func sayNothingFound(_ search: NameSearch, nearest: [String]) {
    output.say(
      LocalizedText(
        zh: "nianbao: 没有找到“\(search.text)”"
          + (nearest.isEmpty ? "" : "，是否指 \(nearest.joined(separator: "、"))"),
        en: "nianbao: nothing is found for ‘\(search.text)’"
          + (nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: ", "))")))
  }

  private func writeRegions(_ known: (tree: RegionTree, history: RegionHistory)) throws {
    let tree = known.tree.adding(known.history)
    if let search = try search.map({ try NameSearch($0) }) {
      let found = tree.regions(matching: search)
      try output.write(FoundRegionsTable(found, in: tree))
      if found.isEmpty { sayNothingFound(search, nearest: tree.nearestNames(to: search)) }
      return
    }
    guard let region else { return try output.write(RegionsTable(tree)) }
    try output.write(RegionHistoryTable(Selection.region(region, in: tree), in: tree))
  }

  private func writeRules(_ rules: RuleSet) throws {
    guard verify else { return try output.write(RuleTable(rules, language: output.language)) }
    let remarks = RuleVerification.remarks(on: rules, judging: ruleFiles.judged)
    try output.write(RuleRemarkTable(remarks, on: rules, language: output.language))
    if remarks.contains(where: { $0.severity > .info }) { throw ExitStatus.findings }
  }
}
