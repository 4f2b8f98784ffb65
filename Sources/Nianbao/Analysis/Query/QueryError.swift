/// Why a query has no answer.
public enum QueryError: DescribedError, Sendable, Hashable {
  /// A word of the query names nothing, or several things.
  case selection(SelectionError)
  /// No unit of the panel has a report for the year.
  case yearNotInPanel(Year, years: [Year])

  /// What was found, what was expected and what to do.
  public var message: LocalizedText {
    switch self {
    case .selection(let error): error.message
    case .yearNotInPanel(let year, let years):
      LocalizedText(
        zh: "面板中没有\(year)年的报告；有报告的年度：\(years.map(\.description).joined(separator: "、"))",
        en: "the panel has no report of \(year); it has reports of "
          + years.map(\.description).joined(separator: ", "))
    }
  }
}
