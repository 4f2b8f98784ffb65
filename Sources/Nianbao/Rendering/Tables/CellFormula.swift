/// How a number of a table follows from other cells, for formats that compute: a workbook writes the
/// formula and the number, every other format the number alone.
public enum CellFormula: Sendable, Hashable {
  /// The sum of the cells of the column in some rows right above.
  case sumAbove(rows: Int)
  /// The sum of a column of another table over those of its first rows whose key column says a word.
  case sum(table: String, column: String, rows: Int, keyColumn: String, key: String)
  /// One column of the row less another, both by the ids of their headings.
  case difference(String, less: String)
  /// The same in percent of the other.
  case percentChange(String, from: String)
}

/// How the cells of a column are set off by what they say.
public enum CellEmphasis: Sendable, Hashable {
  /// The larger the figure among those of its column, the darker.
  case scale
  /// A share of 100 as a bar.
  case percentBar
  /// Places moved: up, down or not.
  case movement
  /// The severity of a finding.
  case severity
  /// A cell without a figure.
  case gap
}
