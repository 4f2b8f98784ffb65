import Vectors

/// Which reports of a year rules are about, as one byte a unit: 255 for a report that a rule is about,
/// 0 for any other unit.
///
/// The forms of a year's reports are looked up once; rules for the same forms, region and kinds of units,
/// which are their `Key`, share a mask.
struct ReportMasks {
  /// A mask and how many reports it has.
  struct Mask: Sendable {
    let bytes: Vector<UInt8>
    let count: Int
  }

  /// What decides which reports a rule is about.
  struct Key: Hashable, Sendable {
    let editions: Set<EditionID>
    let scope: RegionCode?
    let levels: Set<Rule.Level>

    init(_ rule: Rule) {
      editions = rule.editions
      scope = rule.scope
      levels = rule.levels
    }
  }

  /// For each unit one more than the number of its report's form in the table of reports; 0 where it
  /// has no report, or none on a known form.
  private let forms: Vector<UInt8>
  /// For each such number whether the table of reports has the form, by its id.
  private let ids: [EditionID?]

  /// The forms of a year's reports; nil for a year without reports.
  ///
  /// - Complexity: O(units).
  init?(_ panel: Panel, _ year: Year) {
    guard let positions = panel.reports.positions(in: year) else { return nil }
    let reports = panel.reports
    var ids = [nil] + (0..<reports.editionTexts.count).map { EditionID(reports.editionTexts[$0]) }
    var editions = reports.editions
    if ids.count > 255 {
      // Only forms of the catalogue have rules, and of those there are few.
      let known = Array(
        ids.indices.filter { ids[$0].map { panel.catalog.edition($0) != nil } ?? false }
          .prefix(254))
      editions = Vector(
        editions.array.map { code in Int32(known.firstIndex(of: Int(code) + 1) ?? -1) })
      ids = [nil] + known.map { ids[$0] }
    }
    self.ids = ids
    forms = CodeMarks.lookUp(positions, in: editions)
  }

  /// The reports that rules with a key are about; nil where there is none.
  ///
  /// - Complexity: O(units).
  func mask(_ key: Key, _ units: UnitTable) -> Mask? {
    let wanted = ids.indices.filter { ids[$0].map(key.editions.contains) ?? false }
    guard !wanted.isEmpty else { return nil }
    let all = CodeMarks.marks(of: wanted.map { UInt8($0) }, in: forms)
    guard all.count > 0 else { return nil }
    guard key.scope != nil || !key.levels.isEmpty else {
      return Mask(bytes: all.bytes, count: all.count)
    }
    var (bytes, count) = (all.bytes.array, all.count)
    for unit in bytes.indices where bytes[unit] != 0 && !key.includes(UnitIndex(unit), units) {
      bytes[unit] = 0
      count -= 1
    }
    return count > 0 ? Mask(bytes: Vector(bytes), count: count) : nil
  }

  /// The units of a mask whose report stands on a form that was not issued for the year, ascending.
  func onWrongForm(_ mask: Mask, _ year: Year, _ catalog: Catalog) -> [UnitIndex] {
    let isWrong = ids.map { id in
      id.flatMap { catalog.edition($0) }.map { !$0.years.contains(year) } ?? false
    }
    guard isWrong.contains(true) else { return [] }
    let bytes = mask.bytes.span
    return (0..<forms.count).filter { bytes[$0] != 0 && isWrong[Int(forms[$0])] }
      .map { UnitIndex($0) }
  }
}

extension ReportMasks.Key {
  /// Whether rules with this key are about a unit's reports, on whatever form.
  fileprivate func includes(_ unit: UnitIndex, _ units: UnitTable) -> Bool {
    if let scope, !(units.region(of: unit).map(scope.contains) ?? false) { return false }
    return levels.isEmpty || Rule.Level(units[unit]).map(levels.contains) ?? false
  }
}
