import Vectors

/// The change of each body's total split into what it would be had all its parts grown as the region
/// around it did, what its mix of parts adds, and what is its own (Dunn 1960, A statistical and
/// analytical technique for regional analysis).
///
/// For a part with the figures x and x′ of a body, the region's growth G over all parts and Gᵢ of this
/// part: reference x·G, mix x·(Gᵢ − G), own x′ − x − x·Gᵢ. Only parts with comparable figures in both
/// years are split, and only they make up G and Gᵢ; coming and going parts stand apart, and so does
/// what the parts of a total leave over. The five add up to the change.
public struct ShiftShare: Sendable {
  /// The split of one body's change.
  public struct Item: Sendable, Hashable {
    /// The body, as a position in the frame's.
    public let body: Int
    /// The total of the earlier year; nil for null.
    public let previous: Double?
    /// The total of the later year; nil for null.
    public let value: Double?
    /// The total's change; nil where either is null.
    public let change: Double?
    /// Growth of the region.
    public let reference: Double
    /// The mix of parts.
    public let mix: Double
    /// What is the body's own.
    public let own: Double
    /// Parts with a figure in one of the years only.
    public let comingAndGoing: Double
    /// What the parts do not explain; nil where the change is.
    public let residual: Double?
    /// The notes of all figures.
    public let notes: FigureNotes
  }

  /// The bodies of one region.
  public struct Group: Sendable {
    /// The region.
    public let whole: Frame.Body
    /// The total, as a position in the frame's indicators.
    public let total: Int
    /// Which breakdown of the total this is, from 1.
    public let breakdown: Int
    /// The region's growth in percent; nil from zero.
    public let growth: Double?
    /// The bodies, in the order of the frame.
    public let items: [Item]
  }

  /// The figures.
  public let frame: Frame
  /// The earlier year.
  public let from: Year
  /// The later year.
  public let to: Year
  /// One group for each region and breakdown.
  public let groups: [Group]
}

extension Frame {
  /// Splits the change of each body's totals by the growth of the region it lies in.
  ///
  /// - Parameters:
  ///   - from: The earlier year.
  ///   - to: The later year.
  ///   - totals: The totals, as positions in `indicators`; nil for all that have parts.
  ///   - level: The level of the regions, as they are in the later year; nil for all bodies together.
  ///   - regions: What the regions are called.
  /// - Complexity: O(bodies × parts).
  public func shiftShare(
    from: Year, to: Year, of totals: [Int]? = nil, within level: RegionCode.Level?,
    of regions: RegionTree
  ) -> ShiftShare {
    let pairs = FigurePairs(self, from, to)
    let wholes = BodyGroups(of: self, at: level, in: regions, year: to).groups
    var groups: [ShiftShare.Group] = []
    for whole in wholes {
      for total in totals ?? Array(indicators.indices) {
        for (breakdown, parts) in breakdowns(of: total, in: [from, to]).enumerated() {
          let growth = ReferenceGrowth(pairs, bodies: whole.bodies, parts: parts)
          let items = whole.bodies.compactMap { growth.split($0, total: total) }
          guard !items.isEmpty else { continue }
          groups.append(
            ShiftShare.Group(
              whole: whole.whole, total: total, breakdown: breakdown + 1,
              growth: growth.before > 0 ? 100 * growth.overall : nil, items: items))
        }
      }
    }
    return ShiftShare(frame: self, from: from, to: to, groups: groups)
  }
}

/// How the parts of a region grew.
private struct ReferenceGrowth {
  private let pairs: FigurePairs
  private let parts: [Int]
  private var byPart: [Double]
  let overall: Double
  let before: Double

  init(_ pairs: FigurePairs, bodies: [Int], parts: [Int]) {
    self.pairs = pairs
    self.parts = parts
    var (befores, changes): ([Double], [Double]) = ([], [])
    for part in parts {
      let items = bodies.compactMap { pairs.item(.body($0), part, $0) }
        .filter { $0.kind == .changed }
      befores.append(items.compactMap(\.previous).reduce(0, +))
      changes.append(items.compactMap(\.amount).reduce(0, +))
    }
    // Where nothing was before, nothing grows: every product with it is 0.
    byPart = zip(befores, changes).map { $0 > 0 ? $1 / $0 : 0 }
    before = befores.reduce(0, +)
    overall = before > 0 ? changes.reduce(0, +) / before : 0
  }

  func split(_ body: Int, total: Int) -> ShiftShare.Item? {
    var (reference, mix, own, comingAndGoing) = (0.0, 0.0, 0.0, 0.0)
    var notes: FigureNotes = []
    var hasPart = false
    for (part, growth) in zip(parts, byPart) {
      guard let item = pairs.item(.body(body), part, body) else { continue }
      notes.formUnion(item.notes)
      guard let amount = item.amount else { continue }
      hasPart = true
      guard item.kind == .changed, let previous = item.previous else {
        comingAndGoing += amount
        continue
      }
      reference += previous * overall
      mix += previous * (growth - overall)
      own += amount - previous * growth
    }
    guard hasPart else { return nil }
    let whole = pairs.item(.body(body), total, body)
    let change = whole?.kind == .changed ? whole?.amount : nil
    return ShiftShare.Item(
      body: body, previous: whole?.previous, value: whole?.value, change: change,
      reference: reference, mix: mix, own: own, comingAndGoing: comingAndGoing,
      residual: change.map { $0 - (reference + mix + own + comingAndGoing) },
      notes: notes.union(whole?.notes ?? []))
  }
}
