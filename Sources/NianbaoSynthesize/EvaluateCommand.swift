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
  }

  func run() async throws {
    var options = Evaluation.Options()
    options.reports = reports
    options.seed = seed
    options.examples = examples
    options.exampleType = type
    options.exampleMistakes = mistakes
    let rates = try MistakeRates.builtIn()
    let rules = try RuleSet.builtIn(Catalog.builtIn())
    let evaluation = try Evaluation(
      rules: rules, regions: RegionTree.builtIn(), rates: rates, options: options)
    if examples > 0 {
      print(evaluation.examples.joined(separator: "\n\n"))
      return
    }
    let table = EvaluationTable(evaluation, rates: rates, language: lang)
    try OutputDestination(path: nil).write { table.render(as: format, language: lang, to: $0) }
    if format == .table { print(evaluation.summary[lang]) }
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension MistakeType: ExpressibleByArgument {}
