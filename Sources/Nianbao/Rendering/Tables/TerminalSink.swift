/// Lays rows out as aligned columns for a terminal, with the width of Chinese characters right.
///
/// Rows are held until the widths of the columns are known. Where a table is wider than the terminal,
/// columns move together and headings are broken at blanks; where that is not enough its widest column of
/// text is cut, and a cut cell ends in `…`; where there are too many columns for that, those without any value
/// are left out, and where there still are, each row stands as a record of its own.
public struct TerminalSink: RowSink {
  private(set) var rows: [[String]] = []
  private var row: [String] = []
  let headings: [TableHeading]
  let language: Language
  let style: TerminalStyle
  private(set) var output: ByteBuffer

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
    let layout = layout()
    if let limit = style.width, layout.width > limit, !rows.isEmpty {
      var shorter = withoutEmptyColumns()
      if shorter.headings.count < headings.count { return shorter.finish() }
      records(to: &output, width: limit)
      return output
    }
    for cells in layout.titles { output.append((style.bold(line(cells, layout)) + "\n").utf8) }
    let rule = layout.widths.map { String(repeating: "─", count: $0) }
      .joined(separator: layout.gap)
    output.append((style.dim(rule) + "\n").utf8)
    for row in rows { output.append((line(row, layout) + "\n").utf8) }
    return output
  }

  private func line(_ cells: [String], _ layout: Layout) -> String {
    var line = ""
    for (position, width) in layout.widths.enumerated() {
      let text = TextWidth.truncate(position < cells.count ? cells[position] : "", to: width)
      if position > 0 { line += layout.gap }
      line += TextWidth.pad(text, to: width, headings[position].alignment)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// How wide the columns are, what stands between them, and the lines of the headings.
  private struct Layout {
    var widths: [Int]
    var gap = "  "
    var titles: [[String]]

    var width: Int { widths.reduce(0, +) + gap.count * max(0, widths.count - 1) }
  }

  private func layout() -> Layout {
    let titles = headings.map { $0.title[language] }
    var cells = [Int](repeating: 0, count: titles.count)
    for row in rows {
      for (position, cell) in row.enumerated() where position < cells.count {
        cells[position] = max(cells[position], TextWidth.of(cell))
      }
    }
    var layout = Layout(
      widths: zip(titles, cells).map { max(TextWidth.of($0), $1) }, titles: [titles])
    guard let limit = style.width, layout.width > limit else { return layout }
    layout.gap = " "
    if layout.width > limit {
      let words = titles.map { $0.split(separator: " ").map(String.init) }
      layout.widths = zip(words, cells).map { words, width in
        max(width, words.map { TextWidth.of($0) }.max() ?? 0)
      }
      layout.titles = Self.lines(zip(titles, layout.widths).map { Self.broken($0, to: $1) })
      cut(&layout.widths, by: layout.width - limit)
    }
    return layout
  }

  /// A heading in lines of whole words.
  private static func broken(_ title: String, to width: Int) -> [String] {
    title.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, TextWidth.of(last) + 1 + TextWidth.of(word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }

  /// The lines of a row of headings, which end at the bottom.
  private static func lines(_ titles: [[String]]) -> [[String]] {
    let count = titles.map(\.count).max() ?? 0
    return (0..<count).map { line in
      titles.map { parts in
        let position = line - (count - parts.count)
        return position >= 0 ? parts[position] : ""
      }
    }
  }

  /// Cuts the widest columns of text, none below eight.
  private func cut(_ widths: inout [Int], by columns: Int) {
    var excess = columns
    while excess > 0 {
      let texts = widths.indices.filter { headings[$0].alignment == .leading && widths[$0] > 8 }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { break }
      let second = texts.filter { $0 != widest }.map { widths[$0] }.max() ?? 8
      let cut = min(excess, max(1, widths[widest] - max(second, 8)))
      widths[widest] -= cut
      excess -= cut
    }
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
