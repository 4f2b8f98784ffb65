import Nianbao

/// How well the diagnosis of inconsistent reports finds mistakes that were planted into consistent ones.
///
/// Records of one unit over three years are made in memory and put into panels; the panels of true
/// figures must have no finding. Into one report of each record mistakes are planted, and each is
/// looked for in the diagnosis. `Documentation/Localisation.md` says what is counted.
public struct Evaluation: Sendable {
  /// What is evaluated.
  public struct Options: Sendable {
    /// The number of reports with mistakes; each stands between true reports of its unit.
    public var reports = 12_000
    /// What the figures and the mistakes depend on.
    public var seed: UInt64 = 1
    /// How many missed mistakes are kept as examples.
    public var examples = 0
    /// The type of which examples are kept; nil for all.
    public var exampleType: MistakeType?
    /// The number of mistakes in the reports that examples are kept of; nil for any.
    public var exampleMistakes: Int?

    /// 12,000 reports, no examples.
    public init() {}
  }

  /// The scores of all mistakes.
  public private(set) var scores: [MistakeScore] = []
  /// The true reports that rules were confronted with.
  public private(set) var trueReports = 0
  /// The findings in true reports, and those in reports with mistakes that rest on no wrong figure.
  public private(set) var falseAlarms = 0
  /// How often each rule is broken by true reports: nothing, if rules and reports are right.
  public private(set) var falselyBroken: [RuleID: Int] = [:]
  /// The records with a finding.
  public private(set) var diagnosedRecords = 0
  /// The time that their diagnoses took.
  public private(set) var diagnosisTime = Duration.zero
  /// The mistakes whose cells were not named first, as text.
  public private(set) var examples: [String] = []

  /// The most records of one panel.
  private static let batchSize = 512

  /// Evaluates the diagnosis.
  ///
  /// - Throws: `SynthesisError` where the catalogue lacks a form.
  /// - Complexity: Linear in the reports; some thousand a second.
  public init(
    rules: RuleSet, regions: RegionTree, rates: MistakeRates, options: Options = Options()
  ) throws(SynthesisError) {
    let forms = try Self.forms(rules.catalog)
    var start = 0
    for (position, form) in forms.enumerated() {
      let end = options.reports * (position + 1) / forms.count
      let scorer = CaseScorer(rules: RecordRules(rules, on: form), rates: rates)
      for first in stride(from: start, to: end, by: Self.batchSize) {
        let model = try RecordModel(form: form)
        let cases = (first..<min(first + Self.batchSize, end)).map {
          EvaluationCase($0, model: model, rates: rates, seed: options.seed)
        }
        evaluate(cases, rules, regions, scorer, rates, options)
      }
      start = end
    }
  }

  /// The forms of the evaluation set: those of 2014, national and with the rows of Beijing, 2019 with
  /// the change to 2021, and 2021.
  static func forms(_ catalog: Catalog) throws(SynthesisError) -> [RecordForm] {
    guard let elsewhere = RegionCode("130102") else { throw .missingRegion("130102") }
    guard let beijing = RegionCode("110118") else { throw .missingRegion("110118") }
    return [
      try RecordForm("2014", catalog: catalog, region: elsewhere, years: 2014...2016),
      try RecordForm("2014 (北京)", catalog: catalog, region: beijing, years: 2016...2018),
      try RecordForm("2019", catalog: catalog, region: elsewhere, years: 2019...2021),
      try RecordForm("2021", catalog: catalog, region: elsewhere, years: 2021...2023),
    ]
  }

  private mutating func evaluate(
    _ cases: [EvaluationCase], _ rules: RuleSet, _ regions: RegionTree, _ scorer: CaseScorer,
    _ rates: MistakeRates, _ options: Options
  ) {
    let form = scorer.rules.form
    let truth = EvaluationPanel(cases.map(\.truth), form: form, regions: regions).panel
    trueReports += cases.count * form.reports.count
    let alarms = Confrontation(truth, with: rules).findings()
    falseAlarms += alarms.count
    for alarm in alarms { falselyBroken[alarm.id, default: 0] += 1 }

    let panel = EvaluationPanel(cases.map(\.printed), form: form, regions: regions).panel
    let confrontation = Confrontation(panel, with: rules)
    let clock = ContinuousClock()
    let begin = clock.now
    let diagnosis = confrontation.diagnosis()
    diagnosisTime += clock.now - begin
    diagnosedRecords += Set(diagnosis.findings.map(\.unit)).count

    let records = RecordDiagnosis.all(diagnosis, count: cases.count, form: form)
    for (instance, record) in zip(cases, records) {
      let wrong = Set(instance.mistakes.flatMap(\.cells))
      falseAlarms += record.stories.count { $0.cells.isDisjoint(with: wrong) }
      let scored = scorer.scores(instance, record)
      scores += scored.map(\.score)
      for entry in scored
      where examples.count < options.examples && options.wants(entry.score) {
        examples.append(
          MissedExample(
            form: form, instance: instance, entry: entry, diagnosis: diagnosis, rates: rates
          ).text)
      }
    }
  }
}

extension Evaluation.Options {
  /// Whether a mistake is to be shown: one that a rule sees and whose cells are not named first.
  fileprivate func wants(_ score: MistakeScore) -> Bool {
    score.isDetectable && !score.isFirst && exampleType.map { $0 == score.type } ?? true
      && exampleMistakes.map { $0 == score.mistakes } ?? true
  }
}
