import Vectors

extension Panel {
  /// Rolls the leaf units up to regions.
  ///
  /// - Parameters:
  ///   - grouping: The level of the regions, or all units as one group.
  ///   - measure: What is computed over the units of a group.
  ///   - indicators: The indicators wanted; nil for all that occur.
  ///   - expected: Where the list of units that should report comes from.
  /// - Complexity: One pass over the columns wanted; quantiles sort each group.
  public func rollUp(
    to grouping: RollUp.Grouping, measure: RollUp.Measure = .sum,
    indicators: [IndicatorIndex]? = nil, expected: Expectation.Source = .tree
  ) -> RollUp {
    let indicators = indicators ?? presentIndicators
    let groups = groups(grouping)
    let memberships = memberships(groups, grouping)
    var notes: [Vector<UInt16>?] = []
    var columns: [Vector<Double>?] = []
    var counts: [Vector<Int32>?] = []
    var published: [Vector<Double>?] = []
    for indicator in indicators {
      for (position, year) in years.enumerated() {
        guard let column = column(indicator, year) else {
          notes.append(nil)
          columns.append(nil)
          counts.append(nil)
          published.append(nil)
          continue
        }
        let (order, segments) = memberships[memberships.count == 1 ? 0 : position]
        let values = order.map { column.values.gathering($0) } ?? column.values
        let sums = SegmentedReductions.sums(values.span, segments: segments.span)
        columns.append(measure.values(sums, values, segments))
        let bits = self.notes(indicator, year).map { bits in order.map(bits.gathering) ?? bits }
        notes.append(bits.map { SegmentedReductions.unions($0.span, segments: segments.span) })
        counts.append(sums.counts)
        published.append(publishedFigures(column, groups.map(\.region)))
      }
    }
    let frame = Frame(
      catalog: catalog, subject: .regions, bodies: groups.map(\.body), years: years,
      indicators: indicators, columns: columns, notes: hasNotes ? notes : [])
    return RollUp(
      frame: frame, measure: measure,
      expectations: groups.map {
        Expectation(of: $0.region, units: $0.units, panel: self, source: expected)
      }, counts: counts, published: published)
  }

  /// One group of a roll-up: its body, its region where it is one, and its run of leaf units.
  private struct Group {
    let body: Frame.Body
    let region: RegionCode?
    let units: Range<Int>
  }

  private func groups(_ grouping: RollUp.Grouping) -> [Group] {
    switch grouping {
    case .all:
      return [
        Group(
          body: Frame.Body(name: "全部", code: "", region: nil), region: nil,
          units: 0..<units.leafCount)
      ]
    case .level(let level) where !parents.isEmpty:
      let regions = years.flatMap { year in
        (0..<units.leafCount).compactMap { region(of: UnitIndex($0), at: level, in: year) }
      }
      return Set(regions).sorted().map { region in
        let name = self.regions.path(to: region).last ?? region.description
        return Group(
          body: Frame.Body(name: name, code: region.description, region: region), region: region,
          units: units.leaves(in: region))
      }
    case .level(let level):
      return units.segments(at: level).map { region, run in
        let name = regions.path(to: region).last ?? region.description
        return Group(
          body: Frame.Body(name: name, code: region.description, region: region), region: region,
          units: run)
      }
    }
  }

  /// The order of the units and the runs of it that the groups are; one for all years, or one a year
  /// where regions lie elsewhere than their codes say.
  private func memberships(_ groups: [Group], _ grouping: RollUp.Grouping) -> [(
    order: [Int]?, segments: Vector<Segment>
  )] {
    guard case .level(let level) = grouping, !parents.isEmpty else {
      return [(nil, Vector(groups.map { Segment($0.units) }))]
    }
    return years.map { year in
      let units = Dictionary(grouping: (0..<units.leafCount).map { UnitIndex($0) }) {
        region(of: $0, at: level, in: year)
      }
      var order: [Int] = []
      let segments = groups.map { group -> Segment in
        let start = order.count
        order += (units[group.region] ?? []).map(\.position)
        return Segment(start..<order.count)
      }
      return (order, Vector(segments))
    }
  }

  /// What the regions of the groups report themselves, where their units are in the panel too; nil
  /// where none does.
  private func publishedFigures(_ column: Column, _ groups: [RegionCode?]) -> Vector<Double>? {
    let figures = groups.map { region -> Double in
      guard let region, let unit = units.index(of: .government(region)),
        units.isConsolidating(unit)
      else { return .nan }
      return column.values[unit.position]
    }
    return figures.contains { !$0.isNaN } ? Vector(figures) : nil
  }
}

extension RollUp.Measure {
  /// The measure of each segment of a column, given the segments' sums and counts.
  fileprivate func values(
    _ sums: SegmentedReductions.Sums, _ values: Vector<Double>, _ segments: Vector<Segment>
  ) -> Vector<Double> {
    switch self {
    case .sum: sums.sums
    case .mean:
      Vector(zip(sums.sums.array, sums.counts.array).map { $0 / Double($1) })
    case .median: quantiles(values, segments, 0.5)
    case .quantile(let probability): quantiles(values, segments, probability)
    case .minimum: SegmentedReductions.minima(values.span, segments: segments.span)
    case .maximum: SegmentedReductions.maxima(values.span, segments: segments.span)
    case .count: Vector(sums.counts.array.map { Double($0) })
    }
  }

  private func quantiles(
    _ values: Vector<Double>, _ segments: Vector<Segment>, _ probability: Double
  ) -> Vector<Double> {
    Vector(repeating: .nan, count: segments.count) { quantiles in
      var workspace = Workspace()
      Quantiles.quantiles(
        values.span, segments: segments.span, [probability], into: &quantiles,
        workspace: &workspace)
    }
  }
}
