import Vectors

extension Frame {
  /// Ranks the bodies by every indicator in every year.
  ///
  /// - Complexity: A sort of each column.
  public func ranked(_ options: RankOptions = RankOptions()) -> Ranking {
    let groups = rankingGroups(within: options.within)
    var columns: [RankColumn?] = []
    for indicator in indicators.indices {
      var ranksByYear: [Year: Vector<Double>] = [:]
      for (position, year) in years.enumerated() {
        guard let values = column(indicator, position) else {
          columns.append(nil)
          continue
        }
        let (ranks, of) = ranks(values, groups, options)
        ranksByYear[year] = ranks
        columns.append(
          RankColumn(
            ranks: ranks, of: of,
            previous: ranksByYear[year.previous]
              ?? Vector(repeating: .nan, count: bodies.count)))
      }
    }
    return Ranking(frame: self, options: options, columns: columns)
  }

  private func ranks(_ values: Vector<Double>, _ groups: [[Int]], _ options: RankOptions) -> (
    Vector<Double>, Vector<Int32>
  ) {
    var ranks = [Double](repeating: .nan, count: values.count)
    var of = [Int32](repeating: 0, count: values.count)
    let direction: Direction = options.isDescending ? .descending : .ascending
    for group in groups {
      let places = Ranks.rank(
        values.gathering(group).span, direction, ties: options.ties.kernel)
      let count = Int32(Reductions.count(places.span))
      for (offset, body) in group.enumerated() {
        ranks[body] = places[offset]
        of[body] = count
      }
    }
    return (Vector(ranks), Vector(of))
  }

  /// The bodies that are ranked together: leaf units among themselves, units that cover others among
  /// those of their level. Bodies above the level wanted, or without region, are in no group.
  private func rankingGroups(within level: RegionCode.Level?) -> [[Int]] {
    struct Key: Hashable {
      let tier: Int
      let region: RegionCode?
    }
    var groups: [Key: [Int]] = [:]
    for (position, body) in bodies.enumerated() {
      let tier = position < leafCount ? 0 : body.region?.level.digits ?? 0
      let region = level.flatMap { body.region?.ancestor(at: $0) }
      if level != nil, region == nil { continue }
      groups[Key(tier: tier, region: region), default: []].append(position)
    }
    return Array(groups.values)
  }
}

extension RankOptions.Ties {
  fileprivate var kernel: Ranks.Ties {
    switch self {
    case .competition: .competition
    case .dense: .dense
    case .ordinal: .ordinal
    case .average: .average
    case .maximum: .maximum
    }
  }
}
