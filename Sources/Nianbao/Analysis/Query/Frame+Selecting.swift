extension Frame {
  /// The frame of some of its years; no figure is copied.
  func selecting(_ chosen: Set<Year>) -> Frame {
    let positions = years.indices.filter { chosen.contains(years[$0]) }
    func chosenOnes<Part>(_ part: (Int, Int) -> Part) -> [Part] {
      indicators.indices.flatMap { indicator in positions.map { part(indicator, $0) } }
    }
    return with(
      years: positions.map { years[$0] }, columns: chosenOnes(column), notes: chosenOnes(notes),
      sides: chosenOnes(sides))
  }
}
