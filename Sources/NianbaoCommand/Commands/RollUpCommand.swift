import ArgumentParser
import Nianbao

/// `nianbao rollup`: sums of a district, a city, a province, with coverage.
struct RollUpCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "rollup",
    abstract: "Add units up to regions, with how many of the units that should report did.",
    discussion: """
      A region's own report is never added to those of its units; it stands beside the sum as
      ‘published’.

      Examples:
        nianbao rollup reports/ --by county
        nianbao rollup national.nbp --by province --years 2018 --indicators request.received
        nianbao rollup reports/ --by county --measure median
        nianbao rollup reports/ --by county --shape trend -o trend.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The level: province, prefecture, county, township or all.")
  var by: GroupingName = .county

  @Option(help: "sum, mean, median, min, max, n, or a quantile such as p90.")
  var measure: MeasureName = .sum

  @Option(
    help: "Who should report: tree counts every township of the region, panel who ever reported.")
  var expected: Expectation.Source = .tree

  @Option(help: "tidy (one row a region, year and indicator) or trend (years as columns).")
  var shape: TableShape = .tidy

  @Flag(help: "Name the units that never reported.")
  var missing = false

  enum TableShape: String, ExpressibleByArgument, CaseIterable {
    case tidy, trend
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let rollUp = panel.rollUp(
      to: by.grouping, measure: measure.measure, indicators: selection.indicators,
      expected: expected)
    switch shape {
    case .tidy: try output.write(RollUpTable(rollUp, selection))
    case .trend: try output.write(TrendExport(rollUp.frame, selection))
    }
    if missing { sayMissing(rollUp) }
    throw status
  }

  private func sayMissing(_ rollUp: RollUp) {
    for (body, expectation) in zip(rollUp.frame.bodies, rollUp.expectations)
    where !expectation.missing.isEmpty {
      let names = expectation.missing.map(\.name)
      output.say(
        LocalizedText(
          zh: "\(body.name)：从未报送的单位 \(names.count) 个：\(names.joined(separator: "、"))",
          en: "\(body.name): \(names.count) units never reported: \(names.joined(separator: ", "))")
      )
    }
  }
}

/// What `--measure` names.
struct MeasureName: ExpressibleByArgument {
  let measure: RollUp.Measure

  static let sum = MeasureName(measure: .sum)

  init(measure: RollUp.Measure) { self.measure = measure }

  init?(argument: String) {
    switch argument {
    case "sum": measure = .sum
    case "mean": measure = .mean
    case "median": measure = .median
    case "min": measure = .minimum
    case "max": measure = .maximum
    case "n": measure = .count
    default:
      guard argument.first == "p", let percent = Double(argument.dropFirst()),
        (0...100).contains(percent)
      else { return nil }
      measure = .quantile(percent / 100)
    }
  }

  var defaultValueDescription: String { "sum" }
}
