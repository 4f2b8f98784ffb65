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
  /// What the form is called.
  public let title: LocalizedText
  /// The report years it was issued for; open at the end for the current form.
  public let years: ClosedRange<Year>
  /// The last report year, or nil for the current form.
  public var lastYear: Year? { years.upperBound == Self.openEnd ? nil : years.upperBound }

  /// The upper bound of `years` for the current form.
  static let openEnd: Year = 9999

  /// The rows in printed order, those of single provinces included.
  public let rows: [Row]

  /// The indicators in printed order.
  public let indicators: [IndicatorIndex]

  private let members: Set<IndicatorIndex>

  /// An edition of rows in printed order.
  init(id: EditionID, title: LocalizedText, years: ClosedRange<Year>, rows: [Row]) {
    self.id = id
    self.title = title
    self.years = years
    self.rows = rows
    indicators = rows.compactMap { row in
      if case .indicator(let index) = row { index } else { nil }
    }
    members = Set(indicators)
  }

  /// Whether the form has an indicator. O(1).
  public func contains(_ indicator: IndicatorIndex) -> Bool { members.contains(indicator) }
}
