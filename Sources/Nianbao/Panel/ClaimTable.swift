import Vectors

/// The figures that reports state in their prose, beside the panel's cells: sorted by unit and year.
///
/// The table is columnar like the panel; a `Claim` is made when it is asked for.
public struct ClaimTable: Sendable {
  let units: Vector<Int32>
  let years: Vector<Int32>
  let indicators: Vector<Int32>
  let values: Vector<Double>
  /// The precision, with bit 7 set for a share.
  let precisions: Vector<UInt8>
  let places: Vector<UInt32>
  let texts: TextColumn

  /// The bit of a precision that says that the figure is a share.
  static let share: UInt8 = 0x80

  /// A claim with the unit and year that it is of.
  public struct Entry: Sendable, Hashable {
    /// Whose report states it.
    public let unit: UnitIndex
    /// The report's year.
    public let year: Year
    /// The claim.
    public let claim: Claim

    /// A claim of a unit and year.
    public init(unit: UnitIndex, year: Year, claim: Claim) {
      self.unit = unit
      self.year = year
      self.claim = claim
    }
  }

  /// A table of claims; those of one unit and year keep their order.
  ///
  /// - Complexity: O(n log n).
  public init(_ entries: [Entry] = []) {
    let sorted = entries.enumerated().sorted { left, right in
      (left.element.unit, left.element.year, left.offset)
        < (right.element.unit, right.element.year, right.offset)
    }.map(\.element)
    units = Vector(sorted.map { Int32($0.unit.position) })
    years = Vector(sorted.map { Int32($0.year.number) })
    indicators = Vector(sorted.map { Int32($0.claim.indicator.position) })
    values = Vector(sorted.map(\.claim.value))
    precisions = Vector(
      sorted.map { $0.claim.precision.rawValue | ($0.claim.isShare ? Self.share : 0) })
    places = Vector(sorted.map(\.claim.place.packed))
    texts = TextColumn(sorted.map(\.claim.text))
  }

  /// The number of claims.
  public var count: Int { units.count }

  /// The claim at a position, from 0. O(length of its text).
  public subscript(position: Int) -> Entry {
    Entry(
      unit: UnitIndex(Int(units[position])), year: Year(Int(years[position])),
      claim: Claim(
        indicator: IndicatorIndex(Int(indicators[position])), value: values[position],
        isShare: precisions[position] & Self.share != 0,
        precision: Claim.Precision(rawValue: precisions[position] & ~Self.share) ?? .about,
        text: texts[position], place: Place(packed: places[position])))
  }

  /// Whether the claim at a position is a count that is stated in 万 or 亿, and so rounded. O(length of
  /// its text), for small numbers O(1).
  func isInMyriads(_ position: Int) -> Bool {
    let value = values[position]
    guard value >= 1000, value.truncatingRemainder(dividingBy: 10) == 0 else { return false }
    let text = texts[position]
    return zip(text, text.dropFirst() + " ").contains { sign, next in
      (sign == "万" || sign == "亿") && next != "元"
    }
  }

  /// All claims in order.
  public var entries: [Entry] { (0..<count).map { self[$0] } }

  /// The claims of a unit's report for a year, in the order of the report. O(log n).
  public func claims(of unit: UnitIndex, in year: Year) -> [Claim] {
    let key = (Int32(unit.position), Int32(year.number))
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if (units[middle], years[middle]) < key { low = middle + 1 } else { high = middle }
    }
    var found: [Claim] = []
    while low < count, (units[low], years[low]) == key {
      found.append(self[low].claim)
      low += 1
    }
    return found
  }
}
