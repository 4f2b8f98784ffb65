/// Finds the one unit of a panel that a person names, again and again.
///
/// A unit is named by its code (`110118111`, `110118/民政局`), by its name, or by a path of names such
/// as `密云区/古北口镇`.
public struct UnitDirectory: Sendable {
  private let panel: Panel
  private let byCode: [String: UnitIndex]
  private let byName: [String: [UnitIndex]]

  /// A directory of a panel's units.
  ///
  /// - Complexity: Linear in the units.
  public init(_ panel: Panel) {
    self.panel = panel
    var byCode: [String: UnitIndex] = [:]
    var byName: [String: [UnitIndex]] = [:]
    for index in panel.units.indices {
      let unit = panel.units[index]
      if !unit.code.isEmpty { byCode[unit.code] = index }
      byName[unit.name, default: []].append(index)
    }
    self.byCode = byCode
    self.byName = byName
  }

  /// The unit that a word names.
  ///
  /// - Throws: `SelectionError.unknownUnit` or `.ambiguousUnit`.
  /// - Complexity: O(units of the name); linear in the units where there is none, to find near names.
  public func unit(_ word: String) throws(SelectionError) -> UnitIndex {
    if let unit = byCode[word] { return unit }
    let names = word.split(whereSeparator: { $0 == "/" || $0 == "／" }).map(String.init)
    let candidates = (names.last.flatMap { byName[$0] } ?? []).filter { unit in
      names.count == 1 || Selection.isSubsequence(names.dropLast(), of: path(to: unit))
    }
    if candidates.count == 1 { return candidates[0] }
    guard candidates.isEmpty else {
      throw .ambiguousUnit(word, codes: candidates.prefix(5).map { panel.units[$0].code })
    }
    throw .unknownUnit(
      word, nearest: NearestNames.of(names.last ?? word, among: byName.keys.sorted()))
  }

  private func path(to unit: UnitIndex) -> [String] {
    panel.units.region(of: unit).map { panel.regions.path(to: $0) } ?? []
  }
}
