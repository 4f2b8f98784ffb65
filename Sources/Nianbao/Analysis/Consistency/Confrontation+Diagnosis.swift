import Edits
import Vectors

extension Confrontation {
  /// The findings, and the stories that tie those together which one mistake explains.
  ///
  /// Every broken rule is a finding. Units whose reports break rules are looked at one by one: the
  /// smallest sets of figures are found whose change satisfies all rules over all years at once, and
  /// how such figures may have gone wrong.
  ///
  /// - Complexity: One search for each unit that breaks rules, bounded by `limits`; units without
  ///   breaks cost nothing. Units are searched in parallel.
  public func diagnosis(limits: DiagnosisLimits = DiagnosisLimits()) -> Diagnosis {
    let broken = brokenRules()
    let context = LocalisationContext(figures, compiled, slips: slips)
    let units = broken.map(\.failing).map { instances in
      instances.map { context.layout.edit(of: $0) }
    }
    let parts = Workers.available.map(units.count, bytes: units.count << 20) { position in
      UnitDiagnosis(units[position], context, limits)
    }
    var findings: [Finding] = []
    var stories: [Story] = []
    for (unit, part) in zip(broken, parts) {
      let record = UnitRecord(figures: figures, unit: unit.unit, rules: compiled)
      for story in part.stories {
        let own = story.failing.map { edit in
          let instance = context.layout.instance(of: edit)
          return finding(instance, record, Self.suspects(of: instance, story, context))
        }
        stories.append(story.story(of: own, at: Array(findings.count..<findings.count + own.count)))
        findings += own
      }
    }
    return Diagnosis(findings: findings, stories: stories).sorted()
  }

  /// The findings: severest first, then in the order of units, years and rules.
  public func findings() -> [Finding] { diagnosis().findings }

  /// The broken rules of each unit, units, years and rules in order.
  private func brokenRules() -> [(unit: UnitIndex, failing: [RuleInstance])] {
    var broken: [UnitIndex: [RuleInstance]] = [:]
    for outcome in outcomes {
      for unit in outcome.failing {
        broken[unit, default: []].append(
          RuleInstance(rule: outcome.rule, unit: unit, year: outcome.year))
      }
    }
    return broken.sorted { $0.key < $1.key }.map { unit, failing in
      (unit, failing.sorted { ($0.year, $0.rule) < ($1.year, $1.rule) })
    }
  }

  /// The most suspects that a finding names.
  static let suspectLimit = 6

  /// The figures that explanations change which touch a broken rule, likeliest first.
  private static func suspects(
    of instance: RuleInstance, _ story: UnitDiagnosis.Part, _ context: LocalisationContext
  ) -> [Suspect] {
    let rule = context.rules[instance.rule].rule
    let figures = Set(
      rule.assertion.cells.map { reference in
        RecordCell(
          unit: instance.unit, indicator: reference.indicator,
          year: instance.year.advanced(by: -reference.lag), source: reference.source)
      })
    return Array(
      story.explanations.filter { explanation in
        !explanation.isAdjustment && explanation.changes.contains { figures.contains($0.cell) }
      }.flatMap(\.changes).uniqued(by: \.cell).prefix(suspectLimit))
  }
}

extension Suspect {
  /// The figure.
  var cell: RecordCell {
    RecordCell(unit: unit, indicator: indicator, year: year, source: source)
  }
}

/// How far the search for explanations goes.
public struct DiagnosisLimits: Sendable, Hashable {
  /// The most steps of the search for one group of broken rules.
  public var steps: Int
  /// The most exact tests for one group of broken rules.
  public var tests: Int

  /// Limits; where they are hit, the story says so.
  public init(steps: Int = 50_000, tests: Int = 1_500) {
    self.steps = steps
    self.tests = tests
  }
}

/// The stories of one unit.
struct UnitDiagnosis: Sendable {
  /// One story, its broken rules as edits.
  struct Part: Sendable {
    let failing: [Int]
    let explanations: [Explanation]
    let proof: Story.Proof
  }

  let stories: [Part]

  init(_ failing: [Int], _ context: LocalisationContext, _ limits: DiagnosisLimits) {
    var system = RecordSystem(context)
    var searchLimits = ErrorLocalisation<RecordSystem>.Limits()
    searchLimits.steps = limits.steps
    searchLimits.tests = limits.tests
    searchLimits.slack = CellReliability.slack
    // Rules without figures have nothing to change.
    let (open, closed) = failing.partitioned { !system.edit($0).isWithoutFigures }
    let groups = FailureGroup.groups(of: open, in: &system, limits: searchLimits)
    stories =
      groups.map { group in
        var builder = StoryBuilder(group, of: open, in: system)
        return Part(
          failing: group.failing, explanations: builder.explanations(),
          proof: group.result.isComplete
            ? .minimal : .bounded(below: group.result.lowerBound))
      } + closed.map { Part(failing: [$0], explanations: [], proof: .bounded(below: 0)) }
  }
}

extension UnitDiagnosis.Part {
  func story(of findings: [Finding], at positions: [Int]) -> Story {
    Story(
      unit: findings[0].unit, year: findings.map(\.year).min() ?? findings[0].year,
      findings: positions, explanations: explanations, proof: proof)
  }
}

extension Edit {
  /// Whether it speaks of no figure.
  fileprivate var isWithoutFigures: Bool { alternatives.joined().allSatisfy(\.terms.isEmpty) }
}

extension Array {
  /// The elements that satisfy a condition, and the others, in order.
  fileprivate func partitioned(by condition: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(condition), filter { !condition($0) })
  }
}
