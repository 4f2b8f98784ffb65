/// Running text for a terminal: paragraphs that are broken at its width and keep their margin.
struct TextPage {
  let style: TerminalStyle
  private(set) var output: ByteBuffer

  /// How a text is marked.
  enum Ink { case plain, bold, dim, red, yellow, green, cyan }

  /// What stands before a paragraph, in its first line.
  struct Lead {
    let text: String
    let ink: Ink

    init(_ text: String, _ ink: Ink) {
      self.text = text
      self.ink = ink
    }
  }

  /// A page that goes on where an output ends.
  init(style: TerminalStyle, output: ByteBuffer) {
    self.style = style
    self.output = output
  }

  /// A text behind a lead, the lines below aligned with its first; the tail stands behind it where there
  /// is room, else on lines of its own.
  mutating func paragraph(
    _ text: String, lead: Lead? = nil, indent: Int = 0, tail: String = "", ink: Ink = .plain
  ) {
    let leadWidth = lead.map { TextWidth.of($0.text) + 2 } ?? 0
    // On a narrow terminal a wide lead must not push the text out.
    let hanging = min(indent + leadWidth, (style.width ?? .max) / 2)
    let room = style.width.map { $0 - hanging }
    var lines = TextWidth.wrap(text, to: room, taken: indent + leadWidth - hanging)
    let last = TextWidth.of(lines.last ?? "") + (lines.count == 1 ? indent + leadWidth : hanging)
    let fits = style.width.map { last + 2 + TextWidth.of(tail) <= $0 } ?? true
    lines = lines.map { painted($0, ink) }
    if fits, !tail.isEmpty { lines[lines.count - 1] += "  \(style.dim(tail))" }
    if !fits, !tail.isEmpty { lines += TextWidth.wrap(tail, to: room).map { style.dim($0) } }
    let start = String(repeating: " ", count: indent)
    let margin = String(repeating: " ", count: hanging)
    for (position, text) in lines.enumerated() {
      let first = lead.map { "\(start)\(painted($0.text, $0.ink))  " } ?? start
      write((position == 0 ? first : margin) + text)
    }
  }

  /// A text from the left edge.
  mutating func line(_ text: String, _ ink: Ink = .plain) {
    for line in TextWidth.wrap(text, to: style.width) { write(painted(line, ink)) }
  }

  /// An empty line.
  mutating func blank() { write("") }

  /// Writes a line without blanks at its end.
  private mutating func write(_ line: String) {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    output.append("\(line)\n".utf8)
  }

  private func painted(_ text: String, _ ink: Ink) -> String {
    guard !text.isEmpty else { return text }
    switch ink {
    case .plain: return text
    case .bold: return style.bold(text)
    case .dim: return style.dim(text)
    case .red: return style.red(text)
    case .yellow: return style.yellow(text)
    case .green: return style.green(text)
    case .cyan: return style.cyan(text)
    }
  }
}
