extension RollUp {
  /// How many figures a group should have in a year: the units expected, in pooled years each of them.
  ///
  /// - Parameters: Positions in the frame's years and bodies.
  public func expected(_ year: Int, _ group: Int) -> Int { Int(expectedCounts[year][group]) }

  /// The names of the units whose figure a group lacks: those that never reported, of the region tree,
  /// behind those of the panel. In pooled years with the year behind each. As many as `expected` less
  /// `count`.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  /// - Complexity: O(units of the group × years pooled).
  public func missing(_ indicator: Int, _ year: Int, _ group: Int) -> [String] {
    periods[year].flatMap { position -> [String] in
      let panelYear = panel.years[position]
      let figures = panel.figures(frame.indicators[indicator], panelYear)
      let units = groups.membership(position).units(of: group).filter { unit in
        figures.map { ($0.sides?.numerators[unit] ?? $0[unit]).isNaN } ?? true
      }
      let names =
        units.map { panel.units.name(of: UnitIndex($0)) } + expectations[group].missing.map(\.name)
      return periods[year].count == 1 ? names : names.map { "\($0)(\(panelYear))" }
    }
  }

  /// The names of the units of a group that have no report of a year, though they have of another.
  ///
  /// - Parameters: Positions in the frame's years and bodies.
  public func unreported(_ year: Int, _ group: Int) -> [String] {
    periods[year].flatMap { position in
      groups.membership(position).units(of: group).map { UnitIndex($0) }.filter {
        panel.reports.position(of: $0, in: panel.years[position]) == nil
      }.map { panel.units.name(of: $0) }
    }
  }

  /// The number of leaf units that lack one of the keys in every year, and so are in no group.
  public var ungroupedCount: Int { groups.ungroupedCount(leafCount: panel.units.leafCount) }

  /// Whether missing figures were to be estimated, so that sums of counts may have decimals.
  var hasEstimates: Bool { columns.contains { $0?.imputed != nil } }
}
