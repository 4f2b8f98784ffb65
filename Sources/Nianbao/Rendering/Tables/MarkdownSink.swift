/// Writes rows as a GitHub-flavoured Markdown table.
public struct MarkdownSink: RowSink {
  private var output: ByteBuffer
  private var isRowEmpty = true

  /// A sink that begins with the headings in a language.
  public init(headings: [TableHeading], language: Language, output: ByteBuffer) {
    self.output = output
    for heading in headings { text(heading.title[language]) }
    endRow()
    for heading in headings { cell(heading.alignment == .leading ? "---" : "---:") }
    endRow()
  }

  /// Takes a cell of text; a bar in it is escaped.
  @inline(never)
  public mutating func text(_ text: String) {
    cell(text.replacingBars)
  }

  /// Takes a number as a person reads it.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    cell(style.text(of: value))
  }

  /// Takes a null.
  @inline(never)
  public mutating func null() { cell("") }

  /// Ends the line.
  @inline(never)
  public mutating func endRow() {
    output.append((isRowEmpty ? "" : " |\n").utf8)
    isRowEmpty = true
  }

  /// Hands everything on.
  public mutating func finish() -> ByteBuffer { output }

  private mutating func cell(_ text: String) {
    output.append((isRowEmpty ? "| " : " | ").utf8)
    output.append(text.utf8)
    isRowEmpty = false
  }
}

extension String {
  fileprivate var replacingBars: String {
    reduce(into: "") { text, character in
      switch character {
      case "|": text += "\\|"
      case "\n", "\r\n", "\r": text += "<br>"
      default: text.append(character)
      }
    }
  }
}

extension NumberStyle {
  /// A number as a person reads it.
  @inline(never)
  func text(of value: Double) -> String {
    var bytes: [UInt8] = []
    switch self {
    case .plain: NumberText.append(value, to: &bytes)
    case .printed(let decimals): NumberText.append(value, decimals: decimals, to: &bytes)
    case .rounded(let decimals): NumberText.appendRounded(value, decimals: decimals, to: &bytes)
    case .signed(let decimals):
      NumberText.appendRounded(value, decimals: decimals, withPlus: true, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
