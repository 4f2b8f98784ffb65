import Nianbao

@testable import Synthesis

/// Records of every form of the evaluation set, with mistakes.
struct EvaluationFixture {
  let regions: RegionTree
  let rules: RuleSet
  let rates: MistakeRates
  let forms: [RecordForm]
  let proseRates: ProseRates

  init() throws {
    let catalog = try Catalog.builtIn()
    regions = RegionTree([])
    rules = try RuleSet.builtIn(catalog)
    rates = try MistakeRates.builtIn()
    forms = try Evaluation.forms(rules)
    proseRates = try ProseRates.builtIn(catalog)
  }

  func cases(
    _ form: RecordForm, _ count: Int, seed: UInt64, prose: ProseAmount = .none
  ) throws -> [EvaluationCase] {
    let model = try RecordModel(form: form)
    let prose = ProseModel(form: form, rates: proseRates, amount: prose)
    return (0..<count).map {
      EvaluationCase($0, model: model, prose: prose, rates: rates, seed: seed)
    }
  }

  /// The rules that records break, by the panel's columns.
  func broken(_ records: [[Double]], _ form: RecordForm) -> Set<String> {
    let panel = EvaluationPanel(records, form: form, regions: regions).panel
    return Set(
      Confrontation(panel, with: rules).outcomes.flatMap { outcome in
        outcome.failing.map { "\($0.position) \(outcome.year) \(rules.rules[outcome.rule].id)" }
      })
  }
}
