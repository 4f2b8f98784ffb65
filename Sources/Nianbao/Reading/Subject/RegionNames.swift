import Synchronization

/// Finds regions by the names that reports print: full paths, paths with parts left out, short names
/// of higher regions (北京 for 北京市), names of the past.
///
/// The index of names is made when it is first asked, in O(regions).
final class RegionNames: Sendable {
  private let tree: RegionTree
  private let history: RegionHistory
  private let index = Mutex<NameIndex?>(nil)

  init(tree: RegionTree, history: RegionHistory) {
    self.tree = tree
    self.history = history
  }

  /// A body whose name was taken apart.
  struct Body: Hashable {
    /// The deepest region of the name.
    let region: RegionTree.Region
    /// What follows the region's name; empty where the body is the region's own.
    let rest: String
    /// Whether the region is named without 市, 区, 县.
    let isShort: Bool
  }

  /// The regions whose path ends a name, with what is left of the name behind them.
  ///
  /// - Returns: First those that leave nothing over; empty where the name begins with no region.
  /// - Complexity: O(length² × regions of one name).
  func bodies(_ name: ArraySlice<Unicode.Scalar>) -> [Body] {
    guard name.count <= 60 else { return [] }
    let index = builtIndex()
    var found: [Body] = []
    descend(Array(name), from: 0, within: nil, index: index, into: &found)
    var seen = Set<Body>()
    let unique = found.filter { seen.insert($0).inserted }
    let whole = unique.filter(\.rest.isEmpty)
    if !whole.isEmpty { return whole }
    // Of partial readings those that use most of the name are meant.
    let least = unique.map { $0.rest.unicodeScalars.count }.min()
    return unique.filter { $0.rest.unicodeScalars.count == least }
  }

  /// Regions of exactly this name, short names of higher regions included.
  func regions(named name: String) -> [RegionTree.Region] {
    builtIndex().entries(named: name).map { tree.regions[$0.region] }
  }

  private static let nameLimit = 18

  private func descend(
    _ name: [Unicode.Scalar], from start: Int, within parent: RegionCode?, index: NameIndex,
    into found: inout [Body]
  ) {
    for end in stride(from: min(name.count, start + Self.nameLimit), through: start + 2, by: -1) {
      for entry in index.entries(named: name[start..<end].text) {
        let region = tree.regions[entry.region]
        if let parent {
          guard parent.level < region.code.level, lies(region.code, in: parent) else { continue }
        }
        if entry.isShort, end == name.count, parent != nil || region.code.level != .province {
          continue
        }
        found.append(Body(region: region, rest: name[end...].text, isShort: entry.isShort))
        if end < name.count {
          descend(name, from: end, within: region.code, index: index, into: &found)
        }
      }
    }
  }

  /// Whether a region lies in another, or in what took the other's place.
  private func lies(_ code: RegionCode, in parent: RegionCode) -> Bool {
    parent.contains(code)
      || history.successors(ofFormer: parent).contains { $0.contains(code) }
  }

  /// The region with a code of today or of the past, or nil where there is none.
  func region(_ code: RegionCode) -> RegionTree.Region? { tree.region(history.current(code)) }

  /// What took the place of a merged or divided region.
  func successors(ofFormer code: RegionCode) -> [RegionTree.Region] {
    history.successors(ofFormer: code).compactMap { tree.region($0) }
  }

  private func builtIndex() -> NameIndex {
    index.withLock { index in
      if let index { return index }
      let built = NameIndex(tree: tree, history: history)
      index = built
      return built
    }
  }
}

/// A hash table from names to positions in a region tree: chained, all in two arrays, for making it
/// must cost no more than reading the tree.
private struct NameIndex: Sendable {
  struct Entry {
    let name: String
    /// The position in the tree.
    let region: Int
    /// A name without 市, 区, 县 at its end.
    let isShort: Bool
  }

  private var entries: [Entry] = []
  private var next: [Int32] = []
  private var heads: [Int32]
  private let mask: Int

  init(tree: RegionTree, history: RegionHistory) {
    let size = Self.powerOfTwo(atLeast: 2 * tree.regions.count)
    mask = size - 1
    heads = Array(repeating: -1, count: size)
    entries.reserveCapacity(tree.regions.count + tree.regions.count / 8)
    next.reserveCapacity(tree.regions.count + tree.regions.count / 8)
    var positions: [RegionCode: Int] = [:]
    let renames = history.changes.filter(\.kind.isSuccession)
      .map { (name: $0.oldName, code: history.current($0.newCode)) }
    let renamed = Set(renames.map(\.code))
    for (position, region) in tree.regions.enumerated() {
      if renamed.contains(region.code) { positions[region.code] = position }
      guard !RegionTree.collectiveNames.contains(region.name) else { continue }
      add(region.name, region: position, isShort: false)
      if region.code.level <= .county, let short = Self.shortName(region) {
        add(short, region: position, isShort: true)
      }
    }
    for rename in renames {
      guard let position = positions[rename.code] else { continue }
      add(rename.name, region: position, isShort: false)
    }
  }

  func entries(named name: String) -> [Entry] {
    var found: [Entry] = []
    var position = heads[name.hashValue & mask]
    while position >= 0 {
      let entry = entries[Int(position)]
      if entry.name == name { found.append(entry) }
      position = next[Int(position)]
    }
    // Chains begin with the last entry; results are in tree order.
    return found.reversed()
  }

  private mutating func add(_ name: String, region: Int, isShort: Bool) {
    let bucket = name.hashValue & mask
    entries.append(Entry(name: name, region: region, isShort: isShort))
    next.append(heads[bucket])
    heads[bucket] = Int32(entries.count - 1)
  }

  /// The name without its ending, where at least two signs remain.
  private static func shortName(_ region: RegionTree.Region) -> String? {
    let name = region.name
    if region.code.level == .province {
      for ending in ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]
      where name.hasSuffix(ending) {
        return String(name.dropLast(ending.count))
      }
    }
    guard name.count >= 3, let last = name.last, "市区县旗盟".contains(last),
      !name.hasSuffix("自治县"), !name.hasSuffix("自治旗")
    else { return nil }
    return String(name.dropLast())
  }

  private static func powerOfTwo(atLeast count: Int) -> Int {
    var size = 16
    while size < count { size *= 2 }
    return size
  }
}
