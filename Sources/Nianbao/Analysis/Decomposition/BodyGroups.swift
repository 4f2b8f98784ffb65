/// The bodies of a frame by the region of a level that they lie in.
struct BodyGroups: Sendable {
  struct Group: Sendable {
    let whole: Frame.Body
    let bodies: [Int]
  }

  let groups: [Group]

  /// The groups of the bodies that stand for themselves alone; a body without region, or whose region
  /// is above the level, is in none.
  ///
  /// - Parameters:
  ///   - level: The level; nil for all bodies as one group.
  ///   - regions: What the regions are called.
  init(of frame: Frame, at level: RegionCode.Level?, in regions: RegionTree) {
    let leaves = 0..<frame.leafCount
    guard let level else {
      groups = [Group(whole: .all, bodies: Array(leaves))]
      return
    }
    var order: [RegionCode] = []
    var members: [RegionCode: [Int]] = [:]
    for body in leaves {
      guard let own = frame.bodies[body].region,
        let region = own.level == level ? own : own.ancestor(at: level)
      else { continue }
      if members[region] == nil { order.append(region) }
      members[region, default: []].append(body)
    }
    groups = order.map { region in
      Group(
        whole: Frame.Body(
          name: regions.path(to: region).last ?? region.description, code: region.description,
          region: region),
        bodies: members[region] ?? [])
    }
  }
}

extension Frame.Body {
  /// All bodies together.
  static let all = Frame.Body(name: "全部", code: "", region: nil)
}
