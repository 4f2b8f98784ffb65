/// Writes rows as comma-separated values (RFC 4180 with LF line ends): a field is quoted where it
/// holds a comma, a quote or a line end; a null is an empty field.
///
/// A spreadsheet takes a text that begins with `=`, `+`, `-` or `@` for a formula, and a report can print
/// such a text; it gets an apostrophe in front, which `FormulaGuard` takes away again when the file is
/// read.
public struct CSVSink: RowSink {
  private var output: ByteBuffer
  private var isRowEmpty = true

  /// A sink that begins with the line of headings.
  ///
  /// - Parameter withByteOrderMark: Whether a UTF-8 byte order mark comes first, so that Excel and
  ///   WPS show Chinese right.
  public init(headings: [TableHeading], withByteOrderMark: Bool = false, output: ByteBuffer) {
    self.output = output
    if withByteOrderMark { self.output.append([0xEF, 0xBB, 0xBF]) }
    for heading in headings { text(heading.id) }
    endRow()
  }

  /// A sink for rows without a line of headings.
  init(output: ByteBuffer) { self.output = output }

  /// Takes some cells as they were written once.
  @inline(never)
  public mutating func cells(_ cells: FixedCells) {
    guard !cells.cells.isEmpty else { return }
    separate()
    output.append(cells.csv)
  }

  /// Hands on rows that another sink has written.
  mutating func append(rows: [UInt8]) { output.append(rows) }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) {
    separate()
    if FormulaGuard.isNeeded(text) { return quoted(FormulaGuard.guarded(text)) }
    let isPlain = text.utf8.allSatisfy { byte in
      byte != UInt8(ascii: ",") && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\n")
        && byte != UInt8(ascii: "\r")
    }
    if isPlain { output.append(text.utf8) } else { quoted(text) }
  }

  private mutating func quoted(_ text: String) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Takes a number with every digit it has.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    separate()
    output.append(value, as: style)
  }

  /// Takes a null: an empty field.
  @inline(never)
  public mutating func null() { separate() }

  /// Ends the line.
  @inline(never)
  public mutating func endRow() {
    output.append(UInt8(ascii: "\n"))
    isRowEmpty = true
  }

  /// Hands everything on.
  public mutating func finish() -> ByteBuffer { output }

  private mutating func separate() {
    if isRowEmpty { isRowEmpty = false } else { output.append(UInt8(ascii: ",")) }
  }
}
