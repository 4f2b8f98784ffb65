/// The figures of one indicator and year that are not cells of the panel, for the units that have any:
/// what prose states, or what the units below add up to.
struct DerivedColumn: Sendable {
  /// The units with a figure, ascending.
  private(set) var units: [Int32] = []
  /// The figures; NaN where there is not one number.
  private(set) var values: [Double] = []
  private(set) var low: [Double] = []
  private(set) var high: [Double] = []
  private(set) var presence: [UInt8] = []

  /// The number of units with a figure.
  var count: Int { units.count }

  /// Adds the figure of a unit behind all units that have one.
  mutating func append(_ unit: UnitIndex, _ figure: RuleFigure) {
    assert(units.last.map { Int($0) < unit.position } ?? true)
    units.append(Int32(unit.position))
    values.append(figure.value ?? .nan)
    low.append(figure.known.low)
    high.append(figure.known.high)
    presence.append(figure.presence.rawValue)
  }

  /// The position of a unit's figure, or nil where it has none. O(log n).
  func position(of unit: UnitIndex) -> Int? {
    var (start, end) = (0, units.count)
    while start < end {
      let middle = (start + end) / 2
      if units[middle] < unit.position { start = middle + 1 } else { end = middle }
    }
    return start < units.count && units[start] == unit.position ? start : nil
  }
}
