/// Some rows of a table in an order of one of its columns: what a server shows of a table with many rows.
///
/// The rows are gone through twice: once for the column that orders them, once for the rows shown; only
/// those are held.
struct TablePage: TableSource {
  /// Which rows.
  struct Order: Sendable, Hashable {
    /// The column that orders them, by the id of its heading; nil for the order of the table.
    var column: String?
    var isDescending = false
    /// The page, from 1, and the rows of one; a size of nil for all rows.
    var page = 1
    var size: Int?
  }

  let order: Order
  /// The number of rows of the table.
  let total: Int
  private let source: any TableSource
  /// The rows shown, in their order; nil for all as they come.
  private let rows: [Int]?

  /// A page of a table; one behind the last is the last.
  ///
  /// - Complexity: O(cells + rows · log rows) with an order, else O(cells).
  init(_ source: some TableSource, _ order: Order) {
    self.source = source
    let column = order.column.flatMap { id in source.headings.firstIndex { $0.id == id } }
    guard column != nil || order.size != nil else {
      self.order = order
      total = 0
      rows = nil
      return
    }
    var keys = KeySink(column: column)
    source.write(to: &keys)
    total = keys.count
    var order = order
    if let size = order.size {
      order.page = min(max(order.page, 1), max(1, (total + size - 1) / size))
    }
    self.order = order
    let size = order.size ?? total
    let shown = min((order.page - 1) * size, total)..<min(order.page * size, total)
    rows = column == nil ? Array(shown) : Array(keys.order(order.isDescending)[shown])
  }

  /// The number of pages; at least one.
  var pageCount: Int { order.size.map { max(1, (total + $0 - 1) / $0) } ?? 1 }

  var headings: [TableHeading] { source.headings }

  func write(to sink: inout some RowSink) {
    guard let rows else { return source.write(to: &sink) }
    var picked = PickingSink(rows)
    source.write(to: &picked)
    for row in rows {
      for cell in picked.held[row] ?? [] { cell.write(to: &sink) }
      sink.endRow()
    }
  }
}

/// Keeps the cells of one column, and counts the rows.
private struct KeySink: RowSink {
  private enum Key {
    case text(String)
    case number(Double)
    case null
  }

  let column: Int?
  private(set) var count = 0
  private var keys: [Key] = []
  private var position = 0

  init(column: Int?) { self.column = column }

  @inline(never)
  mutating func text(_ text: String) {
    if position == column { keys.append(.text(text)) }
    position += 1
  }

  @inline(never)
  mutating func number(_ value: Double, as style: NumberStyle) {
    if position == column { keys.append(value.isNaN ? .null : .number(value)) }
    position += 1
  }

  @inline(never)
  mutating func null() {
    if position == column { keys.append(.null) }
    position += 1
  }

  @inline(never)
  mutating func endRow() {
    count += 1
    position = 0
  }

  /// The rows in the order of their keys: numbers before texts, cells without value last; of equal ones
  /// as they came.
  func order(_ isDescending: Bool) -> [Int] {
    var numbers: [(key: Double, row: Int)] = []
    var texts: [(key: String, row: Int)] = []
    var nulls: [Int] = []
    for (row, key) in keys.enumerated() {
      switch key {
      case .number(let number): numbers.append((number, row))
      case .text(let text): texts.append((text, row))
      case .null: nulls.append(row)
      }
    }
    return rows(numbers, isDescending) + rows(texts, isDescending) + nulls
  }

  private func rows<Key: Comparable>(_ keys: [(key: Key, row: Int)], _ isDescending: Bool) -> [Int]
  {
    keys.sorted {
      $0.key == $1.key ? $0.row < $1.row : ($0.key < $1.key) != isDescending
    }.map(\.row)
  }
}

/// Holds some of the rows.
private struct PickingSink: RowSink {
  enum Cell {
    case text(String)
    case number(Double, NumberStyle)
    case null

    func write(to sink: inout some RowSink) {
      switch self {
      case .text(let text): sink.text(text)
      case .number(let value, let style): sink.number(value, as: style)
      case .null: sink.null()
      }
    }
  }

  private(set) var held: [Int: [Cell]] = [:]
  private let wanted: Set<Int>
  private var row = 0
  private var isWanted: Bool

  init(_ rows: [Int]) {
    wanted = Set(rows)
    isWanted = wanted.contains(0)
  }

  @inline(never)
  mutating func text(_ text: String) { add(.text(text)) }

  @inline(never)
  mutating func number(_ value: Double, as style: NumberStyle) { add(.number(value, style)) }

  @inline(never)
  mutating func null() { add(.null) }

  @inline(never)
  mutating func endRow() {
    row += 1
    isWanted = wanted.contains(row)
  }

  private mutating func add(_ cell: @autoclosure () -> Cell) {
    if isWanted { held[row, default: []].append(cell()) }
  }
}
