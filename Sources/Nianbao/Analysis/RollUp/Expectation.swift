/// The units that a group of a roll-up should hear from.
public struct Expectation: Sendable, Hashable {
  /// The units of the panel in the group, as a run of positions.
  public let units: Range<Int>
  /// The township-level regions of the tree, and the departments that it names, that have no unit in the
  /// panel.
  public let missing: [RegionTree.Region]

  /// The number of units that should report.
  public var count: Int { units.count + missing.count }

  /// Where the list of units that should report comes from.
  public enum Source: String, Sendable, CaseIterable {
    /// The region tree beside the panel: a township that never reported is missing too.
    case tree
    /// The panel alone: who reported in any year.
    case panel
  }

  /// The expectation for a run of leaf units of a panel in a region.
  ///
  /// The tree counts only where the panel has township-level units of the region: a panel of
  /// departments, or of districts, expects no townships.
  init(of region: RegionCode?, units: Range<Int>, panel: Panel, source: Source) {
    self.units = units
    guard source == .tree, let region else {
      missing = []
      return
    }
    missing =
      Self.missingTownships(of: region, units, in: panel)
      + Self.missingDepartments(of: region, units, in: panel)
  }

  private static func missingTownships(of region: RegionCode, _ units: Range<Int>, in panel: Panel)
    -> [RegionTree.Region]
  {
    let present = units.compactMap { panel.units.region(of: UnitIndex($0)) }
      .filter { $0.level == .township }
    guard !present.isEmpty else { return [] }
    let known = Set(present)
    return panel.regions.regions(in: region, at: .township).filter {
      $0.until == nil && !known.contains($0.code)
    }
  }

  /// The departments that the table of regions names and that have no unit in the panel, each under its
  /// region's code; none where the panel has no department of the region.
  static func missingDepartments(of region: RegionCode, _ units: Range<Int>, in panel: Panel)
    -> [RegionTree.Region]
  {
    let named = panel.regions.departments.filter {
      region.contains($0.region) && $0.until == nil
    }
    guard !named.isEmpty,
      units.contains(where: { panel.units[UnitIndex($0)].kind == .department })
    else { return [] }
    return named.filter { panel.units.index(of: .body($0.region, $0.name)) == nil }
      .map { RegionTree.Region(code: $0.region, name: $0.name) }
  }
}
