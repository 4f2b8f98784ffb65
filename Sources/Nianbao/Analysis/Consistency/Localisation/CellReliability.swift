/// How reliable a figure is, as the weight of changing it in error localisation.
///
/// A part is copied from a register, a total is worked out anew by a person; a figure that the prose
/// states too is less likely a slip of the table. The weights are close to each other, so that fewer
/// wrong figures always count more than less reliable ones.
struct CellReliability: Sendable {
  /// A figure copied from a register.
  static let leaf = 1.0
  /// A figure that a person added up.
  static let total = 0.9
  /// A figure that the prose states alike.
  static let corroborated = 1.4
  /// A figure that the prose states otherwise.
  static let contradicted = 0.8
  /// A figure of the prose itself.
  static let prose = 1.1
  /// How much more than the least a set of figures may weigh to be worth a reader's while: less than
  /// one further figure, more than the weights of single figures differ by.
  static let slack = 0.65

  private let panel: Panel
  private let totals: Set<IndicatorIndex>
  private let hasClaims: Bool

  init(_ panel: Panel) {
    self.panel = panel
    hasClaims = panel.claims.count > 0
    totals = Set(
      panel.catalog.indicators.lazy.flatMap { indicator in
        indicator.parents.values.joined().filter { $0.relation == .part }.map(\.indicator)
      })
  }

  /// Whether the form has parts that add up to an indicator.
  func isTotal(_ indicator: IndicatorIndex) -> Bool { totals.contains(indicator) }

  /// The weight of changing a cell.
  func weight(of cell: RecordCell, value: Double?) -> Double {
    guard cell.source != .prose else { return Self.prose }
    if hasClaims, let claimed = claim(of: cell) {
      return claimed == value ? Self.corroborated : Self.contradicted
    }
    return totals.contains(cell.indicator) ? Self.total : Self.leaf
  }

  /// The figure that the prose states exactly; nil where it states none.
  func claim(of cell: RecordCell) -> Double? {
    guard hasClaims else { return nil }
    return panel.claims.claims(of: cell.unit, in: cell.year).first {
      $0.indicator == cell.indicator && $0.precision == .exact && !$0.isShare
    }?.value
  }
}
