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
    let (rules, ceiling) = excusing(instance)
    func visible(_ mistake: PlantedMistake) -> [Int] {
      self.visible(mistake, mistake.planted(in: instance.truth))
    }
    let wrong = Set(instance.mistakes.flatMap { visible($0) })
    return instance.mistakes.map { mistake in
      let cells = visible(mistake)
      let stories = diagnosis.stories.filter { !$0.cells.isDisjoint(with: cells) }
      let alone = mistake.planted(in: instance.truth)
      let broken = rules.broken(around: cells, alone)
      let visibility = visibility(mistake, cells, broken: broken, printed, rules)
      // Cells that no rule speaks of are no more counted here than among the wrong ones, nor is prose
      // that counts something else.
      let first = stories.reduce(into: [Int: Double]()) { first, story in
        first.merge(story.explanations.first ?? [:]) { first, _ in first }
      }.filter { cell, _ in
        (rules.speak(of: cell, printed) || wrong.contains(cell))
          && !instance.differing.contains(cell)
      }
      // What the mistakes that these stories are about made wrong: no more cells may be named.
      let concerned = instance.mistakes.map(visible).filter { own in
        stories.contains { !$0.cells.isDisjoint(with: own) }
      }.reduce(into: Set<Int>()) { $0.formUnion($1) }
      let isFirst =
        !cells.isEmpty && cells.allSatisfy { first[$0] != nil } && first.count <= concerned.count
      let isDetectable = visibility == .detectable
      let hypotheses =
        isDetectable ? ceiling.hypotheses(alone, broken: broken) : Ceiling.Hypotheses()
      let ranking = hypotheses.ranked
      let score = MistakeScore(
        type: mistake.type, mistakes: instance.mistakes.count, place: place(mistake, instance),
        level: level(mistake),
        visibility: visibility,
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

  /// The rules without what the true record breaks, and the reader who knows it.
  private func excusing(_ instance: EvaluationCase) -> (RecordRules, Ceiling) {
    guard !instance.differing.isEmpty else { return (rules, ceiling) }
    var rules = rules
    rules.excused = Set(rules.broken(around: instance.differing.sorted(), instance.truth))
    return (rules, ceiling.replacingRules(rules))
  }

  /// Where a mistake stands, of a figure that the prose states as it is; nil of any other.
  private func place(_ mistake: PlantedMistake, _ instance: EvaluationCase) -> MistakePlace? {
    let form = rules.form
    let places = Set(mistake.cells.map { form.cells[$0].place })
    if places.contains(.exact) { return places.count > 1 ? .both : .prose }
    let isStated = mistake.cells.contains { cell in
      form.position(of: cell, .exact).map { !instance.truth[$0].isNaN } ?? false
    }
    return isStated ? .table : nil
  }

  private func level(_ mistake: PlantedMistake) -> MistakeScore.Level? {
    guard rules.form.below != nil, let cell = mistake.cells.first else { return nil }
    return rules.form.cells[cell].unit == 0 ? .district : .township
  }

  /// The wrong cells that some rule says something about, or whose figure makes no sense by itself.
  private func visible(_ mistake: PlantedMistake, _ figures: [Double]) -> [Int] {
    mistake.changes.filter { rules.speak(of: $0.cell, figures) || isSenseless($0) }.map(\.cell)
  }

  private func isSenseless(_ change: PlantedMistake.Change) -> Bool {
    !rules.form.isAdmissible(change.printed, change.cell)
  }

  private func visibility(
    _ mistake: PlantedMistake, _ cells: [Int], broken: [Int], _ printed: [Double],
    _ rules: RecordRules
  ) -> MistakeScore.Visibility {
    if mistake.changes.contains(where: isSenseless) { return .detectable }
    if broken.isEmpty { return .invisible }
    return rules.broken(around: cells, printed).isEmpty ? .masked : .detectable
  }
}
