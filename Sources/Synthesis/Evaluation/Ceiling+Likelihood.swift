import Nianbao

extension Ceiling {
  /// How likely a mistake of a type makes what is printed in a cell, of any figure with which the
  /// record satisfies all rules.
  func likelihood(
    _ type: MistakeType, _ site: Site, _ printed: [Double], _ broken: [Int],
    _ places: MistakePlaces
  ) -> Double {
    let (cell, value) = (site.cell, site.value)
    func changes(_ origin: Double) -> [Int: Double] {
      Dictionary(uniqueKeysWithValues: site.changed.map { ($0, origin) })
    }
    func solves(_ origin: Double) -> Bool {
      origin != value && form.isAdmissible(origin, cell) && holds(changes(origin), printed, broken)
    }
    func solutions() -> [Double] {
      Set(
        broken.flatMap { number in
          site.changed.flatMap { rules.boundaries(of: $0, in: number, printed) }
        }
      ).filter(solves)
    }
    func prior(_ origin: Double) -> Double { self.prior(changes(origin), printed) }
    func best() -> Double { solutions().map { prior($0) }.max() ?? 0 }
    if let origins = type.origins(of: value, isWhole: form.isWhole(cell)) {
      return Set(origins).filter(solves).reduce(0) { sum, origin in
        let wrong = type.misspellings(of: origin, isWhole: form.isWhole(cell)) ?? []
        return sum + prior(origin) * Double(wrong.count { $0 == value })
          / Double(wrong.count)
      } / places.count(of: type)
    }
    switch type {
    case .zeroed: return value == 0 ? best() / places.count(of: type) : 0
    case .lastYear:
      let isCopy = value != 0 && form.lastYear(cell).map { printed[$0] } == value
      return isCopy ? best() / places.count(of: type) : 0
    case .totalNotUpdated:
      return places.sums.filter { $0.total == cell }.reduce(0) { sum, relation in
        sum + (solutions().map { draft(relation, $0, of: value, printed) }.max() ?? 0)
      } / places.count(of: type)
    case .countedTwice:
      return places.sums.filter { $0.total == cell }.flatMap(\.parts)
        .reduce(0) { $0 + (printed[$1] > 0 && solves(value - printed[$1]) ? 1 : 0) }
        / places.count(of: type)
    default: return 0
    }
  }

  /// How likely the draft of a total, before one of its parts changed, says what is printed.
  private func draft(
    _ sum: RecordForm.Sum, _ total: Double, of value: Double, _ printed: [Double]
  ) -> Double {
    let parts = sum.parts.map { printed[$0] }.filter { $0 > 0 }
    let change = abs(value - total)
    return parts.reduce(0) { $0 + (change <= $1 ? 1 / (2 * $1) : 0) } / Double(max(1, parts.count))
  }

  func swaps(_ printed: [Double], _ broken: [Int]) -> [(pair: [Int], likelihood: Double)] {
    form.reports.flatMap { report in
      let pairs = report.runs.flatMap { zip($0, $0.dropFirst()).map { [$0, $1] } }
        .filter { pair in
          pair.allSatisfy { printed[$0].isFinite } && printed[pair[0]] != printed[pair[1]]
        }
      return pairs.compactMap { pair -> (pair: [Int], likelihood: Double)? in
        let changes = [pair[0]: printed[pair[1]], pair[1]: printed[pair[0]]]
        guard touchesAll(pair, broken), holds(changes, printed, broken) else { return nil }
        return (pair, prior(changes, printed) / Double(pairs.count))
      }
    }
  }

  /// The true figures of the cells that a shift of rows made wrong, if undoing it repairs everything with some figure for
  /// the row whose own is lost.
  func unshifted(_ shift: RowShift, _ printed: [Double], _ broken: [Int]) -> [Int: Double]? {
    guard touchesAll(shift.cells, broken), let origins = shift.origins(printed),
      origins.allSatisfy(\.isFinite), let lost = shift.lost
    else { return nil }
    let figures = Dictionary(uniqueKeysWithValues: zip(shift.cells, origins))
    let undone = figures.reduce(into: printed) { $0[$1.key] = $1.value }
    let candidates: [Double] =
      [0] + rules.byCell[lost].flatMap { rules.boundaries(of: lost, in: $0, undone) }
    for value in candidates where form.isAdmissible(value, lost) {
      let changes = figures.merging([lost: value]) { $1 }.filter { printed[$0.key] != $0.value }
      if changes.count > 1, holds(changes, printed, broken) { return changes }
    }
    return nil
  }
}
