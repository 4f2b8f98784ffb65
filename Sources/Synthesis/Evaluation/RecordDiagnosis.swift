import Nianbao

/// What a diagnosis says of one record, in positions of its cells.
struct RecordDiagnosis: Sendable {
  /// Broken rules that hang together.
  struct Story: Sendable {
    /// The cells that its findings rest on.
    let cells: Set<Int>
    /// Its findings, as positions in the diagnosis of the panel.
    let findings: [Int]
    /// For each explanation the cells that change, with what they should say.
    let explanations: [[Int: Double]]
    /// Its position in the diagnosis of the panel.
    let position: Int
  }

  /// The stories, in the order of the diagnosis.
  private(set) var stories: [Story] = []

  /// The diagnoses of all records of a panel.
  static func all(_ diagnosis: Diagnosis, in panel: EvaluationPanel, count: Int, form: RecordForm)
    -> [RecordDiagnosis]
  {
    var records = [RecordDiagnosis](repeating: RecordDiagnosis(), count: count)
    for (position, story) in diagnosis.stories.enumerated() {
      let record = panel.members[story.unit.position].record
      func cell(
        _ unit: UnitIndex, _ indicator: IndicatorIndex, _ year: Year,
        _ source: CellReference.Source
      ) -> Int? {
        let member = panel.members[unit.position]
        guard member.record == record, source != .below else { return nil }
        return form.position(
          indicator, year, unit: member.unit, source == .table ? .table : .exact)
      }
      let cells = story.findings.flatMap { finding in
        diagnosis.findings[finding].cells.flatMap { found -> [Int] in
          guard found.source == .below else {
            return cell(found.unit, found.indicator, found.year, found.source).map { [$0] } ?? []
          }
          return cell(found.unit, found.indicator, found.year, .table).map { form.parts(below: $0) }
            ?? []
        }
      }
      let explanations = story.explanations.filter { !$0.isAdjustment }.map { explanation in
        Dictionary(
          explanation.changes.compactMap { suspect in
            cell(suspect.unit, suspect.indicator, suspect.year, suspect.source)
              .map { ($0, suspect.suggested) }
          }, uniquingKeysWith: { first, _ in first })
      }
      records[record].stories.append(
        Story(
          cells: Set(cells), findings: story.findings, explanations: explanations,
          position: position))
    }
    return records
  }
}
