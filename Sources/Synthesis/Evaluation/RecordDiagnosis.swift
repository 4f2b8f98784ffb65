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

  /// The diagnoses of all records of a panel: one a unit.
  static func all(_ diagnosis: Diagnosis, count: Int, form: RecordForm) -> [RecordDiagnosis] {
    var records = [RecordDiagnosis](repeating: RecordDiagnosis(), count: count)
    for (position, story) in diagnosis.stories.enumerated() {
      let cells = story.findings.flatMap { finding in
        diagnosis.findings[finding].cells.compactMap { cell in
          cell.unit == story.unit && cell.source == .table
            ? form.position(cell.indicator, cell.year) : nil
        }
      }
      let explanations = story.explanations.filter { !$0.isAdjustment }.map { explanation in
        Dictionary(
          explanation.changes.compactMap { suspect in
            suspect.unit == story.unit && suspect.source == .table
              ? form.position(suspect.indicator, suspect.year).map { ($0, suspect.suggested) } : nil
          }, uniquingKeysWith: { first, _ in first })
      }
      records[story.unit.position].stories.append(
        Story(
          cells: Set(cells), findings: story.findings, explanations: explanations,
          position: position))
    }
    return records
  }
}
