import Vectors

/// The sums of groups with every missing figure at its least and at its greatest, as the unit's
/// neighbouring years have it.
///
/// The years that bound a unit's figure are the nearest with one before and after; where one side has
/// none, the two nearest of the other side. One year alone says nothing of a range, and none says nothing
/// at all: the unit's least is then 0 where figures cannot be below, and its greatest is open.
struct NeighbourBounds: Sendable {
  /// One a group; null where no figure is missing, and where the bound is open.
  let low: Vector<Double>
  let high: Vector<Double>

  init(low: Vector<Double>, high: Vector<Double>) {
    self.low = low
    self.high = high
  }

  /// The bounds of the sums of a year.
  ///
  /// - Parameters:
  ///   - columns: The figures of each year of the panel, nil where a year has none.
  ///   - year: A position in `columns`.
  ///   - sums: The sums of the groups and the numbers of figures in them.
  ///   - neverReported: How many units of each group never reported.
  ///   - isSigned: Whether figures can be below 0.
  /// - Complexity: O(units of the groups that lack a figure), and the years between for each missing
  ///   one.
  init(
    _ columns: [Vector<Double>?], year: Int, _ membership: UnitGroups.Membership,
    _ sums: SegmentedReductions.Sums, neverReported: [Int], isSigned: Bool
  ) {
    let null = isSigned ? Double.nan : 0
    var low = [Double](repeating: .nan, count: neverReported.count)
    var high = low
    for group in neverReported.indices {
      let isComplete = Int(sums.counts[group]) == membership.segments[group].count
      if isComplete, neverReported[group] == 0 { continue }
      let sum = sums.counts[group] > 0 ? sums.sums[group] : 0
      low[group] = neverReported[group] > 0 ? sum + null : sum
      high[group] = neverReported[group] > 0 ? .nan : sum
      if isComplete { continue }
      for unit in membership.units(of: group, without: columns[year]) {
        let known = Self.neighbours(of: unit, year, columns)
        low[group] += known.map { min($0.0, $0.1) } ?? null
        high[group] += known.map { max($0.0, $0.1) } ?? .nan
      }
    }
    self.low = Vector(low)
    self.high = Vector(high)
  }

  /// The bounds without those of some groups.
  func without(_ isLeftOut: (Int) -> Bool) -> NeighbourBounds {
    func kept(_ values: Vector<Double>) -> Vector<Double> {
      Vector((0..<values.count).map { isLeftOut($0) ? .nan : values[$0] })
    }
    return NeighbourBounds(low: kept(low), high: kept(high))
  }

  /// The two figures of a unit that bound the missing one of a year; nil where it has fewer.
  private static func neighbours(of unit: Int, _ year: Int, _ columns: [Vector<Double>?]) -> (
    Double, Double
  )? {
    func known(_ years: some Sequence<Int>) -> [Double] {
      var found: [Double] = []
      for other in years where found.count < 2 {
        if let value = columns[other]?[unit], !value.isNaN { found.append(value) }
      }
      return found
    }
    let before = known((0..<year).reversed())
    let after = known(year + 1..<columns.count)
    if let first = before.first, let second = after.first { return (first, second) }
    let known = before + after
    return known.count == 2 ? (known[0], known[1]) : nil
  }
}
