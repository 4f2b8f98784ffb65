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
    let years = calendar(wanted)
    let own = units.map { Frame.Body(name: $0.name, code: $0.code, region: $0.region) }
    let missing = missingBodies(expected)
    return PanelBalance(
      bodies: own + missing, years: years,
      presence: units.indices.map { unit in
        years.map { reports.position(of: unit, in: $0) != nil }
      } + missing.map { _ in years.map { _ in false } })
  }

  /// Which units have a figure of an indicator for which years.
  public func balance(
    of indicator: IndicatorIndex, over wanted: Set<Year>? = nil,
    expected: Expectation.Source = .panel
  ) -> PanelBalance {
    let years = calendar(wanted)
    let own = units.map { Frame.Body(name: $0.name, code: $0.code, region: $0.region) }
    let missing = missingBodies(expected)
    return PanelBalance(
      bodies: own + missing, years: years,
      presence: units.indices.map { unit in
        years.map { value(indicator, $0, unit) != nil }
      } + missing.map { _ in years.map { _ in false } })
  }

  /// The years from the first to the last wanted one, of the panel's where none are.
  private func calendar(_ wanted: Set<Year>?) -> [Year] {
    let years = wanted.map { $0.sorted() } ?? self.years
    guard let first = years.first, let last = years.last else { return [] }
    return wanted == nil ? Array(first...last) : years
  }

  private func missingBodies(_ expected: Expectation.Source) -> [Frame.Body] {
    units.segments(at: .county).flatMap { region, run in
      Expectation(of: region, units: run, panel: self, source: expected).missing.map {
        Frame.Body(name: $0.name, code: $0.code.description, region: $0.code)
      }
    }
  }
}

extension PanelBalance {
  /// The balance of each region of a level; bodies without such a region are in none.
  ///
  /// - Parameters:
  ///   - level: The level; nil for all bodies together.
  ///   - regions: What the regions are called.
  public func grouped(at level: RegionCode.Level?, in regions: RegionTree) -> [(
    whole: Frame.Body, balance: PanelBalance
  )] {
    guard let level else { return [(.all, self)] }
    var order: [RegionCode] = []
    var members: [RegionCode: [Int]] = [:]
    for (position, body) in bodies.enumerated() {
      guard let own = body.region,
        let region = own.level == level ? own : own.ancestor(at: level)
      else { continue }
      if members[region] == nil { order.append(region) }
      members[region, default: []].append(position)
    }
    return order.sorted().map { region in
      (
        Frame.Body(
          name: regions.path(to: region).last ?? region.description, code: region.description,
          region: region),
        selecting(members[region] ?? [])
      )
    }
  }
}
