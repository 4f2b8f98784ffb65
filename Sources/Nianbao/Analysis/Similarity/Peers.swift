import Vectors

/// How bodies are compared.
public struct PeerOptions: Sendable, Hashable {
  /// What similarity is.
  public enum Measure: String, Sendable, CaseIterable {
    /// The cosine of the angle between two profiles.
    case cosine
    /// Pearson's correlation of two profiles.
    case correlation
  }

  /// What similarity is.
  public var measure = Measure.cosine
  /// The scale of the figures.
  public var scale = ProfileScale.log
  /// The least share of the body's own indicators that a peer must have too.
  public var leastShare = 0.5

  /// Cosines of standardised logarithms over at least half of the indicators.
  public init() {}
}

/// The bodies that are most like one in a year.
public struct Peers: Sendable {
  /// One body and how it is like the one asked for.
  public struct Peer: Sendable {
    /// A position in the frame's bodies.
    public let body: Int
    /// From −1 to 1.
    public let similarity: Double
    /// Over how many indicators the two were compared.
    public let common: Int
    /// The indicators that add most to the similarity, positions in the frame's, most first.
    public let alike: [Int]
    /// The indicators in which the two lie furthest apart on the scale, furthest first.
    public let different: [Int]
  }

  /// The body asked for, as a position in the frame's.
  public let body: Int
  /// The year, as a position in the frame's.
  public let year: Int
  /// Over how many indicators the body has a profile.
  public let indicatorCount: Int
  /// The most similar first; of equal ones in the order of the frame.
  public let peers: [Peer]
}

extension Frame {
  /// The bodies most like one in a year, among those that it is ranked with.
  ///
  /// Two bodies are compared over the indicators that both have; a body with too few of them is no peer.
  ///
  /// - Parameters:
  ///   - body: A position in `bodies`.
  ///   - year: A position in `years`.
  ///   - count: How many are wanted.
  /// - Returns: nil where the body has no figures in the year, or nothing tells bodies apart.
  /// - Complexity: O(bodies · indicators): products of a matrix and a vector.
  public func peers(
    of body: Int, year: Int, count: Int, _ options: PeerOptions = PeerOptions()
  ) -> Peers? {
    let groups = RankGroups(self, RankOptions(), year: year)
    guard let group = groups.group(of: body) else { return nil }
    let members = groups.grouping.members()[group]
    guard let row = members.firstIndex(of: body) else { return nil }
    let profiles = profiles(of: members, year: year, options.scale)
    let own = profiles.matrix.row(row)
    var indicatorCount = 0
    for column in own.indices where !own[column].isNaN { indicatorCount += 1 }
    guard indicatorCount > 0 else { return nil }
    let similarity = ProfileSimilarity(profiles.matrix)
    let least = Int((options.leastShare * Double(indicatorCount)).rounded(.up))
    let (similarities, common) = similarity.similarities(
      to: row, by: options.measure.kernel, leastCommon: max(least, 2))
    let order = Sorting.permutation(of: similarities.span, .descending).array.map(Int.init)
    let nearest = order.lazy.filter { $0 != row && !similarities[$0].isNaN }.prefix(count)
    return Peers(
      body: body, year: year, indicatorCount: indicatorCount,
      peers: nearest.map { other in
        Peers.Peer(
          body: members[other], similarity: similarities[other], common: Int(common[other]),
          alike: profiles.alike(
            similarity.contributions(of: row, and: other, by: options.measure.kernel)),
          different: profiles.different(row, other))
      })
  }
}

extension Frame {
  /// The bodies most like one in each of some years, or in the last year in which it has a profile.
  ///
  /// - Parameter wanted: The years; nil for the last one.
  public func peers(
    of body: Int, years wanted: Set<Year>?, count: Int, _ options: PeerOptions = PeerOptions()
  ) -> [Peers] {
    let found = years.indices.reversed().lazy.filter { wanted?.contains(years[$0]) ?? true }
      .compactMap { peers(of: body, year: $0, count: count, options) }
    return wanted == nil ? Array(found.prefix(1)) : found.reversed()
  }
}

extension PeerOptions.Measure {
  fileprivate var kernel: ProfileSimilarity.Measure {
    switch self {
    case .cosine: .cosine
    case .correlation: .correlation
    }
  }
}

extension Profiles {
  /// How many indicators are named as what makes two bodies alike or different.
  private static let named = 3

  /// The indicators of the largest contributions above 0, as positions in the frame's.
  fileprivate func alike(_ contributions: [Double]) -> [Int] {
    contributions.indices.filter { contributions[$0] > 0 }
      .sorted { (-contributions[$0], $0) < (-contributions[$1], $1) }
      .prefix(Self.named).map { indicators[$0] }
  }

  /// The indicators of the largest distances above 0, as positions in the frame's.
  fileprivate func different(_ row: Int, _ other: Int) -> [Int] {
    let distances = (0..<matrix.columnCount).map { abs(matrix[row, $0] - matrix[other, $0]) }
    return distances.indices.filter { distances[$0] > 0 }
      .sorted { (-distances[$0], $0) < (-distances[$1], $1) }
      .prefix(Self.named).map { indicators[$0] }
  }
}
