/// Which reports a rule is about; the reports of one form, place and year are looked for once.
struct Applicability {
  private let panel: Panel
  private let unitsBelow: UnitsBelow?
  private var known: [Key: [UnitIndex]] = [:]

  /// What decides which reports a rule is about.
  private struct Key: Hashable {
    let editions: Set<EditionID>
    let scope: RegionCode?
    let levels: Set<Rule.Level>
    let asksBelow: Bool
    let year: Year
  }

  /// The reports of a panel.
  ///
  /// - Parameter unitsBelow: Which units stand below which; nil where no rule asks.
  init(_ panel: Panel, unitsBelow: UnitsBelow? = nil) {
    self.panel = panel
    self.unitsBelow = unitsBelow
  }

  /// The units with a report of a year that a rule is about, ascending.
  mutating func reports(of rule: CompiledRule, in year: Year) -> [UnitIndex] {
    let key = Key(
      editions: rule.rule.editions, scope: rule.rule.scope, levels: rule.rule.levels,
      asksBelow: rule.speaks(of: .below), year: year)
    if let reports = known[key] { return reports }
    let reports = find(key)
    known[key] = reports
    return reports
  }

  private func find(_ key: Key) -> [UnitIndex] {
    guard let positions = panel.reports.positions(in: key.year) else { return [] }
    let editions = panel.reports.editionCodes(of: key.editions)
    guard !editions.isEmpty else { return [] }
    return panel.units.indices.filter { unit in
      let report = positions[unit.position]
      return report >= 0 && editions.contains(panel.reports.editions[Int(report)])
        && includes(unit, key.scope, key.levels, asksBelow: key.asksBelow)
    }
  }

  /// Whether the report of a unit and year is one that a rule is about.
  func isAbout(_ rule: CompiledRule, _ unit: UnitIndex, _ year: Year) -> Bool {
    guard let report = panel.reports.report(of: unit, in: year), let edition = report.edition,
      rule.rule.editions.contains(edition)
    else { return false }
    return isAbout(rule, unit)
  }

  /// Whether a rule is about reports of a unit, on whatever form.
  func isAbout(_ rule: CompiledRule, _ unit: UnitIndex) -> Bool {
    includes(
      unit, rule.rule.scope, rule.rule.levels, asksBelow: rule.speaks(of: .below))
  }

  private func includes(
    _ unit: UnitIndex, _ scope: RegionCode?, _ levels: Set<Rule.Level>, asksBelow: Bool
  ) -> Bool {
    if let scope, !(panel.units.region(of: unit).map(scope.contains) ?? false) { return false }
    if !levels.isEmpty, !(Rule.Level(panel.units[unit]).map(levels.contains) ?? false) {
      return false
    }
    return !asksBelow || !(unitsBelow?.units(below: unit).isEmpty ?? true)
  }
}

extension ReportTable {
  /// The editions that `editions` has numbers of, by number.
  var editionIDs: [EditionID] { (0..<editionTexts.count).map { EditionID(editionTexts[$0]) } }

  /// The numbers that some editions have in `editions`.
  func editionCodes(of wanted: Set<EditionID>) -> Set<Int32> {
    Set(
      (0..<editionTexts.count).filter { wanted.contains(EditionID(editionTexts[$0])) }.map(
        Int32.init))
  }
}
