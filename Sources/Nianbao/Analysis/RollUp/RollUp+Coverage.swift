extension RollUp {
  /// How many figures a group should have in a year: the units expected, in pooled years each of them.
  ///
  /// - Parameters: Positions in the frame's years and bodies.
  public func expected(_ year: Int, _ group: Int) -> Int { Int(expectedCounts[year][group]) }

  /// A unit whose figure a group lacks.
  public struct MissingUnit: Sendable, Hashable {
    /// The code of the unit; of one that never reported that of its region. Empty where none is known.
    public let code: String
    /// The name.
    public let name: String
    /// The year that the figure is missing of.
    public let year: Year
  }

  /// The units whose figure a group lacks: those that never reported, of the region tree, behind those of
  /// the panel; in pooled years once for each of them. As many as `expected` less `count`.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  /// - Complexity: O(units of the group × years pooled).
  public func missingUnits(_ indicator: Int, _ year: Int, _ group: Int) -> [MissingUnit] {
    periods[year].flatMap { position -> [MissingUnit] in
      let year = panel.years[position]
      let figures = panel.figures(frame.indicators[indicator], year)
      let units = groups.membership(position).units(of: group).filter { unit in
        figures.map { ($0.sides?.numerators[unit] ?? $0[unit]).isNaN } ?? true
      }
      return units.map { UnitIndex($0) }.map {
        MissingUnit(code: panel.units[$0].code, name: panel.units.name(of: $0), year: year)
      }
        + expectations[group].missing.map {
          MissingUnit(code: $0.code.description, name: $0.name, year: year)
        }
    }
  }

  /// The names of the units whose figure a group lacks, in pooled years with the year behind each.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  public func missing(_ indicator: Int, _ year: Int, _ group: Int) -> [String] {
    missingUnits(indicator, year, group).map {
      periods[year].count == 1 ? $0.name : "\($0.name)(\($0.year))"
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
