extension Panel {
  /// Which units have a report for which years.
  ///
  /// - Parameters:
  ///   - wanted: The years looked at; nil for all from the first to the last.
  ///   - expected: `tree` adds the townships of the tree that never reported, in the counties that
  ///     the panel has townships of.
  /// - Complexity: O(units × years).
  public func balance(over wanted: Set<Year>? = nil, expected: Expectation.Source = .panel)
    -> PanelBalance
  {
    balance(wanted, expected) { unit, year in reports.position(of: unit, in: year) != nil }
  }

  /// Which units have a figure of an indicator for which years.
  public func balance(
    of indicator: IndicatorIndex, over wanted: Set<Year>? = nil,
    expected: Expectation.Source = .panel
  ) -> PanelBalance {
    balance(wanted, expected) { unit, year in value(indicator, year, unit) != nil }
  }

  private func balance(
    _ wanted: Set<Year>?, _ expected: Expectation.Source,
    isPresent: (UnitIndex, Year) -> Bool
  ) -> PanelBalance {
    let years = calendar(wanted)
    let missing = missingBodies(expected)
    return PanelBalance(
      bodies: units.map { Frame.Body(name: $0.name, code: $0.code, region: $0.region) } + missing,
      years: years,
      presence: units.indices.map { unit in years.map { isPresent(unit, $0) } }
        + missing.map { _ in years.map { _ in false } }, parents: parents)
  }

  /// The years from the first to the last wanted one, of the panel's where none are.
  private func calendar(_ wanted: Set<Year>?) -> [Year] {
    let years = wanted.map { $0.sorted() } ?? self.years
    guard let first = years.first, let last = years.last else { return [] }
    return wanted == nil ? Array(first...last) : years
  }

  private func missingBodies(_ expected: Expectation.Source) -> [Frame.Body] {
    guard expected == .tree else { return [] }
    return units.segments(at: .county).flatMap { region, _ in
      Expectation.missingTownships(of: region, in: self)
        + Expectation.missingDepartments(of: region, in: self)
    }.map { Frame.Body(name: $0.name, code: $0.code.description, region: $0.code) }
  }
}

extension PanelBalance {
  /// The balance of each region of a level, as they are in the last year; bodies without such a region
  /// are in none.
  ///
  /// - Parameters:
  ///   - level: The level; nil for all bodies together.
  ///   - regions: What the regions are called.
  public func grouped(at level: RegionCode.Level?, in regions: RegionTree) -> [(
    whole: Frame.Body, balance: PanelBalance
  )] {
    BodyGroups(
      of: bodies, at: 0..<bodies.count, level: level, in: regions, parents: parents,
      year: years.last ?? RegionParents.ever.upperBound
    ).groups.map {
      ($0.whole, selecting($0.bodies))
    }
  }
}
