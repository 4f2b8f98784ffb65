/// A mistake that was planted into a record.
struct PlantedMistake: Sendable {
  /// One cell that says something else than it should.
  struct Change: Sendable, Hashable {
    /// The cell's position in the record.
    let cell: Int
    /// What should stand there.
    let truth: Double
    /// What stands there; NaN where it is blank.
    let printed: Double
  }

  let type: MistakeType
  /// The wrong cells, in the order of their positions.
  let changes: [Change]

  var cells: [Int] { changes.map(\.cell) }

  /// The record with the mistake.
  func planted(in figures: [Double]) -> [Double] {
    changes.reduce(into: figures) { $0[$1.cell] = $1.printed }
  }
}
