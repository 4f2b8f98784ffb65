import Nianbao

/// A mistake whose cells were not named first, written out for whoever improves the localisation.
struct MissedExample {
  let form: RecordForm
  let instance: EvaluationCase
  let entry: CaseScorer.Scored
  let diagnosis: Diagnosis
  let rates: MistakeRates

  private static let explanationLimit = 5

  /// The mistakes of the record, what they break, and the first explanations.
  var text: String {
    var lines = [
      "── record \(instance.number) · form \(form.name) · \(name(entry.mistake.type)) · "
        + "1 of \(instance.mistakes.count) · alternatives \(entry.score.alternatives)"
        + (entry.score.isIdentified ? "" : " · figure not identified")
    ]
    for mistake in instance.mistakes {
      for change in mistake.changes {
        let mark = mistake.cells == entry.mistake.cells ? "wrong" : "also wrong"
        lines.append(
          "  \(mark): \(cell(change.cell)): printed \(number(change.printed)), "
            + "true \(number(change.truth)) (\(name(mistake.type)))")
      }
    }
    lines += entry.ranking.prefix(3).map { cells, share in
      "  reader, \(number((share * 1000).rounded() / 1000)): "
        + cells.map(cell).joined(separator: ", ")
    }
    for story in entry.stories { lines += self.lines(story) }
    return lines.joined(separator: "\n")
  }

  private func lines(_ story: RecordDiagnosis.Story) -> [String] {
    let own = diagnosis.stories[story.position]
    var lines = ["  story (\(proof(own.proof)))"]
    for finding in story.findings.map({ diagnosis.findings[$0] }) {
      lines.append(
        "    breaks \(finding.id) \(finding.year): \(number(finding.actual ?? .nan)), "
          + "expected \(number(finding.expected ?? .nan))")
    }
    let isTrue = { (explanation: [Int: Double]) in
      entry.mistake.cells.allSatisfy { explanation[$0] != nil }
    }
    for (rank, explanation) in own.explanations.prefix(Self.explanationLimit).enumerated() {
      lines.append(
        "    \(rank + 1). weight \(number(explanation.weight)), score "
          + "\(number((explanation.score * 1000).rounded() / 1000)): \(explanation.reason.english)"
          + (explanation.isAdjustment ? " (adjustment)" : ""))
      for suspect in explanation.changes {
        lines.append(
          "       \(form.catalog[suspect.indicator].id) \(suspect.year)"
            + (suspect.source == .prose ? " in the prose" : "") + ": "
            + "\(number(suspect.value ?? .nan)) → \(number(suspect.suggested)) "
            + "[\(suspect.interval.lowerBound), \(suspect.interval.upperBound)] "
            + suspect.reason.english)
      }
    }
    let place = story.explanations.firstIndex(where: isTrue).map { "number \($0 + 1)" }
    lines.append(
      "    true cells: \(place ?? "in no explanation") of \(own.explanations.count)")
    return lines
  }

  private func name(_ type: MistakeType) -> String { rates.names[type]?.english ?? type.rawValue }

  private func cell(_ position: Int) -> String {
    let cell = form.cells[position]
    return "\(form.indicator(position).id) \(cell.year)"
      + (cell.place == .table ? "" : " in the prose")
      + (form.below == nil ? "" : cell.unit == 0 ? " of the district" : " of township \(cell.unit)")
  }

  private func number(_ value: Double) -> String {
    value.isNaN ? "–" : NumberText.text(value)
  }

  private func proof(_ proof: Story.Proof) -> String {
    switch proof {
    case .minimal: "minimal"
    case .bounded(let bound): "bounded below \(number(bound))"
    }
  }
}
