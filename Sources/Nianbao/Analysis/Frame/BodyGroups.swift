/// Bodies by the region of a level that they lie in.
struct BodyGroups: Sendable {
  struct Group: Sendable {
    /// The region as a body of its own.
    let whole: Frame.Body
    /// The positions of the bodies in it.
    let bodies: [Int]
  }

  /// The regions, in the order of their codes.
  let groups: [Group]

  /// The groups of some bodies; a body without region, or whose region is above the level, is in none.
  ///
  /// - Parameters:
  ///   - bodies: All bodies.
  ///   - positions: Those that are grouped.
  ///   - level: The level; nil for all of them as one group.
  ///   - regions: What the regions are called.
  ///   - parents: The regions that lie elsewhere than their codes say.
  ///   - year: The year whose boundaries count.
  init(
    of bodies: [Frame.Body], at positions: Range<Int>, level: RegionCode.Level?,
    in regions: RegionTree, parents: RegionParents, year: Year
  ) {
    guard let level else {
      groups = [Group(whole: .all, bodies: Array(positions))]
      return
    }
    var members: [RegionCode: [Int]] = [:]
    for body in positions {
      guard let own = bodies[body].region,
        let region = parents.region(own, at: level, in: year)
      else { continue }
      members[region, default: []].append(body)
    }
    groups = members.sorted { $0.key < $1.key }.map { region, bodies in
      Group(
        whole: Frame.Body(
          name: regions.path(to: region).last ?? region.description, code: region.description,
          region: region),
        bodies: bodies)
    }
  }

  /// The groups of those bodies of a frame that stand for themselves alone, on the boundaries of a year.
  init(of frame: Frame, at level: RegionCode.Level?, in regions: RegionTree, year: Year) {
    self.init(
      of: frame.bodies, at: 0..<frame.leafCount, level: level, in: regions,
      parents: frame.parents, year: year)
  }
}

extension Frame.Body {
  /// All bodies together.
  static let all = Frame.Body(name: "全部", code: "", region: nil)
}
