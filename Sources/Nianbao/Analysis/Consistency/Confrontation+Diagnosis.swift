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
    let context = LocalisationContext(figures, compiled, slips: slips)
    let units = brokenUnits(context)
    let searched = Workers.available.map(units.count, bytes: units.count << 20) { position in
      UnitDiagnosis(units[position], context, limits)
    }
    let parts = UnitDiagnosis.adjusting(searched, context)
    var findings: [Finding] = []
    var stories: [Story] = []
    for part in parts {
      for story in part.stories {
        let own =
          story.inadmissible.map { variable in
            let cell = context.layout.cell(of: variable)
            return finding(inadmissible: cell, Self.suspects([cell], story))
          }
          + story.failing.map { edit in
            let instance = context.layout.instance(of: edit)
            return finding(
              instance, UnitRecord(figures: figures, unit: instance.unit, rules: compiled),
              Self.suspects(context.figures(of: instance), story))
          }
        stories.append(story.story(of: own, at: Array(findings.count..<findings.count + own.count)))
        findings += own
      }
    }
    return Diagnosis(findings: findings, stories: stories).sorted()
  }

  /// The findings: severest first, then in the order of units, years and rules.
  public func findings() -> [Finding] { diagnosis().findings }

  /// What is to explain: unit by unit, units together whose figures rules tie to each other.
  private func brokenUnits(_ context: LocalisationContext) -> [UnitDiagnosis.Breaks] {
    var broken: [UnitIndex: UnitDiagnosis.Breaks] = [:]
    for outcome in outcomes {
      for unit in outcome.failing {
        let instance = RuleInstance(rule: outcome.rule, unit: unit, year: outcome.year)
        broken[unit, default: .init()].failing.append(instance)
      }
    }
    for cell in inadmissibleFigures() {
      broken[cell.unit, default: .init()].inadmissible.append(cell)
    }
    var joined: [UnitIndex: UnitDiagnosis.Breaks] = [:]
    for (unit, breaks) in broken.sorted(by: { $0.key < $1.key }) {
      let top = context.top(above: unit) { broken[$0] != nil }
      joined[top, default: .init()].failing += breaks.failing
      joined[top, default: .init()].inadmissible += breaks.inadmissible
    }
    return joined.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The most suspects that a finding names.
  static let suspectLimit = 6

  /// The figures that explanations change which touch a finding, likeliest first.
  private static func suspects(_ figures: Set<RecordCell>, _ story: UnitDiagnosis.Part)
    -> [Suspect]
  {
    Array(
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
