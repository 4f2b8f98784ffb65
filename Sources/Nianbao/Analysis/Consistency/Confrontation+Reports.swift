extension Confrontation {
  /// The number of each unit's reports that were checked, whether any rule is about them or not.
  ///
  /// - Complexity: O(units × years).
  func reportCounts() -> [Int] {
    let years = Set(outcomes.map(\.year))
    return panel.units.indices.map { unit in
      years.count { panel.reports.position(of: unit, in: $0) != nil }
    }
  }
}
