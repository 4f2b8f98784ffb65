/// Scores the mistakes of a case against the diagnosis of its record.
struct CaseScorer: Sendable {
  let rules: RecordRules
  let ceiling: Ceiling

  init(rules: RecordRules, rates: MistakeRates) {
    self.rules = rules
    ceiling = Ceiling(rules: rules, rates: rates)
  }

  /// One mistake with what became of it.
  struct Scored: Sendable {
    let mistake: PlantedMistake
    let score: MistakeScore
    /// The stories that rest on one of its cells, in the order of the diagnosis.
    let stories: [RecordDiagnosis.Story]
    /// What the best reader would weigh, likeliest first.
    let ranking: [(cells: [Int], share: Double)]
  }

  /// The scores of a case's mistakes, in their order.
  func scores(_ instance: EvaluationCase, _ diagnosis: RecordDiagnosis) -> [Scored] {
    let printed = instance.printed
    let wrong = Set(instance.mistakes.flatMap { visible($0) })
    return instance.mistakes.map { mistake in
      let cells = visible(mistake)
      let stories = diagnosis.stories.filter { !$0.cells.isDisjoint(with: cells) }
      let alone = mistake.planted(in: instance.truth)
      let broken = rules.broken(around: cells, alone)
      let visibility = visibility(mistake, cells, broken: broken, printed)
      let first = stories.reduce(into: [Int: Double]()) { first, story in
        first.merge(story.explanations.first ?? [:]) { first, _ in first }
      }
      // The mistakes that these stories are about, and no more cells than they made wrong.
      let concerned = wrong.filter { cell in stories.contains { $0.cells.contains(cell) } }
      let isFirst =
        !cells.isEmpty && cells.allSatisfy { first[$0] != nil } && first.count <= concerned.count
      let isDetectable = visibility == .detectable
      let hypotheses =
        isDetectable ? ceiling.hypotheses(alone, broken: broken) : Ceiling.Hypotheses()
      let ranking = hypotheses.ranked
      let score = MistakeScore(
        type: mistake.type, mistakes: instance.mistakes.count, visibility: visibility,
        isFound: !stories.isEmpty,
        isSuspected: cells.allSatisfy { cell in
          stories.contains { $0.explanations.contains { $0[cell] != nil } }
        }, isFirst: isFirst,
        isValueFirst: isFirst
          && cells.allSatisfy { abs((first[$0] ?? .nan) - instance.truth[$0]) < 1e-6 },
        isIdentified: isDetectable && ceiling.isIdentified(cells, instance.truth),
        alternatives: max(1, hypotheses.count(of: mistake.type)),
        chance: hypotheses.chance(of: mistake.type),
        isNamedByReader: isDetectable && ranking.first?.cells == cells)
      return Scored(mistake: mistake, score: score, stories: stories, ranking: ranking)
    }
  }

  /// The wrong cells that some rule speaks of, or whose figure makes no sense by itself.
  private func visible(_ mistake: PlantedMistake) -> [Int] {
    mistake.changes.filter { !rules.byCell[$0.cell].isEmpty || isSenseless($0) }.map(\.cell)
  }

  private func isSenseless(_ change: PlantedMistake.Change) -> Bool {
    !rules.form.isAdmissible(change.printed, change.cell)
  }

  private func visibility(
    _ mistake: PlantedMistake, _ cells: [Int], broken: [Int], _ printed: [Double]
  ) -> MistakeScore.Visibility {
    if mistake.changes.contains(where: isSenseless) { return .detectable }
    if broken.isEmpty { return .invisible }
    return rules.broken(around: cells, printed).isEmpty ? .masked : .detectable
  }
}
