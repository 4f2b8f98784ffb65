/// What a query is about: which units, years and indicators of a panel.
///
/// Units restrict the panel itself, so that sums and ranks are of those units. Years and indicators
/// restrict what is shown: a change of 2015 still sees 2014.
public struct Selection: Sendable {
  /// The units; nil for all.
  public var units: [UnitIndex]?
  /// The years; nil for all.
  public var years: Set<Year>?
  /// The indicators in the order of the catalogue; nil for all.
  public var indicators: [IndicatorIndex]?

  /// A selection.
  public init(
    units: [UnitIndex]? = nil, years: Set<Year>? = nil, indicators: [IndicatorIndex]? = nil
  ) {
    self.units = units
    self.years = years
    self.indicators = indicators
  }

  /// The selection that the words of a query make of a panel.
  ///
  /// - Parameters:
  ///   - units: Names, codes or patterns of units; empty for all.
  ///   - region: A region that the units lie in, by name, code or path; nil for anywhere.
  ///   - years: A list of years; nil for all.
  ///   - indicators: Ids, labels or patterns; empty for all.
  public init(
    units: [String], within region: String?, years: String?, indicators: [String], of panel: Panel
  ) throws(SelectionError) {
    var chosen: [UnitIndex]?
    if !units.isEmpty { chosen = try Selection.units(units, in: panel.units) }
    if let region {
      let code = try Selection.region(region, in: panel.regions)
      chosen = (chosen ?? Array(panel.units.indices)).filter { unit in
        panel.units.region(of: unit).map(code.contains) ?? false
      }
    }
    self.units = chosen
    self.years = try years.map { text throws(SelectionError) in try Selection.years(text) }
    self.indicators =
      indicators.isEmpty ? nil : try Selection.indicators(indicators, in: panel.catalog)
  }

  /// Whether a year is selected.
  public func contains(_ year: Year) -> Bool { years?.contains(year) ?? true }

  /// The selected calendar years from the first to the last of some years: those in between that are
  /// missing show as a gap.
  public func calendar(of years: [Year]) -> [Year] {
    let shown = years.filter(contains)
    guard let first = shown.min(), let last = shown.max() else { return [] }
    return (first...last).filter(contains)
  }
}
