import ArgumentParser
import Nianbao

/// `nianbao rollup`: sums of a district, a city, a province, with coverage.
struct RollUpCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "rollup",
    abstract: "Add units up to regions, with how many of the units that should report did.",
    discussion: """
      A region's own report is never added to those of its units; it stands beside the sum as
      ‘published’. Where units are missing, ‘low’ and ‘high’ say what the sum would be with their
      figures as in the neighbouring years.

      Examples:
        nianbao rollup reports/ --by county
        nianbao rollup national.nbp --by province --years 2018 --indicators request.received
        nianbao rollup reports/ --by county --measure sum,mean,gini,top3
        nianbao rollup reports/ --by county,kind --min-coverage 80% --missing
        nianbao rollup reports/ --by 片区 --tags units.csv --indicators 'derived.*'
        nianbao rollup reports/ --by county --shape trend -o trend.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var grouping: GroupingOptions
  @OptionGroup var output: OutputOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "What is computed; several, separated by commas, make further columns.",
      discussion: """
        sum, mean, wmean:INDICATOR (weighted by it), median, p90 (any quantile), min, max, sd, n, share (of \
        the region above, or share:province, share:all), ratio:INDICATOR (of sums), gini, top3 (share of the \
        three largest). (default: sum)
        """), completion: .list(RollUp.Measure.names.filter { !$0.contains(":") }))
  var measure: [String] = []

  @Option(
    help: "Who should report: tree counts every township of the region, panel who ever reported.")
  var expected: Expectation.Source = .tree

  @Option(help: "Withhold figures of groups where fewer units, such as 80%, have one.")
  var minCoverage: Percentage?

  @Option(
    help: "Estimate missing figures, marked imputed: linear, last or median-ratio.")
  var impute: RollUp.Imputation?

  @Flag(help: "Add the selected years up as if they were one; not for figures at a year's end.")
  var poolYears = false

  @Option(
    help: ArgumentHelp(
      "long (a row for each year), wide (the years as columns) or trend (with the changes between).",
      discussion: "tidy is another word for long."))
  var shape: TableShape = .long

  @Flag(help: "Name the units that lack a figure in a column, and those without a report.")
  var missing = false

  enum TableShape: String, ExpressibleByArgument, CaseIterable {
    case long, wide, trend, tidy
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let (grouping, tags) = try grouping.grouping(of: panel)
    var options = RollUp.Options()
    options.measures = try measures(panel.catalog)
    options.expected = expected
    options.minimumCoverage = minCoverage?.share ?? 0
    options.boundsSums = options.measures.contains(.sum) && shape != .trend
    options.imputation = impute
    options.tags = tags
    let pooling = try pooling(panel, selection, options.measures)
    options.pooledYears = pooling?.years
    let rollUp = panel.rollUp(
      by: grouping, options, indicators: pooling?.indicators ?? selection.indicators)
    switch shape {
    case .long, .tidy:
      try output.write(RollUpTable(rollUp, selection, showsMissing: missing))
    case .wide:
      try output.write(
        WideTable(
          RollUpTable(rollUp, selection, showsMissing: missing), years: rollUp.frame.years,
          selection))
    case .trend: try output.write(TrendExport(rollUp.frame, selection))
    }
    sayUngrouped(rollUp)
    if missing { sayMissing(rollUp, selection) }
    throw status
  }

  private func measures(_ catalog: Catalog) throws -> [RollUp.Measure] {
    let words = measure.flatMap { $0.split(separator: ",").map(String.init) }
    return try (words.isEmpty ? ["sum"] : words).map { try RollUp.Measure($0, in: catalog) }
  }

  /// The years to pool, and the indicators that can be.
  private func pooling(_ panel: Panel, _ selection: Selection, _ measures: [RollUp.Measure]) throws
    -> Pooling?
  {
    guard poolYears else { return nil }
    let pooling = Pooling(panel, selection, measures: measures)
    if selection.indicators != nil, !pooling.stocks.isEmpty {
      throw SelectionError.pooledStocks(pooling.stocks.map { panel.catalog[$0].id.name })
    }
    if !pooling.stocks.isEmpty {
      output.say(
        LocalizedText(
          zh: "nianbao: \(pooling.stocks.count) 个年末（或年初）数的指标几年不能相加，未列",
          en:
            "nianbao: \(pooling.stocks.count) indicators of a year's end or start do not add up over "
            + "years and are left out"))
    }
    return pooling
  }

  private func sayUngrouped(_ rollUp: RollUp) {
    let count = rollUp.ungroupedCount
    guard count > 0 else { return }
    output.say(
      LocalizedText(
        zh: "nianbao: \(count) 个单位不属于任何一组，未计入",
        en: "nianbao: left out, since in no group: " + EnglishCount.text(count, "unit")))
  }

  private func sayMissing(_ rollUp: RollUp, _ selection: Selection) {
    for (body, expectation) in zip(rollUp.frame.bodies.indices, rollUp.expectations) {
      let name = rollUp.frame.bodies[body].name
      if !expectation.missing.isEmpty {
        let names = expectation.missing.map(\.name)
        output.say(
          LocalizedText(
            zh: "\(name)：从未报送的单位 \(names.count) 个：\(names.joined(separator: "、"))",
            en: "\(name): " + EnglishCount.text(names.count, "unit") + " never reported: "
              + names.joined(separator: ", ")))
      }
      for (position, year) in rollUp.frame.years.enumerated() where selection.contains(year) {
        let names = rollUp.unreported(position, body)
        guard !names.isEmpty else { continue }
        output.say(
          LocalizedText(
            zh: "\(name) \(year)年：未报送的单位 \(names.count) 个：\(names.joined(separator: "、"))",
            en: "\(name) \(year): " + EnglishCount.text(names.count, "unit")
              + " did not report: " + names.joined(separator: ", ")))
      }
    }
  }
}

/// A share such as `80%`.
struct Percentage: ExpressibleByArgument {
  let share: Double

  init?(argument: String) {
    guard argument.hasSuffix("%"), let percent = Double(argument.dropLast()),
      (0...100).contains(percent)
    else { return nil }
    share = percent / 100
  }
}
