/// A table of results that can be written in any format: its headings, and its rows one by one.
///
/// Rows are never held: each is handed to the sink cell by cell, so that a table of a hundred
/// million cells takes no memory of its own.
public protocol TableSource: Sendable {
  /// The columns from left to right.
  var headings: [TableHeading] { get }

  /// Hands all rows to a sink, each with one cell for each heading.
  func write(to sink: inout some RowSink)
}

/// A table whose rows fall into parts that can be written at once, each from the first row to the last.
public protocol PartedTableSource: TableSource {
  /// The number of parts.
  var partCount: Int { get }

  /// Hands the rows of a part to a sink.
  func write(part: Int, to sink: inout some RowSink)
}

extension PartedTableSource {
  /// Hands all rows to a sink, part by part.
  public func write(to sink: inout some RowSink) {
    for part in 0..<partCount { write(part: part, to: &sink) }
  }
}

/// Cells next to each other that many rows have: made once, also as they stand in a CSV.
public struct FixedCells: Sendable {
  /// One of the cells.
  enum Cell: Sendable {
    case text(String)
    case number(Int)
  }

  let cells: [Cell]
  /// The cells as fields of a CSV with commas between them.
  let csv: [UInt8]

  init(_ cells: [Cell]) {
    self.cells = cells
    var sink = CSVSink(output: ByteBuffer())
    for cell in cells { sink.add(cell) }
    csv = sink.finish().pending
  }
}

extension RowSink {
  fileprivate mutating func add(_ cell: FixedCells.Cell) {
    switch cell {
    case .text(let text): self.text(text)
    case .number(let number): self.number(number)
    }
  }

  /// Takes some cells that many rows have, one after the other.
  public mutating func cells(_ cells: FixedCells) {
    for cell in cells.cells { add(cell) }
  }
}

/// The heading of one column.
public struct TableHeading: Sendable, Hashable {
  /// Which side the cells of a column are aligned to.
  public enum Alignment: Sendable {
    /// Text.
    case leading
    /// Numbers.
    case trailing
  }

  /// The name in CSV and JSON, where scripts rely on it.
  public let id: String
  /// The heading that a person reads.
  public let title: LocalizedText
  /// How cells are aligned.
  public let alignment: Alignment
  /// How cells are set off by what they say, in formats that can; nil for not at all.
  public private(set) var emphasis: CellEmphasis?

  /// A heading of a column of text.
  public static func text(_ id: String, zh: String, en: String) -> TableHeading {
    TableHeading(id: id, title: LocalizedText(zh: zh, en: en), alignment: .leading)
  }

  /// A heading of a column of numbers.
  public static func number(_ id: String, zh: String, en: String) -> TableHeading {
    TableHeading(id: id, title: LocalizedText(zh: zh, en: en), alignment: .trailing)
  }

  /// The heading of a column whose cells are set off.
  func emphasised(_ emphasis: CellEmphasis) -> TableHeading {
    var heading = self
    heading.emphasis = emphasis
    return heading
  }
}

/// What takes the cells of a table in reading order.
///
/// Sinks do not let their functions be inlined: a table calls them some twenty times a row, and each
/// table is compiled for each sink, so copies of their bodies would make a release build take minutes
/// and gain nothing.
public protocol RowSink {
  /// Takes a cell of text.
  mutating func text(_ text: String)
  /// Takes a number; NaN is null.
  mutating func number(_ value: Double, as style: NumberStyle)
  /// Takes a number that follows from other cells; NaN is null.
  mutating func number(_ value: Double, from formula: CellFormula, as style: NumberStyle)
  /// Takes a cell without value.
  mutating func null()
  /// Takes some cells that many rows have.
  mutating func cells(_ cells: FixedCells)
  /// Takes a list under a name of its own, behind the cells of the row: formats with structure have it,
  /// tables leave it out.
  mutating func list(_ name: String, of objects: [[(name: String, text: String)]])
  /// Ends the row.
  mutating func endRow()
}

/// How a number is written where a person reads it; files for programs get every digit.
public enum NumberStyle: Sendable, Hashable {
  /// As many digits as the number needs.
  case plain
  /// With this many decimals everywhere, as printed in the source.
  case printed(decimals: Int)
  /// Rounded to this many decimals for readers, every digit for programs.
  case rounded(decimals: Int)
  /// Like `rounded`, with a plus sign before gains.
  case signed(decimals: Int)
}

extension RowSink {
  /// Takes a number that follows from other cells, where the format has no formulas.
  public mutating func number(_ value: Double, from formula: CellFormula, as style: NumberStyle) {
    number(value, as: style)
  }

  /// Leaves the list out.
  public mutating func list(_ name: String, of objects: [[(name: String, text: String)]]) {}

  /// Takes a number, or a null.
  public mutating func number(_ value: Double?, as style: NumberStyle = .plain) {
    if let value { number(value, as: style) } else { null() }
  }

  /// Takes a whole number.
  public mutating func number(_ value: Int) { number(Double(value), as: .plain) }

  /// Takes a text, or a null.
  public mutating func text(_ text: String?) {
    if let text { self.text(text) } else { null() }
  }
}
