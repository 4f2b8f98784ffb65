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
  init(
    of bodies: [Frame.Body], at positions: Range<Int>, level: RegionCode.Level?,
    in regions: RegionTree
  ) {
    guard let level else {
      groups = [Group(whole: .all, bodies: Array(positions))]
      return
    }
    var members: [RegionCode: [Int]] = [:]
    for body in positions {
      guard let own = bodies[body].region,
        let region = own.level == level ? own : own.ancestor(at: level)
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

  /// The groups of those bodies of a frame that stand for themselves alone.
  init(of frame: Frame, at level: RegionCode.Level?, in regions: RegionTree) {
    self.init(of: frame.bodies, at: 0..<frame.leafCount, level: level, in: regions)
  }
}

extension Frame.Body {
  /// All bodies together.
  static let all = Frame.Body(name: "全部", code: "", region: nil)
}
