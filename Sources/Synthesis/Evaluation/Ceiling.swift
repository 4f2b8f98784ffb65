/// What no reader could know better: the mistakes that might as well have been made instead of the
/// true one, and whether the rest of a record leaves only one figure for a cell.
struct Ceiling: Sendable {
  let rules: RecordRules

  private var form: RecordForm { rules.form }

  /// The sets of cells that one mistake of a type may have made wrong: for each there are figures with
  /// which the record satisfies all rules, and from which such a mistake makes what is printed.
  ///
  /// - Parameters:
  ///   - printed: The record with one mistake.
  ///   - broken: The instances that it breaks.
  /// - Returns: The sets, without the cells that no rule speaks of.
  func alternatives(_ type: MistakeType, _ printed: [Double], broken: [Int]) -> Set<[Int]> {
    let sets =
      switch type {
      case .rowsSwapped: swaps(printed, broken)
      case .rowsShifted: shifts(printed, broken)
      default: singleCells(type, printed, broken).map { [$0] }
      }
    return Set(sets.map { set in set.filter { !rules.byCell[$0].isEmpty }.sorted() })
  }

  /// The cells whose change alone repairs everything, by a figure that the mistake may come from.
  private func singleCells(_ type: MistakeType, _ printed: [Double], _ broken: [Int]) -> [Int] {
    let common = broken.dropFirst().reduce(
      Set(broken.first.map { rules.instances[$0].cells } ?? [])
    ) {
      $0.intersection(rules.instances[$1].cells)
    }
    return common.filter { cell in
      origins(type, cell, printed, broken).contains { value in
        value != printed[cell] && isAdmissible(value, cell)
          && holds([cell: value], printed, broken)
      }
    }
  }

  /// The figures of a cell that a mistake of a type may have made what is printed.
  private func origins(_ type: MistakeType, _ cell: Int, _ printed: [Double], _ broken: [Int])
    -> [Double]
  {
    let value = printed[cell]
    guard !value.isNaN else { return [] }
    if let origins = type.origins(of: value, isWhole: form.isWhole(cell)) { return origins }
    let boundaries = { broken.flatMap { rules.boundaries(of: cell, in: $0, printed) } }
    switch type {
    case .zeroed: return value == 0 ? boundaries() : []
    case .lastYear:
      return form.lastYear(cell).map { printed[$0] } == value && value != 0 ? boundaries() : []
    case .totalNotUpdated: return sums(of: cell).isEmpty ? [] : boundaries().filter { $0 > 0 }
    case .countedTwice:
      return sums(of: cell).flatMap(\.parts).map { printed[$0] }.filter { $0 > 0 }.map {
        value - $0
      }
    default: return []
    }
  }

  private func sums(of total: Int) -> [RecordForm.Sum] {
    form.reports.first { $0.cells.contains(total) }?.sums.filter { $0.total == total } ?? []
  }

  private func swaps(_ printed: [Double], _ broken: [Int]) -> [[Int]] {
    form.reports.flatMap(\.runs).flatMap { run in
      zip(run, run.dropFirst()).filter { one, other in
        printed[one].isFinite && printed[other].isFinite && printed[one] != printed[other]
          && touchesAll([one, other], broken)
          && holds([one: printed[other], other: printed[one]], printed, broken)
      }.map { [$0, $1] }
    }
  }

  private func shifts(_ printed: [Double], _ broken: [Int]) -> [[Int]] {
    var sets: [[Int]] = []
    for run in form.reports.flatMap(\.runs) {
      for length in RowShift.lengths where length <= run.count {
        for start in 0...(run.count - length) {
          for isDownwards in [true, false] {
            let shift = RowShift(
              cells: Array(run[start..<(start + length)]), isDownwards: isDownwards)
            if let set = unshifted(shift, printed, broken) { sets.append(set) }
          }
        }
      }
    }
    return sets
  }

  /// The cells that a shift of rows made wrong, if undoing it repairs everything with some figure for
  /// the row whose own is lost.
  private func unshifted(_ shift: RowShift, _ printed: [Double], _ broken: [Int]) -> [Int]? {
    guard touchesAll(shift.cells, broken), let origins = shift.origins(printed),
      origins.allSatisfy(\.isFinite), let lost = shift.lost
    else { return nil }
    let figures = Dictionary(uniqueKeysWithValues: zip(shift.cells, origins))
    let undone = figures.reduce(into: printed) { $0[$1.key] = $1.value }
    let candidates: [Double] =
      [0] + rules.byCell[lost].flatMap { rules.boundaries(of: lost, in: $0, undone) }
    for value in candidates where isAdmissible(value, lost) {
      let changes = figures.merging([lost: value]) { $1 }.filter { printed[$0.key] != $0.value }
      if changes.count > 1, holds(changes, printed, broken) { return Array(changes.keys) }
    }
    return nil
  }

  private func touchesAll(_ cells: [Int], _ broken: [Int]) -> Bool {
    broken.allSatisfy { !rules.instances[$0].cells.allSatisfy { !cells.contains($0) } }
  }

  private func holds(_ changes: [Int: Double], _ printed: [Double], _ broken: [Int]) -> Bool {
    let figures = changes.reduce(into: printed) { $0[$1.key] = $1.value }
    return rules.hold(broken, around: Array(changes.keys), figures)
  }

  private func isAdmissible(_ value: Double, _ cell: Int) -> Bool {
    (value >= 0 || form.indicator(cell).isSigned)
      && (!form.isWhole(cell) || value == value.rounded())
  }

  /// Whether the rest of a true record leaves only the true figures for some of its cells: of one cell
  /// no other figure beside it satisfies all rules, of several the equations between them have one
  /// solution.
  func isIdentified(_ cells: [Int], _ truth: [Double]) -> Bool {
    guard cells.count == 1, let cell = cells.first else {
      return rules.rank(of: cells, truth) == cells.count
    }
    let step = form.isWhole(cell) ? 1.0 : 0.01
    return [truth[cell] - step, truth[cell] + step].allSatisfy { value in
      !isAdmissible(value, cell) || !holds([cell: value], truth, [])
    }
  }
}
