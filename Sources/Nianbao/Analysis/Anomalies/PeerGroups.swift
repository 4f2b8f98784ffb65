import Vectors

/// The units of a panel that are compared with each other: bodies of one kind and level, within the
/// region above them, and where those are too few within the next region up.
struct PeerGroups: Sendable {
  /// The units' positions, kind by kind, each kind in tree order: every group is one run of it.
  let order: [Int]
  /// The groups, the smallest first; every level covers all of `order`.
  let levels: [[Group]]
  /// For each level and smallest group the group of the level that it lies in.
  let above: [[Int]]

  /// For each place of `order` the group of the last level: all units of its kind in the panel.
  let kinds: [Int]

  /// One group: a run of `order`.
  struct Group: Sendable {
    /// The region that its units lie in; nil for all of the panel.
    let region: RegionCode?
    let range: Range<Int>
  }

  /// Which group a smallest group is compared within.
  struct Choice: Hashable {
    let level: Int
    let group: Int
  }

  init(_ units: UnitTable) {
    var keys: [(kind: Int, padded: UInt64, unit: Int, chain: [RegionCode?])] = []
    keys.reserveCapacity(units.count)
    let depth = RegionCode.Level.allCases.count + 1
    for unit in units.indices {
      let isDepartment = units[unit].kind == .department
      let region = units.region(of: unit)
      let chain = Self.regions(above: region, isDepartment: isDepartment)
      let kind = (region?.level.digits ?? 0) * 2 + (isDepartment ? 1 : 0)
      keys.append(
        (
          kind, units.regions[unit.position], unit.position,
          chain + repeatElement(nil, count: depth - chain.count)
        ))
    }
    keys.sort { ($0.kind, $0.padded, $0.unit) < ($1.kind, $1.padded, $1.unit) }
    order = keys.map(\.unit)
    var levels: [[Group]] = []
    for level in 0..<depth {
      var groups: [Group] = []
      var start = 0
      for end in keys.indices.map({ $0 + 1 }) {
        let isLast = end == keys.count
        if isLast || keys[end].kind != keys[start].kind
          || keys[end].chain[level] != keys[start].chain[level]
        {
          groups.append(Group(region: keys[start].chain[level], range: start..<end))
          start = end
        }
      }
      levels.append(groups)
    }
    self.levels = levels
    kinds = (levels.last ?? []).enumerated().flatMap { kind, group in
      repeatElement(kind, count: group.range.count)
    }
    let smallest = levels.first ?? []
    above = levels.map { groups in
      var position = 0
      return smallest.map { group in
        while groups[position].range.upperBound < group.range.upperBound { position += 1 }
        return position
      }
    }
  }

  /// The regions that peers are looked for in, the smallest first: for a department that of its
  /// government, for a government the one above.
  private static func regions(above region: RegionCode?, isDepartment: Bool) -> [RegionCode?] {
    guard let region else { return [] }
    let higher = RegionCode.Level.allCases.reversed().compactMap { region.ancestor(at: $0) }
    return isDepartment ? [region] + higher : higher
  }

  /// The smallest groups.
  var smallest: [Group] { levels.first ?? [] }

  /// The group that each smallest group is compared within: the smallest around it with enough
  /// members that count; nil where even all of the panel are too few.
  ///
  /// - Parameter isMember: Whether the unit at a place of `order` counts.
  func choices(minimum: Int, _ isMember: (Int) -> Bool) -> [Choice?] {
    choices(minimum: minimum, counts: smallest.map { $0.range.count(where: isMember) })
  }

  /// The same where the members of each smallest group are counted already.
  private func choices(minimum: Int, counts: [Int]) -> [Choice?] {
    var chosen = [Choice?](repeating: nil, count: counts.count)
    for level in levels.indices {
      var totals = [Int](repeating: 0, count: levels[level].count)
      for (group, count) in counts.enumerated() { totals[above[level][group]] += count }
      for group in chosen.indices where chosen[group] == nil {
        if totals[above[level][group]] >= minimum {
          chosen[group] = Choice(level: level, group: above[level][group])
        }
      }
    }
    return chosen
  }

  /// Middle and spread of the group that each smallest group is compared within.
  ///
  /// - Parameters:
  ///   - figures: Figures in the order of `order`; null where a unit has none.
  ///   - minimum: The least number of figures of a group.
  /// - Complexity: O(units) for figures that all have peers nearby.
  func spreads(_ figures: Vector<Double>, on scale: StabilisingScale, minimum: Int) -> [(
    choice: Choice, spread: GroupSpread
  )?] {
    let places = scale.transformed(figures.span)
    let (chosen, distinct) = chosen(places.span, minimum: minimum)
    let ranges = distinct.map { levels[$0.level][$0.group].range }
    let spreads = GroupSpread.all(figures, places, ranges, on: scale)
    return chosen.map { $0.map { (distinct[$0], spreads[$0]) } }
  }

  /// The middle of the figures that each smallest group is compared within, and how many they are: the
  /// median on the scale of amounts.
  ///
  /// - Parameters:
  ///   - figures: Figures above 0 in the order of `order`; null where a unit has none.
  ///   - minimum: The least number of figures of a group.
  func middles(_ figures: Vector<Double>, minimum: Int) -> [(
    choice: Choice, typical: Double, count: Int
  )?] {
    let (chosen, distinct) = chosen(figures.span, minimum: minimum)
    let segments = Vector(distinct.map { Segment(levels[$0.level][$0.group].range) })
    var lower = [Double](repeating: .nan, count: distinct.count)
    var upper = lower
    var counts = [Int](repeating: 0, count: distinct.count)
    var workspace = Workspace()
    do {
      var lowerSpan = lower.mutableSpan
      var upperSpan = upper.mutableSpan
      var countSpan = counts.mutableSpan
      Quantiles.middles(
        figures.span, segments: segments.span, lower: &lowerSpan, upper: &upperSpan,
        counts: &countSpan, workspace: &workspace)
    }
    let scale = StabilisingScale.amount
    return chosen.map { group in
      group.map { group in
        let median = Quantiles.median(
          lower: scale.transformed(lower[group]), upper: scale.transformed(upper[group]))
        return (distinct[group], scale.figure(median), counts[group])
      }
    }
  }

  /// Which group each smallest group is compared within, as a position in the different ones.
  private func chosen(_ values: Span<Double>, minimum: Int) -> (chosen: [Int?], distinct: [Choice])
  {
    var counts: [Int] = []
    for group in smallest {
      var count = 0
      for place in group.range { count += values[place].isNaN ? 0 : 1 }
      counts.append(count)
    }
    var positions: [Choice: Int] = [:]
    var distinct: [Choice] = []
    let chosen = choices(minimum: minimum, counts: counts).map { choice -> Int? in
      guard let choice else { return nil }
      if let known = positions[choice] { return known }
      positions[choice] = distinct.count
      distinct.append(choice)
      return distinct.count - 1
    }
    return (chosen, distinct)
  }
}

extension PeerGroups {
  /// Middle and spread of the figures of all units of each kind; nil where there are none.
  func spreadsOfKinds(_ figures: Vector<Double>, on scale: StabilisingScale) -> [GroupSpread?] {
    let ranges = (levels.last ?? []).map(\.range)
    return GroupSpread.all(figures, scale.transformed(figures.span), ranges, on: scale).map {
      $0.count > 0 ? $0 : nil
    }
  }
}

extension GroupSpread {
  /// Middle and spread of some runs of figures that are also given on a scale.
  static func all(
    _ figures: Vector<Double>, _ places: Vector<Double>, _ ranges: [Range<Int>],
    on scale: StabilisingScale
  ) -> [GroupSpread] {
    var medians = [Double](repeating: .nan, count: ranges.count)
    var deviations = medians
    var workspace = Workspace()
    let segments = Vector(ranges.map { Segment($0) })
    do {
      var medianSpan = medians.mutableSpan
      var deviationSpan = deviations.mutableSpan
      Quantiles.spreads(
        places.span, segments: segments.span, medians: &medianSpan, deviations: &deviationSpan,
        workspace: &workspace)
    }
    let values = figures.span
    let scaled = places.span
    var spreads: [GroupSpread] = []
    spreads.reserveCapacity(ranges.count)
    for index in ranges.indices {
      let typical = scale == .count ? scale.figure(medians[index]) : .nan
      var (count, below, ties) = (0, 0, 0)
      var positive: [Double] = []
      let gathers = typical < 0.25
      for position in ranges[index] {
        let figure = values[position]
        guard !scaled[position].isNaN else { continue }
        count += 1
        if figure < typical - 1e-6 { below += 1 } else if figure <= typical + 1e-6 { ties += 1 }
        if gathers, figure > 0 { positive.append(figure) }
      }
      spreads.append(
        GroupSpread(
          scale: scale, median: medians[index], deviation: deviations[index], count: count,
          below: below, ties: ties, positive: positive))
    }
    return spreads
  }
}
