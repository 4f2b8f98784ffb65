/// What localisation needs to know of a form, worked out once for all reports on it.
final class FormFacts: Sendable {
  /// Its figures in printed order.
  let indicators: [IndicatorIndex]
  /// The runs of figures in which a hand slips into the next row.
  let sequences: FormSequences
  /// For each indicator of the catalogue the parts that add up to it, group by group.
  private let parts: [[[IndicatorIndex]]]

  init(_ edition: Edition, _ catalog: Catalog) {
    indicators = edition.indicators
    sequences = FormSequences(edition)
    var parts = [[[IndicatorIndex]]](repeating: [], count: catalog.indicators.count)
    for indicator in edition.indicators {
      parts[indicator.position] = catalog.children(of: indicator, .part, in: edition)
    }
    self.parts = parts
  }

  /// The parts of a total, group by group; empty of any other figure. O(1).
  func parts(of indicator: IndicatorIndex) -> [[IndicatorIndex]] { parts[indicator.position] }
}
