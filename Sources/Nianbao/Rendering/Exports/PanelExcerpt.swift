/// The part of a panel that an export is about.
public struct PanelExcerpt: Sendable {
  /// The panel.
  public let panel: Panel
  /// The years, ascending.
  public let years: [Year]
  /// The indicators in the order of the catalogue.
  public let indicators: [IndicatorIndex]

  /// An excerpt with all units of a panel, and with the years and indicators of it that are named;
  /// nil names all.
  public init(_ panel: Panel, years: Set<Year>? = nil, indicators: [IndicatorIndex]? = nil) {
    self.panel = panel
    self.years = panel.years.filter { years?.contains($0) ?? true }
    self.indicators = indicators ?? panel.presentIndicators
  }
}
