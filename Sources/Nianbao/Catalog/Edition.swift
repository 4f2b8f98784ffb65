/// An issue of the form, national or of one province: its rows in printed order.
public struct Edition: Sendable {
  /// One printed row, or a matrix of rows and columns.
  public enum Row: Sendable {
    /// A heading without a figure: its numbering and its text.
    case heading(number: String, label: String)
    /// A row with one figure.
    case indicator(IndicatorIndex)
    /// A table with several columns.
    case matrix(FormMatrix)
  }

  /// The edition's name.
  public let id: EditionID
  /// What the form is called.
  public let title: LocalizedText
  /// The report years it was issued for; open at the end for the current form.
  public let years: ClosedRange<Year>
  /// The region whose reports have the form; nil for a national form.
  public let scope: RegionCode?
  /// The rows in printed order, those of single provinces included.
  public let rows: [Row]
  /// The indicators in printed order, matrices row by row.
  public let indicators: [IndicatorIndex]

  private let members: Set<IndicatorIndex>

  /// An edition of rows in printed order.
  init(
    id: EditionID, title: LocalizedText, years: ClosedRange<Year>, scope: RegionCode? = nil,
    rows: [Row]
  ) {
    self.scope = scope
    self.id = id
    self.title = title
    self.years = years
    self.rows = rows
    indicators = rows.flatMap { row -> [IndicatorIndex] in
      switch row {
      case .heading: []
      case .indicator(let index): [index]
      case .matrix(let matrix): matrix.rows.flatMap(\.cells)
      }
    }
    members = Set(indicators)
  }

  /// The last report year, or nil for the current form.
  public var lastYear: Year? { years.upperBound == Self.openEnd ? nil : years.upperBound }

  /// The upper bound of `years` for the current form.
  static let openEnd: Year = 9999

  /// Whether the form has an indicator. O(1).
  public func contains(_ indicator: IndicatorIndex) -> Bool { members.contains(indicator) }
}

/// A table of a form with several columns: every cell is an indicator of its own.
public struct FormMatrix: Sendable {
  /// One column.
  public struct Column: Sendable, Hashable {
    /// The part of the cells' ids behind the colon.
    public let id: String
    /// The printed heading.
    public let label: String
    /// The heading over several columns that this one stands under; often empty.
    public let group: String
  }

  /// One printed row.
  public struct Row: Sendable {
    /// The part of the cells' ids before the colon.
    public let id: String
    /// The numbering in front of the label.
    public let number: String
    /// The printed label without numbering and note.
    public let label: String
    /// The note in brackets behind the label; often empty.
    public let note: String
    /// One indicator a column; empty for headings, whose cells the form leaves empty.
    public let cells: [IndicatorIndex]
  }

  /// The name of the matrix within its edition.
  public let id: String
  /// The numbering in front of the heading.
  public let number: String
  /// The printed heading.
  public let label: String
  /// The columns from left to right.
  public let columns: [Column]
  /// The rows from top to bottom.
  public let rows: [Row]
  /// Whether the form prints the rows side by side, all cells in one line.
  public let isHorizontal: Bool
}
