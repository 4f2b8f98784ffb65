import Vectors

/// Which reports of a year rules are about, as one byte a unit: 255 for a report that a rule is about,
/// 0 for any other unit.
///
/// The forms of a year's reports are looked up once; rules for the same forms, region and kinds of units share a mask.
struct ReportMasks {
  /// A mask and how many reports it has.
  struct Mask: Sendable {
    let bytes: Vector<UInt8>
    let count: Int
  }

  private struct Key: Hashable {
    let editions: Set<EditionID>
    let scope: RegionCode?
    let levels: Set<Rule.Level>
  }

  private let panel: Panel
  /// For each unit one more than the number of its report's form in the table of reports; 0 where it
  /// has no report, or none on a known form.
  private let forms: [Int32]
  /// For each such number whether the table of reports has the form, by its id.
  private let ids: [EditionID?]
  private var known: [Key: Mask] = [:]

  /// The masks of a year; nil for a year without reports.
  ///
  /// - Complexity: O(units).
  init?(_ panel: Panel, _ year: Year) {
    guard let positions = panel.reports.positions(in: year) else { return nil }
    self.panel = panel
    let reports = panel.reports
    let (reportSpan, editionSpan) = (positions.span, reports.editions.span)
    var forms = [Int32](repeating: 0, count: positions.count)
    for unit in forms.indices where reportSpan[unit] >= 0 {
      forms[unit] = editionSpan[Int(reportSpan[unit])] + 1
    }
    self.forms = forms
    ids = [nil] + (0..<reports.editionTexts.count).map { EditionID(reports.editionTexts[$0]) }
  }

  /// The reports that a rule is about; nil where there is none.
  ///
  /// - Complexity: O(units) for the first rule with this key, else O(forms).
  mutating func mask(of rule: Rule) -> Mask? {
    let key = Key(editions: rule.editions, scope: rule.scope, levels: rule.levels)
    let mask = known[key] ?? make(key)
    known[key] = mask
    return mask.count > 0 ? mask : nil
  }

  /// The units of a mask whose report stands on a form that was not issued for the year, ascending.
  func onWrongForm(_ mask: Mask, _ year: Year, _ catalog: Catalog) -> [UnitIndex] {
    let isWrong = ids.map { id in
      id.flatMap { catalog.edition($0) }.map { !$0.years.contains(year) } ?? false
    }
    guard isWrong.contains(true) else { return [] }
    let bytes = mask.bytes.span
    return forms.indices.filter { bytes[$0] != 0 && isWrong[Int(forms[$0])] }
      .map { UnitIndex($0) }
  }

  private func make(_ key: Key) -> Mask {
    let wanted = ids.map { id -> UInt8 in id.map(key.editions.contains) ?? false ? 255 : 0 }
    guard wanted.contains(255) else { return Mask(bytes: Vector([]), count: 0) }
    var bytes = [UInt8](repeating: 0, count: forms.count)
    var count = 0
    for unit in forms.indices {
      let byte = wanted[Int(forms[unit])]
      bytes[unit] = byte
      count += Int(byte & 1)
    }
    if key.scope != nil || !key.levels.isEmpty {
      for unit in bytes.indices where bytes[unit] != 0 && !includes(UnitIndex(unit), key) {
        bytes[unit] = 0
        count -= 1
      }
    }
    return Mask(bytes: Vector(bytes), count: count)
  }

  private func includes(_ unit: UnitIndex, _ key: Key) -> Bool {
    if let scope = key.scope, !(panel.units.region(of: unit).map(scope.contains) ?? false) {
      return false
    }
    return key.levels.isEmpty || Rule.Level(panel.units[unit]).map(key.levels.contains) ?? false
  }
}
