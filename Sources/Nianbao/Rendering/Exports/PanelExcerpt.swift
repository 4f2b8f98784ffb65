/// The part of a panel that an export is about.
public struct PanelExcerpt: Sendable {
  /// The panel.
  public let panel: Panel
  /// The years, ascending.
  public let years: [Year]
  /// The indicators in the order of the catalogue.
  public let indicators: [IndicatorIndex]

  /// An excerpt with all units of a panel, and with the years and indicators of it that are named;
  /// nil names all that occur. Derived indicators that are named are computed.
  public init(_ panel: Panel, years: Set<Year>? = nil, indicators: [IndicatorIndex]? = nil) {
    self.panel = panel.computing(indicators ?? [])
    self.years = panel.years.filter { years?.contains($0) ?? true }
    self.indicators = indicators ?? panel.presentIndicators
  }
}

extension Indicator {
  /// How a cell's figure is written: with the decimals it was printed with, or for a derived one, which
  /// was never printed, rounded for readers.
  func style(_ mark: CellMark) -> NumberStyle {
    mark.status == .derived && measure.kind != .count
      ? .rounded(decimals: 2) : .printed(decimals: mark.decimals)
  }
}
