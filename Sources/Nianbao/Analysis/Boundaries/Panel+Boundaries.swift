extension Panel {
  /// The panel on the boundaries that held at the end of a year: each figure, of whatever year, is of a
  /// body of that year.
  ///
  /// - Merged since: the figures add up, noted `merged`; null where a body that was merged has none, for
  ///   what is left is not comparable with the whole.
  /// - Divided since: by the basis that the history states, noted `apportioned`; else null, noted
  ///   `undivided`.
  /// - Divided later than the year: the parts add up, noted `merged`.
  /// - Merged later than the year: null, noted `undivided`.
  /// - Names and codes are those of the year. What lies in a merged region lies in its heir.
  ///
  /// Departments go with their region: to the department of the same name.
  ///
  /// - Precondition: The panel is of bodies as they reported, or on these boundaries already.
  /// - Returns: This panel where nothing changes.
  /// - Complexity: O(changes + units) to find that; else linear in the panel.
  public func asOf(_ year: Year) -> Panel {
    precondition(
      boundaryYear.map { $0 == year } ?? true, "the panel is on the boundaries of another year")
    return rearrangement(asOf: year)?.panel(of: self) ?? self
  }

  /// How the panel's rows are put together on the boundaries of a year; nil where nothing changes.
  func rearrangement(asOf year: Year) -> PanelRearrangement? {
    guard boundaryYear == nil,
      !regions.history.changes.isEmpty || !regions.regionsElsewhere.isEmpty
    else { return nil }
    return BoundaryProjection(self, asOf: year).rearrangement
  }

  /// The panel with every unit in the regions that it lay in, in each year: a county that was
  /// transferred counts to its former prefecture in the years before.
  ///
  /// Bodies stay as they reported: merged and divided ones are units of their own.
  ///
  /// - Returns: This panel where all units always lay where their codes say.
  /// - Complexity: O(changes · log units) to find that; where no unit becomes a consolidating one O(chunks),
  ///   else linear in the panel.
  public func onBoundariesOfEachYear() -> Panel {
    guard let parents = parentsOfEachYear else { return self }
    if self.parents.isEmpty, keepsOrder(with: parents) { return lying(in: parents) }
    return rearrangement(with: parents).panel(of: self)
  }

  /// How the panel's rows are put together in the regions of each year; nil where nothing changes.
  var rearrangementOfEachYear: PanelRearrangement? { parentsOfEachYear.map(rearrangement) }

  /// Where regions lay in each year; nil where that is no news.
  private var parentsOfEachYear: RegionParents? {
    guard boundaryYear == nil else { return nil }
    let parents = RegionParents(ofEachYear: self)
    return parents.isEmpty || parents == self.parents ? nil : parents
  }

  private func rearrangement(with parents: RegionParents) -> PanelRearrangement {
    PanelRearrangement(
      self, units.indices.map { PanelRow(unit: units[$0], source: $0, parts: nil) },
      parents: parents, boundaryYear: nil)
  }
}

extension Panel {
  /// Whether the units stay in their order although some lie elsewhere than their codes say: no unit that
  /// was a leaf is the government of a region that they lie in.
  private func keepsOrder(with parents: RegionParents) -> Bool {
    parents.covering.allSatisfy { region in
      units.index(of: .government(region)).map(units.isConsolidating) ?? true
    }
  }

  /// The same units and figures with other places of regions.
  private func lying(in parents: RegionParents) -> Panel {
    Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: unrecognised, claims: claims, corrections: corrections,
      columns: catalog.indicators.indices.flatMap { position in
        years.map { column(IndicatorIndex(position), $0) }
      }, notes: notes, unlisted: unlisted, parents: parents, boundaryYear: boundaryYear)
  }
}

extension RegionParents {
  /// Where the regions of a panel's units lay, as far as it differs from their codes.
  init(ofEachYear panel: Panel) {
    self.init()
    let tree = panel.regions
    for region in tree.regionsElsewhere where panel.hasUnits(in: region.code) {
      if let parent = region.parent { set(region.code, parent) }
    }
    var since: [RegionCode: Year] = [:]
    let moves = tree.history.changes.filter { $0.kind.isSuccession && $0.until != nil }
      .sorted { ($0.until ?? 0) < ($1.until ?? 0) }
    for move in moves {
      guard let until = move.until, let first = panel.years.first else { continue }
      let code = tree.history.current(move.newCode)
      let from = since[code] ?? Self.ever.lowerBound
      since[code] = until
      guard let parent = move.oldParent ?? move.oldCode.parentByCode, until > first, from < until
      else { continue }
      let old = tree.history.current(parent)
      guard
        old != (tree.region(code)?.parent ?? code.parentByCode),
        let known = tree.region(old), !RegionTree.collectiveNames.contains(known.name),
        panel.hasUnits(in: code)
      else { continue }
      // At the end of the year of the change it lies in its new parent.
      set(code, old, in: from...until.previous)
    }
  }
}

extension Panel {
  /// Whether some unit is of a region or lies in it by its code. O(log units).
  func hasUnits(in region: RegionCode) -> Bool {
    !units.leaves(in: region).isEmpty || units.index(of: .government(region)) != nil
  }
}
