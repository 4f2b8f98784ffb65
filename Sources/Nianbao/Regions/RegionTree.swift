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
  public var regions: Regions { Regions(columns: columns) }
  /// The departments that a table of regions names, by region, then in the order of the table.
  public internal(set) var departments: [Department] = []
  /// The regions that lie elsewhere than their codes say, in tree order; none in most trees.
  public let regionsElsewhere: [Region]
  /// What became of regions.
  public internal(set) var history = RegionHistory()
  private var columns: RegionColumns

  /// A tree of regions in any order; of two with one code the later counts.
  ///
  /// - Complexity: O(n log n).
  public init(_ regions: [Region]) {
    var byCode: [RegionCode: Region] = [:]
    byCode.reserveCapacity(regions.count)
    for region in regions { byCode[region.code] = region }
    self.init(RegionColumns(byCode.values.sorted { $0.code < $1.code }))
  }

  /// A tree of columns.
  init(_ columns: RegionColumns) {
    self.columns = columns
    regionsElsewhere = columns.regionsElsewhere
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
    var tree = self
    tree.columns = columns.adding(further)
    return tree
  }

  /// The region with a code, or nil where the tree has none. O(log n).
  public func region(_ code: RegionCode) -> Region? {
    columns.position(of: code).map { columns.region($0) }
  }

  /// A region and all that lies in it, in tree order; empty where the tree has none of it. O(log n).
  public func run(of code: RegionCode) -> Slice<Regions> {
    let range = code.paddedRange
    var start = columns.position(notBefore: range.lowerBound)
    let end = columns.position(notBefore: range.upperBound)
    while start < end, columns.code(start).level < code.level { start += 1 }
    return regions[start..<end]
  }

  /// The regions of a level that lie in a region, in tree order. O(size of the region).
  public func regions(in code: RegionCode, at level: RegionCode.Level) -> [Region] {
    run(of: code).indices.lazy.filter { columns.code($0).level == level }
      .map { columns.region($0) }
  }

  /// The names from the province down to a region, without the collective names of directly
  /// administered areas such as 市辖区. O(log n).
  public func path(to code: RegionCode) -> [String] {
    var names: [String] = []
    for level in RegionCode.Level.allCases where level <= code.level {
      let step = level == code.level ? code : code.ancestor(at: level)
      guard let step, let position = columns.position(of: step) else { continue }
      let name = columns.name(position)
      if level == .prefecture, Self.collectiveNames.contains(name) { continue }
      names.append(name)
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
