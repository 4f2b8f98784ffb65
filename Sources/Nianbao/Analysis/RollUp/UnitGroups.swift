import Vectors

/// Who is in which group of a roll-up, worked out once and used for every column.
struct UnitGroups: Sendable {
  /// One group: what it is called, its region where it has one, and its other keys' values.
  struct Group: Sendable {
    let body: Frame.Body
    let values: [String]
  }

  /// The units of each group in one year, or in all.
  struct Membership: Sendable {
    /// The positions of the units, group by group; nil where every group is a run of units already.
    let order: Vector<Int32>?
    /// For each group its run, of units or of `order`.
    let segments: Vector<Segment>

    /// Figures in the order of the groups.
    func gathered(_ values: Vector<Double>) -> Vector<Double> {
      order.map { Gathering.gather(values.span, at: $0.span) } ?? values
    }

    /// The positions of the units of a group, ascending.
    func units(of group: Int) -> [Int] {
      let range = segments[group].range
      return order.map { order in range.map { Int(order[$0]) } } ?? Array(range)
    }

    /// The positions of the units of a group that lack a figure, ascending.
    func units(of group: Int, without values: Vector<Double>?) -> [Int] {
      guard let values else { return units(of: group) }
      var found: [Int] = []
      for index in segments[group].range {
        let unit = order.map { Int($0[index]) } ?? index
        if values[unit].isNaN { found.append(unit) }
      }
      return found
    }
  }

  let grouping: RollUp.Grouping
  let groups: [Group]
  /// One membership, or where they vary one for each year of the panel.
  private let memberships: [Membership]
  private let codes: [Int: Int]
  private let dimensions: [UnitDimension]

  /// The groups that occur among the leaf units of a panel in any year, in the order of the keys.
  ///
  /// - Complexity: O(units × keys), for groupings by edition times the years.
  init(_ grouping: RollUp.Grouping, of panel: Panel, tags: UnitTags?) {
    self.grouping = grouping
    let dimensions = grouping.keys.map { UnitDimension($0, of: panel, tags: tags) }
    self.dimensions = dimensions
    let years =
      dimensions.contains { $0.variesByYear } ? panel.years.indices.map { Optional($0) } : [nil]
    let combinations = years.map { year in
      (0..<panel.units.leafCount).map { Self.combination(dimensions, $0, year) }
    }
    var seen: Set<Int> = grouping.keys.isEmpty ? [0] : []
    for codes in combinations { seen.formUnion(codes.lazy.filter { $0 >= 0 }) }
    let sorted = seen.sorted()
    var positions: [Int: Int] = [:]
    for (position, code) in sorted.enumerated() { positions[code] = position }
    codes = positions
    groups = sorted.map { Self.group($0, dimensions, panel) }
    memberships = combinations.map { Self.membership($0.map { positions[$0] ?? -1 }, sorted.count) }
  }

  /// Who is in which group in a year, by its position in the panel's years.
  func membership(_ year: Int) -> Membership {
    memberships.count == 1 ? memberships[0] : memberships[year]
  }

  /// Whether units are in one group in all years.
  var isConstant: Bool { memberships.count == 1 }

  /// The group that a region without a unit would be in, or nil.
  func group(ofTownship code: RegionCode, tags: UnitTags?) -> Int? {
    var combination = 0
    for dimension in dimensions {
      guard let own = dimension.code(ofTownship: code, tags: tags) else { return nil }
      combination = combination * dimension.values.count + own
    }
    return codes[combination]
  }

  /// The number of leaf units that are in no group in any year.
  func ungroupedCount(leafCount: Int) -> Int {
    var isGrouped = [Bool](repeating: false, count: leafCount)
    for membership in memberships {
      for group in groups.indices {
        for unit in membership.units(of: group) { isGrouped[unit] = true }
      }
    }
    return isGrouped.count { !$0 }
  }

  /// The combination of a unit's codes as one number; below 0 where it lacks one.
  private static func combination(_ dimensions: [UnitDimension], _ unit: Int, _ year: Int?) -> Int {
    var combination = 0
    for dimension in dimensions {
      let code = dimension.code(of: unit, year)
      guard code >= 0 else { return -1 }
      combination = combination * dimension.values.count + code
    }
    return combination
  }

  private static func group(_ combination: Int, _ dimensions: [UnitDimension], _ panel: Panel)
    -> Group
  {
    guard !dimensions.isEmpty else {
      return Group(body: Frame.Body(name: "全部", code: "", region: nil), values: [])
    }
    var rest = combination
    var parts: [UnitDimension.Value] = []
    for dimension in dimensions.reversed() {
      parts.append(dimension.values[rest % dimension.values.count])
      rest /= dimension.values.count
    }
    parts.reverse()
    let region = parts.lazy.compactMap(\.region).first
    return Group(
      body: Frame.Body(
        name: parts.map(\.name).joined(separator: "·"), code: region?.description ?? "",
        region: region), values: parts.filter { $0.region == nil }.map(\.id))
  }

  /// The runs of the groups, and the order that makes them runs where the units' own does not.
  private static func membership(_ groups: [Int], _ count: Int) -> Membership {
    var sizes = [Int32](repeating: 0, count: count)
    var isInRuns = true
    var (last, seen) = (-1, -1)
    for group in groups {
      if group != last, group >= 0 {
        isInRuns = isInRuns && group > seen
        seen = max(seen, group)
      }
      last = group
      if group >= 0 { sizes[group] += 1 }
    }
    if isInRuns {
      var starts = [Int](repeating: 0, count: count)
      for (unit, group) in groups.enumerated().reversed() where group >= 0 { starts[group] = unit }
      return Membership(
        order: nil,
        segments: Vector((0..<count).map { Segment(starts[$0]..<starts[$0] + Int(sizes[$0])) }))
    }
    var next: [Int32] = []
    var total: Int32 = 0
    for size in sizes {
      next.append(total)
      total += size
    }
    let segments = (0..<count).map { Segment(start: next[$0], end: next[$0] + sizes[$0]) }
    var order = [Int32](repeating: 0, count: Int(total))
    for (unit, group) in groups.enumerated() where group >= 0 {
      order[Int(next[group])] = Int32(unit)
      next[group] += 1
    }
    return Membership(order: Vector(order), segments: Vector(segments))
  }
}
