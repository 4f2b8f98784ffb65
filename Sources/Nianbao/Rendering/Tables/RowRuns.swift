/// Hands rows on to another sink and keeps where the rows of each key stand: runs of rows whose key
/// columns say the same.
struct RowRuns<Base: RowSink>: RowSink {
  private(set) var base: Base
  /// The rows of each key from 0, as the texts of the key columns; of a key with several runs the first.
  private(set) var runs: [[String]: Range<Int>] = [:]
  private let keyColumns: Set<Int>
  private var key: [String] = []
  private var previous: [String]?
  private var (row, column) = (0, 0)

  /// A sink before another one.
  ///
  /// - Parameter ids: The key columns by the ids of their headings.
  init(_ base: Base, headings: [TableHeading], keys ids: Set<String>) {
    self.base = base
    keyColumns = Set(headings.indices.filter { ids.contains(headings[$0].id) })
  }

  mutating func text(_ text: String) {
    note(text)
    base.text(text)
  }

  mutating func number(_ value: Double, as style: NumberStyle) {
    note(NumberStyle.plain.text(of: value))
    base.number(value, as: style)
  }

  mutating func number(_ value: Double, from formula: CellFormula, as style: NumberStyle) {
    note(NumberStyle.plain.text(of: value))
    base.number(value, from: formula, as: style)
  }

  mutating func null() {
    note("")
    base.null()
  }

  mutating func endRow() {
    if key == previous, let run = runs[key], run.upperBound == row {
      runs[key] = run.lowerBound..<(row + 1)
    } else if runs[key] == nil {
      runs[key] = row..<(row + 1)
    }
    previous = key
    key.removeAll(keepingCapacity: true)
    row += 1
    column = 0
    base.endRow()
  }

  private mutating func note(_ text: @autoclosure () -> String) {
    if keyColumns.contains(column) { key.append(text()) }
    column += 1
  }
}
