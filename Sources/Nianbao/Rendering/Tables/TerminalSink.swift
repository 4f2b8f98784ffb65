/// Lays rows out as aligned columns for a terminal, with the width of Chinese characters right.
///
/// Rows are held until the widths of the columns are known. Where a table is wider than the
/// terminal, its widest column of text is cut, and a cut cell ends in `…`.
public struct TerminalSink: RowSink {
  private var rows: [[String]] = []
  private var row: [String] = []
  private let headings: [TableHeading]
  private let language: Language
  private let style: TerminalStyle
  private var output: ByteBuffer

  /// A sink for a terminal.
  public init(
    headings: [TableHeading], language: Language, style: TerminalStyle, output: ByteBuffer
  ) {
    self.headings = headings
    self.language = language
    self.style = style
    self.output = output
  }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) { row.append(text) }

  /// Takes a number as a person reads it.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    row.append(style.text(of: value))
  }

  /// Takes a null, shown as an empty cell.
  @inline(never)
  public mutating func null() { row.append("") }

  /// Ends the row.
  @inline(never)
  public mutating func endRow() {
    rows.append(row)
    row.removeAll(keepingCapacity: true)
  }

  /// Writes the table and hands everything on.
  public mutating func finish() -> ByteBuffer {
    let titles = headings.map { $0.title[language] }
    let widths = columnWidths(titles)
    let heading = line(titles, widths)
    output.append((style.bold(heading) + "\n").utf8)
    output.append(
      (style.dim(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")) + "\n")
        .utf8)
    for row in rows { output.append((line(row, widths) + "\n").utf8) }
    return output
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (position, width) in widths.enumerated() {
      let text = TextWidth.truncate(position < cells.count ? cells[position] : "", to: width)
      if position > 0 { line += "  " }
      line += TextWidth.pad(text, to: width, headings[position].alignment)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func columnWidths(_ titles: [String]) -> [Int] {
    var widths = titles.map { TextWidth.of($0) }
    for row in rows {
      for (position, cell) in row.enumerated() where position < widths.count {
        widths[position] = max(widths[position], TextWidth.of(cell))
      }
    }
    guard let limit = style.width else { return widths }
    var excess = widths.reduce(0, +) + 2 * max(0, widths.count - 1) - limit
    while excess > 0 {
      let texts = widths.indices.filter { headings[$0].alignment == .leading && widths[$0] > 8 }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
      let second = texts.filter { $0 != widest }.map { widths[$0] }.max() ?? 8
      let cut = min(excess, max(1, widths[widest] - max(second, 8)))
      widths[widest] -= cut
      excess -= cut
    }
    return widths
  }
}

/// What a terminal can show: its width and whether it has colours.
public struct TerminalStyle: Sendable, Hashable {
  /// The number of columns; nil where the output is no terminal and nothing is cut.
  public var width: Int?
  /// Whether text is marked with colours and weight.
  public var hasColor: Bool

  /// A style.
  public init(width: Int?, hasColor: Bool) {
    self.width = width
    self.hasColor = hasColor
  }

  /// Plain text of any width.
  public static let plain = TerminalStyle(width: nil, hasColor: false)

  func bold(_ text: String) -> String { marked(text, "1") }
  func dim(_ text: String) -> String { marked(text, "2") }
  func red(_ text: String) -> String { marked(text, "31") }
  func yellow(_ text: String) -> String { marked(text, "33") }
  func green(_ text: String) -> String { marked(text, "32") }
  func cyan(_ text: String) -> String { marked(text, "36") }

  private func marked(_ text: String, _ code: String) -> String {
    hasColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
