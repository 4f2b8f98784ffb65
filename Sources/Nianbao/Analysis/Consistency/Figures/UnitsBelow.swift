/// Which units stand directly below which: the governments of the regions next below, and the
/// departments of the region itself.
///
/// Regions that stand for no body of their own, such as 市辖区, are passed through, and so are regions
/// that neither the tree nor the panel has. What is expected below a unit are all regions of the tree
/// that exist in a year, and the panel's units that the tree does not know.
struct UnitsBelow: Sendable {
  private let panel: Panel
  /// For each unit with others below it these units, ascending.
  private let below: [UnitIndex: [UnitIndex]]

  /// The units below all units of a panel.
  ///
  /// - Complexity: O(units · log n).
  init(_ panel: Panel) {
    self.panel = panel
    var below: [UnitIndex: [UnitIndex]] = [:]
    for unit in panel.units.indices {
      if let parent = Self.parent(of: unit, in: panel) { below[parent, default: []].append(unit) }
    }
    self.below = below
  }

  /// The unit directly above; nil where the panel has none.
  private static func parent(of unit: UnitIndex, in panel: Panel) -> UnitIndex? {
    guard let region = panel.units.region(of: unit) else { return nil }
    if panel.units[unit].kind == .department { return panel.units.index(of: .government(region)) }
    for level in RegionCode.Level.allCases.reversed() where level < region.level {
      guard let above = region.ancestor(at: level) else { continue }
      if let parent = panel.units.index(of: .government(above)) { return parent }
      if let known = panel.regions.region(above), known.isBody { return nil }
    }
    return nil
  }

  /// The units with others below them, ascending.
  var units: [UnitIndex] { below.keys.sorted() }

  /// The panel's units directly below a unit, ascending; empty where it has none. O(1).
  func units(below unit: UnitIndex) -> [UnitIndex] { below[unit] ?? [] }

  /// The number of regions directly below a unit that exist in a year and have no unit in the panel.
  ///
  /// - Complexity: O(regions directly below · log n).
  func absentRegions(below unit: UnitIndex, in year: Year) -> Int {
    guard let region = panel.units.region(of: unit), panel.units[unit].kind == .government else {
      return 0
    }
    return panel.regions.bodies(directlyBelow: region).count { child in
      child.exists(in: year) && panel.units.index(of: .government(child.code)) == nil
    }
  }

  /// Whether a unit is expected to report for a year: its region exists in it, as far as is known.
  func isExpected(_ unit: UnitIndex, in year: Year) -> Bool {
    panel.units.region(of: unit).flatMap { panel.regions.region($0) }?.exists(in: year) ?? true
  }
}

extension RegionTree {
  /// The regions next below one, in tree order; those that stand for no body are passed through.
  ///
  /// - Complexity: O(regions directly below · log n).
  func bodies(directlyBelow code: RegionCode) -> [Region] {
    var found: [Region] = []
    var rest = run(of: code).drop { $0.code == code }
    while let region = rest.first {
      guard region.isBody else {
        rest = rest.dropFirst()
        continue
      }
      found.append(region)
      rest = rest[run(of: region.code).endIndex...]
    }
    return found
  }
}

extension RegionTree.Region {
  /// Whether the region has a government of its own.
  fileprivate var isBody: Bool {
    code.level != .prefecture || !RegionTree.collectiveNames.contains(name)
  }
}
