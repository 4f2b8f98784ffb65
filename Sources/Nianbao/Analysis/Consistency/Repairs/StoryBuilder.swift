import Edits

/// Makes the story of a group of broken rules: every explanation, likeliest first.
struct StoryBuilder {
  let context: LocalisationContext
  private let component: ErrorLocalisation<RecordSystem>.Component
  private(set) var builder: ExplanationBuilder
  /// Whether something discrete explains what is broken; else an adjustment is worth offering.
  private(set) var isExplained = false
  /// The logarithm of how likely it is that what is broken came about, in any way that is found.
  private(set) var logarithm = -Double.infinity

  /// The most explanations that a story tells.
  static let explanationLimit = 60
  /// How likely rows must have moved to be worth telling; the search does not ask for these.
  private static let leastScore = 0.005

  init(
    _ component: ErrorLocalisation<RecordSystem>.Component, of all: [Int], in system: RecordSystem
  ) {
    context = system.context
    self.component = component
    builder = ExplanationBuilder(
      context: system.context, system: system, failing: component.failing,
      ignored: Set(all).subtracting(component.failing))
    let concerned = (component.conflicts + component.solutions.map(\.variables)).joined()
    for report in Set(concerned.map { context.layout.cell(of: $0).report }) {
      builder.places[report] = context.slipPlaces(report)
    }
  }

  /// The explanations, likeliest first; their scores add up to 1.
  mutating func explanations() -> [Explanation] {
    var drafts = component.solutions.compactMap { builder.draft(changing: $0.variables) }
    let cells = brokenCells()
    drafts += moves(RowMoves(context: context).swaps(around: cells))
    drafts += moves(RowMoves(context: context).shifts(around: cells))
    let sorted = unique(drafts)
    // One figure that the others imply is an explanation, however it went wrong; several need a slip.
    isExplained = sorted.first?.isSlip ?? false
    return explanations(of: sorted)
  }

  private mutating func moves(_ moves: [RowMoves.Move]) -> [ExplanationBuilder.Draft] {
    moves.compactMap { move in
      guard builder.mayHold(move.values, losing: move.lost) else { return nil }
      guard let lost = move.lost else {
        return builder.draft(moving: move.values, by: move.slip)
      }
      return builder.draft(moving: move.values, losing: lost, by: move.slip)
    }
  }

  /// The table's figures that the broken rules speak of.
  mutating func brokenCells() -> [RecordCell] {
    component.failing.flatMap { edit in
      builder.system.edit(edit).alternatives.joined().flatMap { $0.terms.map(\.variable) }
    }.uniqued().map { context.layout.cell(of: $0) }.filter { $0.source == .table }
  }

  private func unique(_ drafts: [ExplanationBuilder.Draft]) -> [ExplanationBuilder.Draft] {
    drafts.sorted { ($1.logarithm, $0.changes.count) < ($0.logarithm, $1.changes.count) }
      .uniqued(by: \.changes)
  }

  private mutating func explanations(of drafts: [ExplanationBuilder.Draft]) -> [Explanation] {
    guard let best = drafts.first?.logarithm else { return [] }
    let likelihoods = drafts.map { FigurePrior.exponential($0.logarithm - best) }
    let total = likelihoods.reduce(0, +)
    logarithm = best + FigurePrior.natural(total)
    let told = zip(drafts, likelihoods).filter { draft, likelihood in
      !draft.isMove || likelihood / total >= Self.leastScore
    }
    return told.prefix(Self.explanationLimit).map { draft, likelihood in
      // Six decimals: more are the arithmetic's, and differ between processors.
      explanation(draft, score: (likelihood / total * 1e6).rounded() / 1e6)
    }
  }

  func explanation(_ draft: ExplanationBuilder.Draft, score: Double) -> Explanation {
    let variables = draft.changes.keys.sorted()
    let isOneSlip = draft.slips.count < variables.count
    let changes = variables.enumerated().map { position, variable in
      let cell = context.layout.cell(of: variable)
      let value = draft.changes[variable] ?? 0
      return Suspect(
        unit: cell.unit, indicator: cell.indicator, year: cell.year, source: cell.source,
        value: context.value(cell), suggested: value,
        interval: draft.ranges[variable] ?? value...value, score: score,
        reason: context.slips.reason(draft.slips[isOneSlip ? 0 : position]))
    }
    return Explanation(
      changes: changes + copies(draft, score),
      weight: variables.reduce(0) { weight, variable in
        let cell = context.layout.cell(of: variable)
        return weight + context.reliability.weight(of: cell, value: context.value(cell))
      }, score: score, reason: reason(draft.slips), isAdjustment: false)
  }

  /// What the prose should say where it repeats a changed figure.
  private func copies(_ draft: ExplanationBuilder.Draft, _ score: Double) -> [Suspect] {
    draft.copies.sorted { $0.key < $1.key }.map { variable, value in
      let cell = context.layout.cell(of: variable)
      return Suspect(
        unit: cell.unit, indicator: cell.indicator, year: cell.year, source: cell.source,
        value: context.value(cell), suggested: value, interval: value...value, score: score,
        reason: context.slips.reason(.textToo))
    }
  }

  private func reason(_ slips: [Slip]) -> LocalizedText {
    .joined(slips.uniqued().map { context.slips.reason($0) })
  }

  /// The same for other broken rules of the unit.
  func builder(for failing: [Int], of all: [Int]) -> ExplanationBuilder {
    var builder = ExplanationBuilder(
      context: context, system: self.builder.system, failing: failing,
      ignored: Set(all).subtracting(failing))
    builder.places = self.builder.places
    return builder
  }
}

extension LocalizedText {
  /// Several reasons as one.
  static func joined(_ reasons: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      zh: reasons.map(\.chinese).joined(separator: "；"),
      en: reasons.map(\.english).joined(separator: "; "))
  }
}
