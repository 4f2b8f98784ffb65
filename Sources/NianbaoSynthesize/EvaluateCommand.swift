import ArgumentParser
import Nianbao
import Synthesis

/// `nianbao-synthesize evaluate`: how well planted mistakes are found again.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Plant mistakes into consistent reports and score how well the diagnosis finds them.")

  @Option(help: "The number of reports with mistakes.")
  var reports = 12_000

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "How much prose the reports have: none, counted (as published reports have), all; or several.",
      valueName: "amounts"))
  var prose = "none,counted"

  @Flag(help: "Districts with their townships, tied by the rules with children(…) of --rules.")
  var districts = false

  @Option(help: "A file of further rules, such as Documentation/Samples/rollup.yaml.")
  var rules: [String] = []

  @Option(help: "table, csv, json, markdown or html.")
  var format = OutputFormat.table

  @Option(help: "The language of headings and names: zh or en.")
  var lang = Language.english

  @Option(help: "Show this many mistakes whose cells are not named first, and no table.")
  var examples = 0

  @Option(help: "Show examples of one type only, such as digits-swapped.")
  var type: MistakeType?

  @Option(help: "Show examples of reports with this many mistakes only.")
  var mistakes: Int?

  func validate() throws {
    guard reports > 0 else { throw ValidationError("--reports is a number from 1.") }
    guard examples >= 0 else { throw ValidationError("--examples is a number from 0.") }
    guard examples > 0 || (type == nil && mistakes == nil) else {
      throw ValidationError("--type and --mistakes choose among --examples; say how many.")
    }
    guard !districts || !rules.isEmpty else {
      throw ValidationError(
        "--districts needs --rules with children(…), such as Documentation/Samples/rollup.yaml.")
    }
    _ = try amounts()
  }

  private func amounts() throws -> [ProseAmount] {
    try prose.split(separator: ",").map { name in
      guard let amount = ProseAmount(rawValue: String(name)) else {
        throw ValidationError("--prose is none, counted or all, not ‘\(name)’.")
      }
      return amount
    }
  }

  func run() async throws {
    var options = Evaluation.Options()
    options.reports = reports
    options.seed = seed
    options.examples = examples
    options.exampleType = type
    options.exampleMistakes = mistakes
    options.subject = districts ? .districts : .units
    let catalog = try Catalog.builtIn()
    let (rates, proseRates) = (try MistakeRates.builtIn(), try ProseRates.builtIn(catalog))
    let rules = try rules.reduce(RuleSet.builtIn(catalog)) { try $0.adding(path: $1) }
    let regions = try RegionTree.builtIn()
    var evaluations: [Evaluation] = []
    for amount in try amounts() {
      options.prose = amount
      evaluations.append(
        try Evaluation(
          rules: rules, regions: regions, rates: rates, prose: proseRates, options: options))
    }
    if examples > 0 {
      print(evaluations.flatMap(\.examples).joined(separator: "\n\n"))
      return
    }
    let table = EvaluationTable(evaluations, rates: rates, language: lang)
    try OutputDestination(path: nil).write { table.render(as: format, language: lang, to: $0) }
    guard format == .table else { return }
    for evaluation in evaluations {
      print("\n\(evaluation.heading[lang])\n\(evaluation.summary[lang])")
    }
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension MistakeType: ExpressibleByArgument {}
