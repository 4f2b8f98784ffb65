/// Puts a panel onto the boundaries of one year.
struct BoundaryProjection {
  private let original: Panel
  private let year: Year
  private let history: RegionHistory
  private let flows: BoundaryFlows
  private let touched: Set<RegionCode>

  init(_ panel: Panel, asOf year: Year) {
    original = panel
    self.year = year
    history = panel.regions.history
    flows = BoundaryFlows(panel.regions)
    touched = flows.touched
  }

  /// How the panel's rows are put together; nil where nothing changes.
  var rearrangement: PanelRearrangement? {
    let rows = rows()
    let parents = parents()
    let isSame =
      parents == original.parents
      && rows.allSatisfy { row in
        row.parts == nil && row.source.map { original.units[$0] == row.unit } ?? false
      }
    return isSame
      ? nil : PanelRearrangement(original, rows, parents: parents, boundaryYear: year)
  }

  // MARK: Rows

  private func rows() -> [PanelRow] {
    var rows: [PanelRow] = []
    var seen: Set<Unit.Key> = []
    for index in original.units.indices {
      guard let region = original.units.region(of: index), touched.contains(region) else {
        rows.append(plainRow(index))
        continue
      }
      let body = Body(unit: original.units[index])
      let compositions = compositions(of: body)
      let regions = compositions.isThere(region) ? [region] : compositions.heirs(of: region)
      for region in regions where seen.insert(body.key(in: region)).inserted {
        rows.append(row(of: body, in: region, compositions))
      }
    }
    return rows
  }

  /// A unit that no merger and no division is about.
  private func plainRow(_ index: UnitIndex) -> PanelRow {
    let unit = original.units[index]
    return PanelRow(
      unit: unit.region.map { renamed(unit, in: $0) } ?? unit, source: index, parts: nil)
  }

  /// The unit under the name and code of the year.
  private func renamed(_ unit: Unit, in region: RegionCode) -> Unit {
    let (code, name) = history.codeAndName(of: region, asOf: year)
    return Unit(
      name: unit.kind == .government ? name ?? unit.name : unit.name, region: code, kind: unit.kind)
  }

  /// What stays the same where a region is another: government, or department of a name.
  private struct Body {
    let unit: Unit

    func key(in region: RegionCode) -> Unit.Key {
      Unit(name: unit.name, region: region, kind: unit.kind).key
    }
  }

  private func compositions(of body: Body) -> BoundaryCompositions {
    let panel = original
    return BoundaryCompositions(flows: flows, year: year) { region in
      panel.units.index(of: body.key(in: region)).flatMap { unit in
        panel.years.last { panel.reports.position(of: unit, in: $0) != nil }
      }
    }
  }

  private func row(
    of body: Body, in region: RegionCode, _ compositions: BoundaryCompositions
  ) -> PanelRow {
    let source = original.units.index(of: body.key(in: region))
    let name = source.map { original.units.name(of: $0) } ?? nameOfNew(body, in: region)
    let parts = original.years.map { year -> RowParts in
      let composition = compositions.composition(of: region, in: year)
      if composition.isPlain(region) { return RowParts(isSource: source != nil) }
      return rowParts(composition, of: body)
    }
    let unit = renamed(Unit(name: name, region: region, kind: body.unit.kind), in: region)
    let isPlain = source != nil && parts.allSatisfy(\.isSource)
    return PanelRow(unit: unit, source: source, parts: isPlain ? nil : parts)
  }

  private func nameOfNew(_ body: Body, in region: RegionCode) -> String {
    body.unit.kind == .department
      ? body.unit.name : original.regions.region(region)?.name ?? region.description
  }

  private func rowParts(_ composition: Composition, of body: Body) -> RowParts {
    var parts = RowParts()
    for term in composition.terms {
      let unit = original.units.index(of: body.key(in: term.region))
      // A department that never reported need not exist; a region does.
      if unit == nil, body.unit.kind == .department { continue }
      let shares = term.parts.compactMap { share($0, of: body) }
      if shares.count == term.parts.count {
        parts.parts.append(RowParts.Part(unit: unit, shares: shares))
      } else if let unit {
        // A basis that cannot be looked up is none.
        parts.undivided.append(unit)
      }
    }
    parts.undivided += composition.undivided.compactMap {
      original.units.index(of: body.key(in: $0))
    }
    return parts
  }

  private func share(_ part: Composition.Part, of body: Body) -> RowParts.Share? {
    switch part.basis {
    case .share(let share): return .fixed(share)
    case .indicator(let id):
      let heirs = (flows.outOf[part.flow.from] ?? [])
        .filter { $0.year == part.flow.year && $0.order == part.flow.order }.map(\.to)
      // A region that was there before has figures of more than its part.
      guard let indicator = original.catalog.index(of: id), let changed = part.flow.year,
        !heirs.contains(where: { flows.existed($0, before: changed) && $0 != part.flow.from })
      else { return nil }
      let others = heirs.filter { $0 != part.flow.to }
      let units = ([part.flow.to] + others).compactMap {
        original.units.index(of: body.key(in: $0))
      }
      guard units.count == heirs.count else { return nil }
      return .byIndicator(
        indicator, units, from: heirs.contains(part.flow.from) ? changed : changed.advanced(by: 1))
    }
  }

  // MARK: Parents

  /// Where regions of the panel's units lie on the boundaries, as far as their codes do not say it.
  private func parents() -> RegionParents {
    var parents = RegionParents()
    for region in original.regions.regionsElsewhere where original.hasUnits(in: region.code) {
      if let parent = region.parent { put(region.code, into: parent, &parents) }
    }
    // The first transfer after the year says where the region lay then; it is set last and counts.
    let later = history.changes.filter { move in
      move.kind.isSuccession && move.until.map { $0 > year } ?? false
    }
    for move in later.sorted(by: { ($0.until ?? 0) > ($1.until ?? 0) }) {
      let code = history.current(move.newCode)
      guard let parent = move.oldParent, original.hasUnits(in: code) else { continue }
      put(code, into: parent, &parents)
    }
    putIntoHeirs(&parents)
    return parents
  }

  private func put(_ region: RegionCode, into parent: RegionCode, _ parents: inout RegionParents) {
    let code = history.codeAndName(of: region, asOf: year).code
    if parent != code.parentByCode || parents.entries[code] != nil { parents.set(code, parent) }
  }

  /// What lies in a region that was merged into one other lies in that one.
  private func putIntoHeirs(_ parents: inout RegionParents) {
    let compositions = BoundaryCompositions(flows: flows, year: year) { _ in nil }
    for region in touched where !compositions.isThere(region) {
      let heirs = compositions.heirs(of: region)
      guard heirs.count == 1, heirs[0].level == region.level else { continue }
      let heir = history.codeAndName(of: heirs[0], asOf: year).code
      for position in original.units.leaves(in: region) {
        guard let below = original.units.region(of: UnitIndex(position)), below != region,
          let level = RegionCode.Level.allCases.first(where: { $0 > region.level }),
          let child = below.level == level ? below : below.ancestor(at: level)
        else { continue }
        if parents.entries[child] == nil { parents.set(child, heir) }
      }
    }
  }
}
