/// A national issue of the form: its rows in printed order.
public struct Edition: Sendable {
  /// One printed row.
  public enum Row: Sendable {
    /// A heading without a figure: its numbering and its text.
    case heading(number: String, label: String)
    /// A row with a figure.
    case indicator(IndicatorIndex)
  }

  /// The edition's name.
  public let id: EditionID
  /// The report years it was issued for.
  public let years: ClosedRange<Year>
  /// The rows in printed order, those of single provinces included.
  public let rows: [Row]

  /// The indicators in printed order.
  public var indicators: [IndicatorIndex] {
    rows.compactMap { row in
      if case .indicator(let index) = row { index } else { nil }
    }
  }
}
