/// The part of a panel that an export is about.
public struct PanelExcerpt: Sendable {
  /// The panel.
  public let panel: Panel
  /// The years, ascending.
  public let years: [Year]
  /// The indicators in the order of the catalogue.
  public let indicators: [IndicatorIndex]
  /// For each year the columns of the indicators; nil where no unit has the cell.
  let columns: [[Column?]]

  /// An excerpt with all units of a panel, and with the years and indicators of it that are named;
  /// nil names all.
  public init(_ panel: Panel, years: Set<Year>? = nil, indicators: [IndicatorIndex]? = nil) {
    self.panel = panel
    let chosen = indicators ?? panel.presentIndicators
    self.years = panel.years.filter { years?.contains($0) ?? true }
    self.indicators = chosen
    columns = self.years.map { year in chosen.map { panel.column($0, year) } }
  }

  /// The number of units that are exported as one part.
  private static let partUnits = 1024

  /// The number of parts that the units fall into.
  var partCount: Int { (panel.units.count + Self.partUnits - 1) / Self.partUnits }

  /// The units of a part.
  func units(ofPart part: Int) -> some Sequence<UnitIndex> {
    let start = part * Self.partUnits
    return (start..<min(start + Self.partUnits, panel.units.count)).lazy.map { UnitIndex($0) }
  }
}
