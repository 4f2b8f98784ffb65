import Edits

/// The stories of one unit.
struct UnitDiagnosis: Sendable {
  /// What is wrong with the reports of one unit, or of several that rules tie to each other.
  struct Breaks: Sendable {
    /// The broken rules.
    var failing: [RuleInstance] = []
    /// The figures that make no sense by themselves.
    var inadmissible: [RecordCell] = []
  }

  /// One story, its broken rules as edits and its senseless figures as variables.
  struct Part: Sendable {
    let failing: [Int]
    let inadmissible: [Int]
    var explanations: [Explanation]
    let proof: Story.Proof
    /// Whether something discrete explains what is broken.
    let isExplained: Bool
  }

  private(set) var stories: [Part]

  init(_ breaks: Breaks, _ context: LocalisationContext, _ limits: DiagnosisLimits) {
    var system = RecordSystem(context)
    let failing = breaks.failing.map { context.layout.edit(of: $0) }.sorted()
    let senseless = breaks.inadmissible.map { context.layout.variable(of: $0) }.sorted()
    // Rules that speak of no figure have nothing to change.
    let bare = failing.filter { system.edit($0).isWithoutFigures }
    let open = failing.filter { !bare.contains($0) }
    let result = ErrorLocalisation.solve(
      &system, failing: open, inadmissible: senseless, limits: limits.search)
    let entries = result.components.map { component in
      let figures = Set(component.conflicts.joined())
      var builder = StoryBuilder(component, of: open, in: system)
      let explanations = builder.explanations()
      let part = Part(
        failing: component.failing, inadmissible: senseless.filter(figures.contains),
        explanations: explanations,
        proof: component.isComplete && !component.solutions.isEmpty
          ? .minimal : .bounded(below: component.lowerBound),
        isExplained: builder.isExplained)
      return JoinedStories.Entry(part: part, builder: builder)
    }
    stories =
      JoinedStories(entries, of: open).entries.map(\.part)
      + bare.map {
        Part(
          failing: [$0], inadmissible: [], explanations: [], proof: .bounded(below: 0),
          isExplained: true)
      }
  }
}

extension UnitDiagnosis {
  /// The diagnoses with an adjustment where nothing discrete explains what is broken, worked out for
  /// all of them at once.
  static func adjusting(_ parts: [UnitDiagnosis], _ context: LocalisationContext) -> [UnitDiagnosis]
  {
    func reports(of story: Part) -> [ReportAdjustments.Report] {
      guard !story.isExplained else { return [] }
      return story.failing.map { context.layout.instance(of: $0) }
        .map { ReportAdjustments.Report(unit: $0.unit, year: $0.year) }.uniqued()
    }
    let wanted = parts.flatMap { $0.stories.flatMap(reports) }
    guard !wanted.isEmpty else { return parts }
    let adjustments = ReportAdjustments(context)
    let changes = adjustments.changes(of: wanted)
    return parts.map { part in
      var part = part
      for position in part.stories.indices {
        for report in reports(of: part.stories[position]) {
          guard let changed = changes[report], !changed.isEmpty else { continue }
          part.stories[position].explanations.append(adjustments.explanation(changed))
        }
      }
      return part
    }
  }
}

extension DiagnosisLimits {
  /// The limits of the search.
  fileprivate var search: ErrorLocalisation<RecordSystem>.Limits {
    var limits = ErrorLocalisation<RecordSystem>.Limits()
    limits.steps = steps
    limits.tests = tests
    limits.slack = CellReliability.slack
    return limits
  }
}

extension UnitDiagnosis.Part {
  /// The story of some findings.
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
