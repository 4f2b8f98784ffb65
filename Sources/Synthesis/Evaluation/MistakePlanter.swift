/// Plants mistakes into the true figures of one report of a record.
struct MistakePlanter: Sendable {
  let form: RecordForm
  let rates: MistakeRates

  /// How often another place or another type is tried before a report stays without the mistake.
  private static let tries = 200

  /// Some mistakes for one report, no two in one cell.
  ///
  /// - Parameter report: The report's position in the record.
  func plant(
    _ count: Int, into truth: [Double], report: Int, _ numbers: inout SplitMix64
  ) -> [PlantedMistake] {
    var mistakes: [PlantedMistake] = []
    var taken: Set<Int> = []
    var tries = 0
    while mistakes.count < count, tries < Self.tries {
      tries += 1
      guard let type = numbers.draw(rates.types.map { (value: $0.type, rate: $0.rate) }),
        let mistake = plant(type, into: truth, report: form.reports[report], &numbers),
        taken.isDisjoint(with: mistake.cells)
      else { continue }
      taken.formUnion(mistake.cells)
      mistakes.append(mistake)
    }
    return mistakes
  }

  /// A mistake of the table where it is made: there, in the prose that states the figure too, or in
  /// both, one copied from the other.
  ///
  /// Only a single figure that is stated as it is goes wrong outside the table; rows move there alone,
  /// and what is blank there is no copy.
  func placed(
    _ mistake: PlantedMistake, _ truth: [Double], _ numbers: inout SplitMix64
  ) -> PlantedMistake {
    let place = numbers.draw(rates.places.map { (value: $0.place, rate: $0.rate) }) ?? .table
    guard let change = mistake.changes.first, mistake.changes.count == 1,
      !change.printed.isNaN, let stated = form.position(of: change.cell, .exact),
      truth[stated] == change.truth
    else { return mistake }
    let copy = PlantedMistake.Change(cell: stated, truth: change.truth, printed: change.printed)
    let changes: [PlantedMistake.Change] =
      switch place {
      case .table: [change]
      case .prose: [copy]
      case .both: [change, copy]
      }
    return PlantedMistake(type: mistake.type, changes: changes)
  }

  /// A mistake of a type; nil where the place that was drawn gives no occasion for it.
  func plant(
    _ type: MistakeType, into truth: [Double], report: RecordForm.Report,
    _ numbers: inout SplitMix64
  ) -> PlantedMistake? {
    let changes: [PlantedMistake.Change]
    switch type {
    case .rowsSwapped: changes = rowsSwapped(truth, report, &numbers)
    case .rowsShifted: changes = rowsShifted(truth, report, &numbers)
    case .lastYear: changes = lastYear(truth, report, &numbers)
    case .totalNotUpdated: changes = totalNotUpdated(truth, report, &numbers)
    case .countedTwice: changes = countedTwice(truth, report, &numbers)
    default: changes = misspelt(type, truth, report, &numbers)
    }
    guard !changes.isEmpty else { return nil }
    return PlantedMistake(type: type, changes: changes.sorted { $0.cell < $1.cell })
  }

  /// One figure other than zero, each as likely as the others, gone wrong by itself.
  private func misspelt(
    _ type: MistakeType, _ truth: [Double], _ report: RecordForm.Report,
    _ numbers: inout SplitMix64
  ) -> [PlantedMistake.Change] {
    let places = report.places.compactMap { cell -> (cell: Int, wrong: [Double])? in
      guard truth[cell] != 0, !truth[cell].isNaN,
        let wrong = type.misspellings(of: truth[cell], isWhole: form.isWhole(cell)), !wrong.isEmpty
      else { return nil }
      return (cell, wrong)
    }
    guard let (cell, wrong) = numbers.element(of: places), let printed = numbers.element(of: wrong)
    else { return [] }
    return [PlantedMistake.Change(cell: cell, truth: truth[cell], printed: printed)]
  }

  private func rowsSwapped(
    _ truth: [Double], _ report: RecordForm.Report, _ numbers: inout SplitMix64
  ) -> [PlantedMistake.Change] {
    let pairs = report.runs.flatMap { zip($0, $0.dropFirst()).map { ($0, $1) } }
      .filter { truth[$0].isFinite && truth[$1].isFinite && truth[$0] != truth[$1] }
    guard let (one, other) = numbers.element(of: pairs) else { return [] }
    return [
      PlantedMistake.Change(cell: one, truth: truth[one], printed: truth[other]),
      PlantedMistake.Change(cell: other, truth: truth[other], printed: truth[one]),
    ]
  }

  private func rowsShifted(
    _ truth: [Double], _ report: RecordForm.Report, _ numbers: inout SplitMix64
  ) -> [PlantedMistake.Change] {
    guard !report.runs.isEmpty else { return [] }
    let run = numbers.integer(in: 0...(report.runs.count - 1))
    guard let shift = numbers.element(of: RowShift.all(in: report.runs[run])) else { return [] }
    let printed = shift.printed(truth)
    let changes = zip(shift.cells, printed).compactMap { cell, printed -> PlantedMistake.Change? in
      printed == truth[cell]
        ? nil : PlantedMistake.Change(cell: cell, truth: truth[cell], printed: printed)
    }
    let isClean = shift.cells.allSatisfy { truth[$0].isFinite }
    return isClean && changes.count > 1 ? changes : []
  }

  private func lastYear(
    _ truth: [Double], _ report: RecordForm.Report, _ numbers: inout SplitMix64
  ) -> [PlantedMistake.Change] {
    let changes = report.places.compactMap { cell -> PlantedMistake.Change? in
      guard let before = form.lastYear(cell).map({ truth[$0] }), before.isFinite, before != 0,
        truth[cell].isFinite, truth[cell] != before
      else { return nil }
      return PlantedMistake.Change(cell: cell, truth: truth[cell], printed: before)
    }
    return numbers.element(of: changes).map { [$0] } ?? []
  }

  /// The total of the draft, before a part went up or down by as much as doubling it.
  private func totalNotUpdated(
    _ truth: [Double], _ report: RecordForm.Report, _ numbers: inout SplitMix64
  ) -> [PlantedMistake.Change] {
    let sums = form.sums(report).filter { sum in
      truth[sum.total] > 0 && sum.parts.contains { truth[$0] > 0 }
    }
    guard let sum = numbers.element(of: sums),
      let part = numbers.element(of: sum.parts.filter { truth[$0] > 0 })
    else { return [] }
    let change = Double(numbers.integer(in: 1...max(1, Int(truth[part]))))
    let old = truth[sum.total] + (numbers.happens(0.5) ? change : -change)
    return [PlantedMistake.Change(cell: sum.total, truth: truth[sum.total], printed: old)]
  }

  private func countedTwice(
    _ truth: [Double], _ report: RecordForm.Report, _ numbers: inout SplitMix64
  ) -> [PlantedMistake.Change] {
    let changes = form.sums(report).flatMap { sum -> [PlantedMistake.Change] in
      guard truth[sum.total] > 0 else { return [] }
      return sum.parts.filter { truth[$0] > 0 }.map { part in
        PlantedMistake.Change(
          cell: sum.total, truth: truth[sum.total], printed: truth[sum.total] + truth[part])
      }
    }
    return numbers.element(of: changes).map { [$0] } ?? []
  }
}
