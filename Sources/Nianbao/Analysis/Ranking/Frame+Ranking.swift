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
    for group in groups {
      let figures = group.map { values[$0] }
      let places = Kernels.ranks(
        figures, ties: options.ties, isDescending: options.isDescending)
      let count = Int32(figures.count { !$0.isNaN })
      for (offset, body) in group.enumerated() {
        ranks[body] = places[offset]
        of[body] = count
      }
    }
    return (Vector(ranks), Vector(of))
  }

  /// The bodies that are ranked together. Bodies above the level or without region are in no group.
  private func rankingGroups(within level: RegionCode.Level?) -> [[Int]] {
    guard let level else { return [Array(bodies.indices)] }
    var groups: [RegionCode: [Int]] = [:]
    for (position, body) in bodies.enumerated() {
      guard let region = body.region?.ancestor(at: level) else { continue }
      groups[region, default: []].append(position)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
