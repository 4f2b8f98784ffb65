/// The units of a panel in the order of all its columns.
///
/// First come the *leaf* units, in tree order: every region's leaf units are one contiguous run, so
/// a roll-up is a segmented reduction. Behind them, again in tree order, stand the *consolidating*
/// units: governments with other units of the panel in their region. Their own reports cover those
/// units, so they are compared with a roll-up and never added into it. Units without a known region
/// close the run of leaf units.
public struct UnitTable: Sendable {
  /// The units; a `UnitIndex` is a position in here.
  public let units: [Unit]
  /// The number of leaf units, which stand at positions `0..<leafCount`.
  public let leafCount: Int

  private let positions: [Unit.Key: Int]

  /// The units of some reports, each once; of several names of one unit the last one counts.
  ///
  /// - Complexity: O(n log n).
  public init(_ units: some Sequence<Unit>) {
    var byKey: [Unit.Key: Unit] = [:]
    for unit in units { byKey[unit.key] = unit }
    let sorted = byKey.values.sorted(by: Self.standsBefore)
    let isConsolidating = Self.consolidating(sorted)
    var ordered: [Unit] = []
    ordered.reserveCapacity(sorted.count)
    for (position, unit) in sorted.enumerated() where !isConsolidating[position] {
      ordered.append(unit)
    }
    leafCount = ordered.count
    for (position, unit) in sorted.enumerated() where isConsolidating[position] {
      ordered.append(unit)
    }
    self.units = ordered
    var positions: [Unit.Key: Int] = [:]
    positions.reserveCapacity(ordered.count)
    for (position, unit) in ordered.enumerated() { positions[unit.key] = position }
    self.positions = positions
  }

  /// The number of units.
  public var count: Int { units.count }

  /// The unit at an index. O(1).
  public subscript(index: UnitIndex) -> Unit { units[index.position] }

  /// All indices in order.
  public var indices: some RandomAccessCollection<UnitIndex> & Sendable {
    units.indices.lazy.map { UnitIndex($0) }
  }

  /// The index of a unit by its identity, or nil where the panel has none. O(1).
  public func index(of key: Unit.Key) -> UnitIndex? { positions[key].map { UnitIndex($0) } }

  /// Whether a unit's own report covers other units of the panel. O(1).
  public func isConsolidating(_ index: UnitIndex) -> Bool { index.position >= leafCount }

  /// The leaf units in a region, as one run of positions. O(log n).
  public func leaves(in region: RegionCode) -> Range<Int> {
    let range = region.paddedRange
    return firstLeaf(notBefore: range.lowerBound)..<firstLeaf(notBefore: range.upperBound)
  }

  /// The regions of a level with the runs of leaf units in them, in order; units that stand above
  /// the level or have no region are in none. O(n).
  public func segments(at level: RegionCode.Level) -> [(region: RegionCode, units: Range<Int>)] {
    var segments: [(region: RegionCode, units: Range<Int>)] = []
    for position in 0..<leafCount {
      guard let code = units[position].region else { break }
      guard let region = code.level == level ? code : code.ancestor(at: level) else { continue }
      if let last = segments.last, last.region == region {
        segments[segments.count - 1].units = last.units.lowerBound..<(position + 1)
      } else {
        segments.append((region, position..<(position + 1)))
      }
    }
    return segments
  }

  private func firstLeaf(notBefore padded: UInt64) -> Int {
    var low = 0
    var high = leafCount
    while low < high {
      let middle = (low + high) / 2
      if Self.sortKey(units[middle]) < padded { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func sortKey(_ unit: Unit) -> UInt64 { unit.region?.padded ?? .max }

  private static func standsBefore(_ left: Unit, _ right: Unit) -> Bool {
    let leftKey = (
      sortKey(left), left.region?.level.rawValue ?? 0, left.kind == .government ? 0 : 1
    )
    let rightKey = (
      sortKey(right), right.region?.level.rawValue ?? 0, right.kind == .government ? 0 : 1
    )
    return leftKey == rightKey ? left.name < right.name : leftKey < rightKey
  }

  /// Which of the sorted units are governments with other units in their region.
  private static func consolidating(_ sorted: [Unit]) -> [Bool] {
    sorted.indices.map { position in
      guard sorted[position].kind == .government, let region = sorted[position].region,
        position + 1 < sorted.count, let next = sorted[position + 1].region
      else { return false }
      return region.contains(next)
    }
  }
}
