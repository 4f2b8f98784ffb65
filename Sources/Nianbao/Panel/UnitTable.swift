import Vectors

/// The units of a panel in the order of all its columns.
///
/// First come the *leaf* units, in tree order: every region's leaf units are one contiguous run, so
/// a roll-up is a segmented reduction. Behind them, again in tree order, stand the *consolidating*
/// units: governments with other units of the panel in their region. Their own reports cover those
/// units, so they are compared with a roll-up and never added into it. Units without a known region
/// close the run of leaf units.
///
/// The table is columnar like the panel: a `Unit` is made when it is asked for.
public struct UnitTable: Sendable, RandomAccessCollection {
  /// The number of leaf units, which stand at positions `0..<leafCount`.
  public let leafCount: Int

  /// The padded region code of each unit; all bits set where no region is known.
  let regions: Vector<UInt64>
  /// The level of the region in the low four bits as its number of digits, 0 where no region is
  /// known; bit 4 is set for departments.
  let kinds: Vector<UInt8>
  let names: TextColumn

  /// A table over existing memory, or nil where the vectors do not fit together.
  init?(leafCount: Int, regions: Vector<UInt64>, kinds: Vector<UInt8>, names: TextColumn) {
    guard regions.count == kinds.count, names.count == kinds.count,
      (0...kinds.count).contains(leafCount)
    else { return nil }
    self.leafCount = leafCount
    self.regions = regions
    self.kinds = kinds
    self.names = names
  }

  /// The units of some reports, each once; of several names of one unit the last one counts.
  ///
  /// - Parameter parents: The regions that lie elsewhere than their codes say.
  /// - Complexity: O(n log n).
  public init(_ units: some Sequence<Unit>, parents: RegionParents = RegionParents()) {
    var byKey: [Unit.Key: Unit] = [:]
    for unit in units { byKey[unit.key] = unit }
    let sorted = byKey.values.sorted { SortKey($0) < SortKey($1) }
    let isConsolidating = Self.consolidating(sorted, parents)
    let leaves = sorted.indices.filter { !isConsolidating[$0] }
    let others = sorted.indices.filter { isConsolidating[$0] }
    let ordered = (leaves + others).map { sorted[$0] }
    let keys = ordered.map { SortKey($0) }
    leafCount = leaves.count
    regions = Vector(keys.map(\.padded))
    kinds = Vector(keys.map(\.kind))
    names = TextColumn(ordered.map(\.name))
  }

  /// The first index.
  public var startIndex: UnitIndex { UnitIndex(0) }

  /// The index past the last one.
  public var endIndex: UnitIndex { UnitIndex(kinds.count) }

  /// The number of units.
  public var count: Int { kinds.count }

  /// The unit at an index. O(length of its name).
  public subscript(index: UnitIndex) -> Unit {
    Unit(
      name: names[index.position], region: region(of: index),
      kind: kinds[index.position] & SortKey.department == 0 ? .government : .department)
  }

  /// The region of the unit at an index, or nil where none is known. O(1).
  public func region(of index: UnitIndex) -> RegionCode? {
    let digits = Int(kinds[index.position] & SortKey.levelMask)
    return RegionCode.Level(rawValue: digits).map {
      RegionCode(padded: regions[index.position], level: $0)
    }
  }

  /// The name of the unit at an index. O(its length).
  public func name(of index: UnitIndex) -> String { names[index.position] }

  /// The index of a unit by its identity, or nil where the panel has none. O(log n).
  public func index(of key: Unit.Key) -> UnitIndex? {
    switch key {
    case .government(let region):
      return index(SortKey(region: region, isDepartment: false, name: ""), comparesNames: false)
    case .body(let region?, let name):
      return index(SortKey(region: region, isDepartment: true, name: name), comparesNames: true)
    case .body(nil, let name):
      return index(SortKey(region: nil, isDepartment: false, name: name), comparesNames: true)
        ?? index(SortKey(region: nil, isDepartment: true, name: name), comparesNames: true)
    }
  }

  /// Whether a unit's own report covers other units of the panel. O(1).
  public func isConsolidating(_ index: UnitIndex) -> Bool { index.position >= leafCount }

  /// The leaf units in a region, as one run of positions. O(log n).
  public func leaves(in region: RegionCode) -> Range<Int> {
    let range = region.paddedRange
    let start = firstPosition(in: 0..<leafCount) { regions[$0] >= range.lowerBound }
    let end = firstPosition(in: start..<leafCount) { regions[$0] >= range.upperBound }
    return start..<end
  }

  /// The regions of a level with the runs of leaf units in them, in order; units that stand above
  /// the level or have no region are in none. O(n).
  public func segments(at level: RegionCode.Level) -> [(region: RegionCode, units: Range<Int>)] {
    var segments: [(region: RegionCode, units: Range<Int>)] = []
    for position in 0..<leafCount {
      guard let code = region(of: UnitIndex(position)) else { break }
      guard let region = code.level == level ? code : code.ancestor(at: level) else { continue }
      if let last = segments.last, last.region == region {
        segments[segments.count - 1].units = last.units.lowerBound..<(position + 1)
      } else {
        segments.append((region, position..<(position + 1)))
      }
    }
    return segments
  }

  private func index(_ key: SortKey, comparesNames: Bool) -> UnitIndex? {
    for range in [0..<leafCount, leafCount..<count] {
      let position = firstPosition(in: range) { order($0, key, comparesNames) >= 0 }
      if position < range.upperBound, order(position, key, comparesNames) == 0 {
        return UnitIndex(position)
      }
    }
    return nil
  }

  /// How the unit at a position stands to a key: below, at or above zero.
  private func order(_ position: Int, _ key: SortKey, _ comparesNames: Bool) -> Int {
    if regions[position] != key.padded { return regions[position] < key.padded ? -1 : 1 }
    let (own, other) = (SortKey.rank(kinds[position]), SortKey.rank(key.kind))
    if own != other { return own < other ? -1 : 1 }
    return comparesNames ? names.order(position, key.name) : 0
  }

  /// The first position of a range that a condition holds at; it holds at all behind it too.
  private func firstPosition(in range: Range<Int>, where condition: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if condition(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Which of the sorted units are governments with other units in their region, by its code or, in
  /// some year, by where regions lie otherwise.
  private static func consolidating(_ sorted: [Unit], _ parents: RegionParents) -> [Bool] {
    let covering = parents.isEmpty ? [] : parents.covering(sorted.lazy.compactMap(\.region))
    return sorted.indices.map { position in
      guard sorted[position].kind == .government, let region = sorted[position].region else {
        return false
      }
      if covering.contains(region) { return true }
      guard position + 1 < sorted.count, let next = sorted[position + 1].region else {
        return false
      }
      return region.contains(next)
    }
  }
}

/// What units are sorted by: region in tree order, the region's government before its departments,
/// then the bytes of the name.
private struct SortKey: Comparable {
  static let levelMask: UInt8 = 0x0F
  static let department: UInt8 = 0x10

  let padded: UInt64
  let kind: UInt8
  let name: String

  init(region: RegionCode?, isDepartment: Bool, name: String) {
    padded = region?.padded ?? .max
    kind = UInt8(region?.level.digits ?? 0) | (isDepartment ? Self.department : 0)
    self.name = name
  }

  init(_ unit: Unit) {
    self.init(region: unit.region, isDepartment: unit.kind == .department, name: unit.name)
  }

  /// Level before kind.
  static func rank(_ kind: UInt8) -> UInt8 { (kind & levelMask) << 1 | kind >> 4 & 1 }

  static func < (left: SortKey, right: SortKey) -> Bool {
    if left.padded != right.padded { return left.padded < right.padded }
    if left.kind != right.kind { return rank(left.kind) < rank(right.kind) }
    return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }
}
