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
    /// How much prose the reports have.
    public var prose = ProseAmount.counted
    /// What a record is.
    public var subject = Subject.units

    /// 12,000 reports, no examples.
    public init() {}
  }

  /// What the records of an evaluation are.
  public enum Subject: String, Sendable, CaseIterable {
    /// One unit over three years.
    case units
    /// A district that adds up what its townships report, with these, over two years; mistakes are
    /// planted into the figures that a rule with `children(…)` ties.
    case districts
  }

  /// How much prose the reports have.
  public let prose: ProseAmount
  /// The scores of all mistakes.
  public private(set) var scores: [MistakeScore] = []
  /// The true reports that rules were confronted with.
  public private(set) var trueReports = 0
  /// The findings in true reports, and those in reports with mistakes that rest on no wrong figure.
  public private(set) var falseAlarms = 0
  /// The figures of the prose that truthfully differ from the table, in true reports.
  public private(set) var differing = 0
  /// Those of them that the check reports.
  public private(set) var differingFound = 0
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
  /// - Parameter rules: The rules; of districts with some that tie figures to `children(…)`.
  /// - Throws: `SynthesisError` where the catalogue lacks a form.
  /// - Complexity: Linear in the reports; some thousand a second.
  public init(
    rules: RuleSet, regions: RegionTree, rates: MistakeRates, prose proseRates: ProseRates,
    options: Options = Options()
  ) throws(SynthesisError) {
    let forms =
      switch options.subject {
      case .units: try Self.forms(rules)
      case .districts: try Self.districts(rules)
      }
    self.prose = options.prose
    var start = 0
    for (position, form) in forms.enumerated() {
      let end = options.reports * (position + 1) / forms.count
      let scorer = CaseScorer(rules: RecordRules(rules, on: form), rates: rates)
      let model = try RecordModel(form: form)
      let prose = ProseModel(form: form, rates: proseRates, amount: options.prose)
      for first in stride(from: start, to: end, by: Self.batchSize) {
        let cases = (first..<min(first + Self.batchSize, end)).map {
          EvaluationCase($0, model: model, prose: prose, rates: rates, seed: options.seed)
        }
        evaluate(
          cases, rules, options.subject == .units ? regions : RegionTree([]), scorer, rates, options
        )
      }
      start = end
    }
  }

  /// The forms of the evaluation set: those of 2014, national and with the rows of Beijing, 2019 with
  /// the change to 2021, and 2021.
  static func forms(_ rules: RuleSet) throws(SynthesisError) -> [RecordForm] {
    guard let elsewhere = RegionCode("130102") else { throw .missingRegion("130102") }
    guard let beijing = RegionCode("110118") else { throw .missingRegion("110118") }
    let stated = Set(rules.references(.prose).map(\.indicator))
    func form(_ name: String, _ region: RegionCode, _ years: ClosedRange<Year>)
      throws(SynthesisError) -> RecordForm
    {
      try RecordForm(
        name, catalog: rules.catalog, region: region, years: years, stated: stated)
    }
    return [
      try form("2014", elsewhere, 2014...2016), try form("2014 (北京)", beijing, 2016...2018),
      try form("2019", elsewhere, 2019...2021), try form("2021", elsewhere, 2021...2023),
    ]
  }

  /// The forms of districts with four townships.
  private static func districts(_ rules: RuleSet) throws(SynthesisError) -> [RecordForm] {
    guard let region = RegionCode("981010") else { throw .missingRegion("981010") }
    let below = RecordForm.Below(
      units: 4, tied: Set(rules.references(.below).map(\.indicator)))
    let stated = Set(rules.references(.prose).map(\.indicator))
    func form(_ name: String, _ years: ClosedRange<Year>) throws(SynthesisError) -> RecordForm {
      try RecordForm(
        name, catalog: rules.catalog, region: region, years: years, stated: stated, below: below)
    }
    return [
      try form("2014", 2015...2016), try form("2019", 2019...2020), try form("2021", 2022...2023),
    ]
  }

  private mutating func evaluate(
    _ cases: [EvaluationCase], _ rules: RuleSet, _ regions: RegionTree, _ scorer: CaseScorer,
    _ rates: MistakeRates, _ options: Options
  ) {
    let form = scorer.rules.form
    confrontTruth(cases, rules, regions, form)
    let panel = EvaluationPanel(cases.map(\.printed), form: form, regions: regions)
    let confrontation = Confrontation(panel.panel, with: rules)
    let clock = ContinuousClock()
    let begin = clock.now
    let diagnosis = confrontation.diagnosis()
    diagnosisTime += clock.now - begin
    diagnosedRecords += Set(diagnosis.findings.map { panel.members[$0.unit.position].record }).count

    let records = RecordDiagnosis.all(diagnosis, in: panel, count: cases.count, form: form)
    for (instance, record) in zip(cases, records) {
      let wrong = instance.differing.union(instance.mistakes.flatMap(\.cells))
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

extension Evaluation {
  /// Checks true records: what is found there is a false alarm, but for prose that says something else
  /// than the table.
  private mutating func confrontTruth(
    _ cases: [EvaluationCase], _ rules: RuleSet, _ regions: RegionTree, _ form: RecordForm
  ) {
    let truth = EvaluationPanel(cases.map(\.truth), form: form, regions: regions)
    trueReports += cases.count * form.reports.count
    differing += cases.reduce(0) { $0 + $1.differing.count }
    let diagnosis = Confrontation(truth.panel, with: rules).diagnosis()
    let records = RecordDiagnosis.all(diagnosis, in: truth, count: cases.count, form: form)
    for (instance, record) in zip(cases, records) {
      for story in record.stories {
        let own = story.cells.intersection(instance.differing)
        differingFound += own.count
        guard own.isEmpty else { continue }
        falseAlarms += story.findings.count
        for finding in story.findings {
          falselyBroken[diagnosis.findings[finding].id, default: 0] += 1
        }
      }
    }
  }
}

extension RuleSet {
  /// The figures that rules take from a source and compare with the table of the same year.
  fileprivate func references(_ source: CellReference.Source) -> [CellReference] {
    rules.flatMap { rule in
      rule.assertion.cells.filter { cell in
        cell.source == source && cell.lag == 0
          && rule.assertion.cells.contains(CellReference(indicator: cell.indicator, lag: 0))
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
