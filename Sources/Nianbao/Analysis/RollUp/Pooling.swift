/// Which years of a panel are pooled into one, and which indicators can be.
public struct Pooling: Sendable {
  /// The years.
  public let years: Set<Year>
  /// The indicators that add up over years, in the order of the catalogue.
  public let indicators: [IndicatorIndex]
  /// The indicators that do not: states at the end or the start of a year. None where nothing is added
  /// up.
  public let stocks: [IndicatorIndex]

  /// The pooling of a selection's years and indicators for some measures.
  public init(_ panel: Panel, _ selection: Selection, measures: [RollUp.Measure]) {
    years = Set(panel.years.filter { selection.contains($0) })
    let addsUp = measures.contains { $0.isOfSums }
    let isStock = { (indicator: IndicatorIndex) in
      let entry = panel.catalog[indicator]
      return addsUp && entry.nature == .stock && !entry.isRatio
    }
    let wanted = selection.indicators ?? panel.presentIndicators
    indicators = wanted.filter { !isStock($0) }
    stocks = wanted.filter(isStock)
  }
}
