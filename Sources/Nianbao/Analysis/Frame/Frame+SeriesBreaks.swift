import Vectors

extension Frame {
  /// The figures of some bodies as far as they can be compared with a later year's: null where a break of
  /// the series lies between.
  ///
  /// - Parameters:
  ///   - figures: The figures of the year `from`.
  ///   - from: A position in `years`.
  ///   - to: A position in `years`; which of the two is the later does not matter.
  /// - Complexity: O(1) where nothing has notes, else O(bodies × years between).
  func comparable(_ figures: Vector<Double>, of indicator: Int, from: Int, to: Int) -> Vector<
    Double
  > {
    let between = (min(from, to) + 1)..<(max(from, to) + 1)
    let notes = between.isEmpty ? [] : between.compactMap { self.notes(indicator, $0) }
    guard !notes.isEmpty else { return figures }
    let isBreak = FigureNotes.seriesBreak.rawValue
    return Vector(
      (0..<figures.count).map { body in
        notes.contains { $0[body] & isBreak != 0 } ? .nan : figures[body]
      })
  }
}
