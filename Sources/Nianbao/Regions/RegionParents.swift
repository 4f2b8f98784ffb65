/// The regions that lie elsewhere than their codes say, in some years or in all: those that were
/// transferred, and those of merged regions whose codes stayed.
///
/// Most panels have none, and asking costs one comparison then.
public struct RegionParents: Sendable, Hashable {
  /// Where a region lies in some years.
  public struct Entry: Sendable, Hashable {
    /// The years.
    public let years: ClosedRange<Year>
    /// The region it lies in.
    public let parent: RegionCode
  }

  /// The entries by region, those of one region in the order of their years.
  private(set) var entries: [RegionCode: [Entry]] = [:]
  /// The padded codes of these regions and of all in them, as runs in order that do not meet.
  private var runs: [Range<UInt64>] = []

  /// No region lies elsewhere.
  public init() {}

  /// Whether every region lies where its code says.
  public var isEmpty: Bool { entries.isEmpty }

  /// Whether some region changes its parent from one year to another.
  public var dependsOnYear: Bool {
    entries.values.contains { $0.contains { $0.years != Self.ever } }
  }

  /// All years.
  static let ever = Year(Int(Int32.min))...Year(Int(Int32.max))

  /// Puts a region into another one in some years.
  mutating func set(_ region: RegionCode, _ parent: RegionCode, in years: ClosedRange<Year> = ever)
  {
    entries[region, default: []].append(Entry(years: years, parent: parent))
    runs = (runs + [region.paddedRange]).sorted { $0.lowerBound < $1.lowerBound }
      .reduce(into: []) { runs, run in
        if let last = runs.last, run.lowerBound < last.upperBound {
          runs[runs.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
        } else {
          runs.append(run)
        }
      }
  }

  /// Whether a region, or one above it by its code, may lie elsewhere. O(log regions).
  func mayMove(_ code: RegionCode) -> Bool {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].lowerBound <= code.padded { low = middle + 1 } else { high = middle }
    }
    return low > 0 && runs[low - 1].contains(code.padded)
  }

  /// The region of a level that a region is or lies in; nil where it stands above the level. O(levels).
  public func region(_ code: RegionCode, at level: RegionCode.Level, in year: Year) -> RegionCode? {
    if code.level == level { return code }
    guard mayMove(code) else { return code.ancestor(at: level) }
    var code = code
    // Upwards step by step, for any region on the way may lie elsewhere.
    while code.level > level {
      guard let parent = parent(of: code, in: year) else { return nil }
      code = parent
    }
    return code.level == level ? code : nil
  }

  /// The region right above a region.
  private func parent(of code: RegionCode, in year: Year) -> RegionCode? {
    if let entry = entries[code]?.last(where: { $0.years.contains(year) }) { return entry.parent }
    return code.parentByCode
  }

  /// All regions that another lies in, in some year, although its code does not say so.
  var covering: Set<RegionCode> {
    var covering: Set<RegionCode> = []
    for parent in entries.values.joined().map(\.parent) {
      covering.insert(parent)
      covering.formUnion(RegionCode.Level.allCases.compactMap { parent.ancestor(at: $0) })
    }
    return covering
  }

  /// The regions that some of the given ones lie in, in some year, although their codes do not say so.
  func covering(_ regions: some Sequence<RegionCode>) -> Set<RegionCode> {
    var covering: Set<RegionCode> = []
    for region in regions {
      for level in RegionCode.Level.allCases {
        guard let step = level == region.level ? region : region.ancestor(at: level) else {
          continue
        }
        for entry in entries[step] ?? [] {
          covering.insert(entry.parent)
          for level in RegionCode.Level.allCases {
            if let above = entry.parent.ancestor(at: level) { covering.insert(above) }
          }
        }
      }
    }
    return covering
  }
}
