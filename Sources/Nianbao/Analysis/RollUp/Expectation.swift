/// The units that a group of a roll-up should hear from.
public struct Expectation: Sendable, Hashable {
  /// The units of the panel in the group, as a run of positions.
  public let units: Range<Int>
  /// The township-level regions of the tree that have no unit in the panel.
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
    let present = units.compactMap { panel.units.region(of: UnitIndex($0)) }
      .filter { $0.level == .township }
    guard source == .tree, let region, !present.isEmpty else {
      missing = []
      return
    }
    let known = Set(present)
    missing = panel.regions.regions(in: region, at: .township).filter {
      $0.until == nil && !known.contains($0.code)
    }
  }
}
