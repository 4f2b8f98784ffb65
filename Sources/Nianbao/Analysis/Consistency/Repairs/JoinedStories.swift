import Edits

/// Stories of one unit that one move of rows explains together: two rows that changed places break the
/// sum of each, which have no figure in common.
struct JoinedStories {
  /// A story that is being told, with what made it.
  struct Entry {
    var part: UnitDiagnosis.Part
    var builder: StoryBuilder
    var isJoined = false
  }

  private(set) var entries: [Entry]
  private let open: [Int]

  /// Joins stories where a move of rows is likelier than a mistake in each of them.
  ///
  /// - Parameter open: All broken rules of the unit, as edits.
  init(_ entries: [Entry], of open: [Int]) {
    self.entries = entries
    self.open = open
    while self.entries.count > 1, joinOnce() {}
  }

  /// A move over several stories.
  private struct Candidate {
    let members: [Int]
    let draft: ExplanationBuilder.Draft
    /// The logarithm of how likely separate mistakes are.
    let separate: Double
  }

  private mutating func joinOnce() -> Bool {
    guard
      let best = candidates().max(by: {
        $0.draft.logarithm - $0.separate < $1.draft.logarithm - $1.separate
      }),
      best.draft.logarithm > best.separate
    else { return false }
    let odds = FigurePrior.exponential(best.separate - best.draft.logarithm)
    let joint = 1 / (1 + odds)
    let first = entries[best.members[0]]
    let move = first.builder.explanation(best.draft, score: joint)
    let apart = best.members.map { entries[$0].part.explanations.filter { !$0.isAdjustment } }
      .reduce(
        into: [(changes: [Suspect], weight: Double, score: Double, reasons: [LocalizedText])]()
      ) { combined, explanations in
        let own = explanations.prefix(Self.mostApart)
        guard !combined.isEmpty else {
          combined = own.map { ($0.changes, $0.weight, $0.score, [$0.reason]) }
          return
        }
        combined = combined.flatMap { one in
          own.map {
            (
              one.changes + $0.changes, one.weight + $0.weight, one.score * $0.score,
              one.reasons + [$0.reason]
            )
          }
        }.sorted { $0.score > $1.score }
      }
    let separate = apart.prefix(Self.mostApart * 2).map { entry in
      let score = (entry.score * (1 - joint) * 1e6).rounded() / 1e6
      return Explanation(
        changes: entry.changes.map { $0.scored(score) }, weight: entry.weight, score: score,
        reason: LocalizedText.joined(entry.reasons.uniqued()), isAdjustment: false)
    }
    let parts = best.members.map { entries[$0].part }
    let part = UnitDiagnosis.Part(
      failing: parts.flatMap(\.failing).sorted(), inadmissible: parts.flatMap(\.inadmissible),
      explanations: [move] + separate, proof: Self.proof(parts.map(\.proof)), isExplained: true)
    entries[best.members[0]].part = part
    entries[best.members[0]].isJoined = true
    for member in best.members.dropFirst().reversed() { entries.remove(at: member) }
    return true
  }

  /// How many explanations of each story are told beside the move.
  private static let mostApart = 4

  private static func proof(_ proofs: [Story.Proof]) -> Story.Proof {
    let bounds = proofs.compactMap { proof -> Double? in
      if case .bounded(let bound) = proof { bound } else { nil }
    }
    return bounds.isEmpty ? .minimal : .bounded(below: bounds.reduce(0, +))
  }

  private mutating func candidates() -> [Candidate] {
    var cells: [Set<RecordCell>] = []
    for position in entries.indices { cells.append(Set(entries[position].builder.brokenCells())) }
    let context = entries[0].builder.context
    let all = cells.reduce(into: Set<RecordCell>()) { $0.formUnion($1) }
      .sorted { context.layout.variable(of: $0) < context.layout.variable(of: $1) }
    let moves =
      RowMoves(context: context).swaps(around: all) + RowMoves(context: context).shifts(around: all)
    return moves.compactMap { move in
      let moved = Set(
        (move.values.keys + [move.lost].compactMap(\.self)).map { context.layout.cell(of: $0) })
      let members = entries.indices.filter { !cells[$0].isDisjoint(with: moved) }
      guard members.count > 1, members.allSatisfy({ !entries[$0].isJoined }) else { return nil }
      let failing = members.flatMap { entries[$0].part.failing }
      var builder = entries[members[0]].builder.builder(for: failing, of: open)
      guard builder.mayHold(move.values, losing: move.lost) else { return nil }
      let draft =
        if let lost = move.lost {
          builder.draft(moving: move.values, losing: lost, by: move.slip)
        } else {
          builder.draft(moving: move.values, by: move.slip)
        }
      guard let draft else { return nil }
      let separate =
        members.reduce(0) { $0 + entries[$1].builder.logarithm }
        + ExplanationBuilder.furtherSlip * Double(members.count - 1)
      return Candidate(members: members, draft: draft, separate: separate)
    }
  }
}

extension Suspect {
  /// The same with another score.
  fileprivate func scored(_ score: Double) -> Suspect {
    Suspect(
      unit: unit, indicator: indicator, year: year, source: source, value: value,
      suggested: suggested, interval: interval, score: score, reason: reason)
  }
}
