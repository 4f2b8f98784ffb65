/// The administrative tree: codes and names, from provinces to townships, those of one year and
/// beside them regions of the past.
///
/// Regions are kept in tree order, so that all that lies in a region by its code is one contiguous
/// run. What became of them over the years is the tree's `history`.
public struct RegionTree: Sendable {
  /// A department or institution that hangs under a region.
  public struct Department: Sendable, Hashable {
    /// Its name without the region's.
    public let name: String
    /// The region.
    public let region: RegionCode
    /// The first year it existed in; nil where not known.
    public let from: Year?
    /// The last year it existed in; nil for one of today.
    public let until: Year?
  }

  /// One region.
  public struct Region: Sendable, Hashable {
    /// Its code.
    public let code: RegionCode
    /// Its name as the source prints it.
    public let name: String
    /// The first year it existed in; nil where not known.
    public let from: Year?
    /// The last year it existed in; nil for a region of today.
    public let until: Year?
    /// The region it lies in where its code does not say so; nil for most.
    public let parent: RegionCode?

    /// A region; one of today unless told otherwise.
    public init(
      code: RegionCode, name: String, from: Year? = nil, until: Year? = nil,
      parent: RegionCode? = nil
    ) {
      self.code = code
      self.name = name
      self.from = from
      self.until = until
      self.parent = parent
    }

    /// Whether it existed in a year, as far as is known.
    public func exists(in year: Year) -> Bool {
      from.map { $0 <= year } ?? true && until.map { year <= $0 } ?? true
    }
  }

  /// All regions in tree order.
  public private(set) var regions: [Region]
  /// The departments that a table of regions names, by region, then in the order of the table.
  public internal(set) var departments: [Department] = []
  /// The regions that lie elsewhere than their codes say, in tree order; none in most trees.
  public private(set) var regionsElsewhere: [Region] = []
  /// What became of regions.
  public internal(set) var history = RegionHistory()

  /// A tree of regions in any order; of two with one code the later counts.
  ///
  /// - Complexity: O(n log n).
  public init(_ regions: [Region]) {
    var byCode: [RegionCode: Region] = [:]
    byCode.reserveCapacity(regions.count)
    for region in regions { byCode[region.code] = region }
    self.regions = byCode.values.sorted { $0.code < $1.code }
    regionsElsewhere = self.regions.filter { $0.parent != nil }
  }

  /// This tree with the changes of a history beside its own, and the merged and divided regions where
  /// their codes are not in use.
  ///
  /// - Complexity: O(n + m log m) for m changes.
  public func adding(_ further: RegionHistory) -> RegionTree {
    var tree = adding(former: further.formerRegions)
    tree.history = RegionHistory(changes: history.changes + further.changes)
    return tree
  }

  /// This tree with regions of the past beside its own, where their codes are not in use.
  ///
  /// - Complexity: O(n + m log m) for m further regions.
  public func adding(former: [Region]) -> RegionTree {
    let further = former.filter { region($0.code) == nil }.sorted { $0.code < $1.code }
    guard !further.isEmpty else { return self }
    var merged: [Region] = []
    merged.reserveCapacity(regions.count + further.count)
    var next = 0
    for region in regions {
      while next < further.count, further[next].code < region.code {
        merged.append(further[next])
        next += 1
      }
      merged.append(region)
    }
    var tree = self
    tree.regions = merged + further[next...]
    return tree
  }

  /// For regions that are known to be in tree order and without repetition.
  init(sorted regions: [Region]) {
    self.regions = regions
  }

  /// The position of the first region that does not stand before a padded code. O(log n).
  private func position(notBefore padded: UInt64) -> Int {
    var low = 0
    var high = regions.count
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].code.padded < padded { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The region with a code, or nil where the tree has none. O(log n).
  public func region(_ code: RegionCode) -> Region? {
    var position = position(notBefore: code.padded)
    while position < regions.count, regions[position].code.padded == code.padded {
      if regions[position].code == code { return regions[position] }
      position += 1
    }
    return nil
  }

  /// A region and all that lies in it, in tree order; empty where the tree has none of it. O(log n).
  public func run(of code: RegionCode) -> ArraySlice<Region> {
    let range = code.paddedRange
    let run = regions[position(notBefore: range.lowerBound)..<position(notBefore: range.upperBound)]
    return run.drop { $0.code.level < code.level }
  }

  /// The regions of a level that lie in a region, in tree order. O(size of the region).
  public func regions(in code: RegionCode, at level: RegionCode.Level) -> [Region] {
    run(of: code).filter { $0.code.level == level }
  }

  /// The names from the province down to a region, without the collective names of directly
  /// administered areas such as 市辖区. O(log n).
  public func path(to code: RegionCode) -> [String] {
    var names: [String] = []
    for level in RegionCode.Level.allCases where level <= code.level {
      let step = level == code.level ? code : code.ancestor(at: level)
      guard let step, let region = region(step) else { continue }
      if level == .prefecture, Self.collectiveNames.contains(region.name) { continue }
      names.append(region.name)
    }
    return names
  }

  /// Prefecture-level names that stand for no body of their own.
  static let collectiveNames: Set<String> = [
    "市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划",
  ]

  /// The regions with a name, anywhere or within a region, in tree order. O(size of the region).
  public func regions(named name: String, within code: RegionCode? = nil) -> [Region] {
    let candidates = code.map { run(of: $0) } ?? regions[...]
    return candidates.filter { $0.name == name }
  }
}
