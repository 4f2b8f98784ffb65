import Vectors

// Which years go into a result, who is in a group, and how many of them reported.
extension RollUpComputation {
  /// Which groups have too few figures; nil where none has.
  func withheld(_ results: RollUp.ColumnResults, _ period: Int) -> [Bool]? {
    guard options.minimumCoverage > 0 else { return nil }
    let isWithheld = groups.groups.indices.map { group in
      // 55 % of 20 is 11, and a little more in binary: what is as much as asked for is enough.
      Double(results.counts[group])
        < options.minimumCoverage * Double(expected[period][group]) - 1e-9
    }
    return isWithheld.contains(true) ? isWithheld : nil
  }

  /// What must be said beside the groups' figures: the notes of all figures that go in, whether their
  /// forms count differently, and what became of the missing ones.
  func notes(
    _ results: RollUp.ColumnResults, _ withheld: [Bool]?, _ indicator: IndicatorIndex, _ period: Int
  ) -> Vector<UInt16>? {
    let carried = carriedNotes(indicator, period)
    let notes = groups.groups.indices.map { group -> UInt16 in
      if withheld?[group] ?? false { return FigureNotes.withheld.rawValue }
      var notes = FigureNotes(rawValue: carried?[group] ?? 0)
      if !notes.isDisjoint(with: .series), hasSeveralForms(group, period) {
        notes.insert(.mixedForms)
      }
      if let imputed = results.imputed, imputed[group] > 0 { notes.insert(.imputed) }
      return notes.rawValue
    }
    return notes.contains { $0 != 0 } ? Vector(notes) : nil
  }

  /// The notes of the units' figures together, group by group; nil where none has any.
  func carriedNotes(_ indicator: IndicatorIndex, _ period: Int) -> Vector<UInt16>? {
    guard panel.hasNotes else { return nil }
    let parts = periods[period].map { panel.figureNotes(indicator, panel.years[$0]) }
    guard parts.contains(where: { $0 != nil }) else { return nil }
    let bits = parts.flatMap {
      $0?.array ?? Array(repeating: 0, count: panel.units.count)
    }
    let membership = memberships[period]
    let grouped = Vector(
      membership.order.map { order in (0..<order.count).map { bits[Int(order[$0])] } } ?? bits)
    return SegmentedReductions.unions(grouped.span, segments: membership.segments.span)
  }

  /// Whether a group's reports of a period stand on several forms.
  private func hasSeveralForms(_ group: Int, _ period: Int) -> Bool {
    guard let year = periods[period].last else { return false }
    return forms.forms(of: group, in: panel.years[year]).editions.count > 1
  }

  /// The forms of the groups' reports: who is in which group, under the last year of each period.
  static func forms(of groups: UnitGroups, _ periods: [[Int]], _ panel: Panel) -> BodyForms {
    var members: [Year: BodyForms.Members] = [:]
    for period in periods {
      guard let last = period.last else { continue }
      members[panel.years[last]] = BodyForms.Members(
        parts: period.map { (panel.years[$0], groups.membership($0)) })
    }
    return BodyForms(panel.reports, members: members)
  }

  static func periods(of panel: Panel, pooling years: Set<Year>?) -> [[Int]] {
    guard let years else { return panel.years.indices.map { [$0] } }
    let pooled = panel.years.indices.filter { years.contains(panel.years[$0]) }
    return pooled.isEmpty ? [] : [pooled]
  }

  /// Who is in which group in a period; of several years one after the other.
  static func membership(_ groups: UnitGroups, _ period: [Int], unitCount: Int)
    -> UnitGroups.Membership
  {
    guard period.count > 1 else { return groups.membership(period.first ?? 0) }
    var order: [Int32] = []
    var segments: [Segment] = []
    for group in groups.groups.indices {
      let start = order.count
      for (position, year) in period.enumerated() {
        order += groups.membership(year).units(of: group).map { Int32($0 + position * unitCount) }
      }
      segments.append(Segment(start..<order.count))
    }
    return UnitGroups.Membership(order: Vector(order), segments: Vector(segments))
  }

  static func expectations(
    _ groups: UnitGroups, _ options: RollUp.Options, _ panel: Panel
  ) -> [Expectation] {
    var missing = [[RegionTree.Region]](repeating: [], count: groups.groups.count)
    if options.expected == .tree, !groups.grouping.isOfReports, groups.grouping.level != nil {
      let regions = Set(groups.groups.compactMap(\.body.region)).sorted()
      for township in regions.flatMap({ Expectation.missingTownships(of: $0, in: panel) }) {
        guard let group = groups.group(ofTownship: township.code, tags: options.tags) else {
          continue
        }
        missing[group].append(township)
      }
      if groups.grouping.keys.count == 1 {
        for (group, region) in groups.groups.map(\.body.region).enumerated() {
          guard let region else { continue }
          missing[group] += Expectation.missingDepartments(of: region, in: panel)
        }
      }
    }
    let years = groups.isConstant ? [0] : Array(panel.years.indices)
    return groups.groups.indices.map { group in
      let units =
        years.count == 1
        ? groups.membership(0).units(of: group)
        : Set(years.flatMap { groups.membership($0).units(of: group) }).sorted()
      return Expectation(units: units.map { UnitIndex($0) }, missing: missing[group])
    }
  }
}

extension RollUp.ColumnResults {
  /// The results with nothing but the counts for some groups.
  func withholding(_ isWithheld: [Bool]) -> RollUp.ColumnResults {
    func masked(_ values: Vector<Double>) -> Vector<Double> {
      Vector(isWithheld.indices.map { isWithheld[$0] ? .nan : values[$0] })
    }
    return RollUp.ColumnResults(
      measures: measures.map(masked), counts: counts, imputed: imputed, published: published,
      bounds: bounds.map { NeighbourBounds(low: masked($0.low), high: masked($0.high)) })
  }
}
