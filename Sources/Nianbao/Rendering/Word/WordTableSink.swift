/// Holds the rows of a table for a Word document, whose columns need a width before the first row.
struct WordTableSink: RowSink {
  /// The rows as a person reads them, the headings first.
  private(set) var rows: [[String]]
  private var row: [String] = []
  private let alignments: [TableHeading.Alignment]

  /// A sink that begins with the headings in a language.
  init(headings: [TableHeading], language: Language) {
    alignments = headings.map(\.alignment)
    rows = [headings.map { $0.title[language] }]
  }

  @inline(never)
  mutating func text(_ text: String) { row.append(text) }

  @inline(never)
  mutating func number(_ value: Double, as style: NumberStyle) {
    row.append(value.isNaN ? "" : style.text(of: value))
  }

  @inline(never)
  mutating func null() { row.append("") }

  @inline(never)
  mutating func endRow() {
    rows.append(row)
    row.removeAll(keepingCapacity: true)
  }

  /// Whether a column has numbers.
  func isNumber(_ column: Int) -> Bool {
    alignments.indices.contains(column) && alignments[column] == .trailing
  }

  /// The widest that a column asks for, in half-width characters: longer texts are wrapped.
  private static let widest = 28

  /// The widths of the columns, shared out by their longest cells; a heading may be broken in three.
  ///
  /// - Complexity: Linear in the cells.
  func columnWidths(total: Int) -> [Int] {
    let wanted = alignments.indices.map { column -> Int in
      let cells = rows.dropFirst().lazy.map { $0.indices.contains(column) ? $0[column] : "" }
      let longest = cells.map { TextWidth.of($0) }.max() ?? 0
      let heading = rows[0].indices.contains(column) ? TextWidth.of(rows[0][column]) : 0
      return min(max(longest, (heading + 2) / 3, 4), Self.widest) + 2
    }
    let sum = wanted.reduce(0, +)
    return sum == 0 ? [] : wanted.map { $0 * total / sum }
  }
}
