/// Cuts flattened tables that stayed open under the relations to the same unit's reports of the years
/// beside: what was carried in is what last year's report carries out.
struct CarriedFigures {
  let catalog: Catalog
  let relations: FormRelations

  private struct Slot: Hashable {
    let unit: Unit.Key
    let year: Year
  }

  /// Settles what the years beside settle, first from year to year onwards, then backwards.
  ///
  /// - Complexity: O(readings), and the search for each open table, at most twice.
  func settle(_ readings: inout [ReportReading]) {
    guard readings.contains(where: { $0.flattened != nil }) else { return }
    var slots: [Slot: Int] = [:]
    for (position, reading) in readings.enumerated() {
      guard let slot = slot(of: reading) else { continue }
      if let holder = slots[slot], readings[holder].figureCount > reading.figureCount { continue }
      slots[slot] = position
    }
    let open = readings.indices.filter { readings[$0].flattened != nil }
      .sorted { (readings[$0].year ?? 0, $0) < (readings[$1].year ?? 0, $1) }
    for position in open + open.reversed() {
      guard let table = readings[position].flattened, let slot = slot(of: readings[position])
      else { continue }
      let carried = carried(slot, readings, slots)
      guard !carried.isEmpty else { continue }
      var settled = readings[position]
      table.settle(in: &settled, catalog: catalog, relations: relations, carried: carried)
      // Reports that contradict each other settle nothing: the cuts stay as they were.
      guard settled.figureCount > readings[position].figureCount else { continue }
      settled.sortByPlace()
      readings[position] = settled
    }
  }

  private func slot(of reading: ReportReading) -> Slot? {
    guard let unit = reading.unit, let year = reading.year else { return nil }
    return Slot(unit: unit.key, year: year)
  }

  private func carried(_ slot: Slot, _ readings: [ReportReading], _ slots: [Slot: Int])
    -> [CutSystem.Relation]
  {
    func reading(_ year: Year) -> ReportReading? {
      slots[Slot(unit: slot.unit, year: year)].map { readings[$0] }
    }
    guard let own = reading(slot.year) else { return [] }
    var carried: [CutSystem.Relation] = []
    if let edition = own.edition, let before = reading(slot.year.advanced(by: -1)) {
      let figures = Self.figures(of: before)
      carried += relations.relationsAcrossYears(of: edition).compactMap { relation in
        Self.sum(relation.before, figures).map {
          CutSystem.Relation(terms: relation.own, constant: $0, rule: relation.rule)
        }
      }
    }
    if let after = reading(slot.year.advanced(by: 1)), let edition = after.edition {
      let figures = Self.figures(of: after)
      carried += relations.relationsAcrossYears(of: edition).compactMap { relation in
        Self.sum(relation.own, figures).map {
          CutSystem.Relation(terms: relation.before, constant: $0, rule: relation.rule)
        }
      }
    }
    return carried
  }

  private static func figures(of reading: ReportReading) -> [IndicatorIndex: Double] {
    Dictionary(
      reading.cells.compactMap { cell in cell.value.map { (cell.indicator, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The sum of figures times numbers; nil where one is not known.
  private static func sum(
    _ terms: [(indicator: IndicatorIndex, coefficient: Double)], _ figures: [IndicatorIndex: Double]
  ) -> Double? {
    var sum = 0.0
    for term in terms {
      guard let figure = figures[term.indicator] else { return nil }
      sum += term.coefficient * figure
    }
    return sum
  }
}
