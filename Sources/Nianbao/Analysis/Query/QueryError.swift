/// Why a query has no answer.
public enum QueryError: DescribedError, Sendable, Hashable {
  /// A word of the query names nothing, or several things.
  case selection(SelectionError)
  /// No unit of the panel has a report for the year.
  case yearNotInPanel(Year, years: [Year])
  /// The panel's figures are on the boundaries of this year already, and others are asked for.
  case otherBoundaries(Year)
  /// The score that is asked for cannot be made.
  case composite(CompositeError)

  /// What was found, what was expected and what to do.
  public var message: LocalizedText {
    switch self {
    case .selection(let error): error.message
    case .composite(let error): error.message
    case .otherBoundaries(let year):
      LocalizedText(
        zh: "面板的数字已按\(year)年的区划计算，不能再换成别的年度；请从原来的面板开始",
        en:
          "the panel's figures are on the boundaries of \(year) already and cannot be put onto others; "
          + "begin with the panel as it was")
    case .yearNotInPanel(let year, let years):
      LocalizedText(
        zh: "面板中没有\(year)年的报告；有报告的年度：\(years.map(\.description).joined(separator: "、"))",
        en: "the panel has no report of \(year); it has reports of "
          + years.map(\.description).joined(separator: ", "))
    }
  }
}
