/// Makes a document of plain text, in whichever way its tables were copied.
///
/// The ways are told by the shape of the lines: cells closed by `|`, one a line (their rows are
/// lost); cells parted by `|`, tabs or commas, one row a line; columns parted by runs of blanks, one
/// row a line. All else is running text.
struct TextDocument {
  /// One line that is not empty.
  struct Line {
    let number: Int
    let text: String
    let shape: LineShape
  }

  private let lines: [Line]
  private var document = Document()
  private var table: [Document.Row] = []

  /// The document of a text.
  ///
  /// - Complexity: Linear in the text.
  static func read(_ text: DecodedText) -> Document {
    var lines: [Line] = []
    for line in TextLines(text.bytes) {
      let content = String(decoding: text.bytes[line.range], as: UTF8.self)
      let shape = LineShape(content)
      if shape != .empty { lines.append(Line(number: line.number, text: content, shape: shape)) }
    }
    var reader = TextDocument(lines: lines)
    reader.readBlocks()
    return reader.document
  }

  private init(lines: [Line]) {
    self.lines = lines
  }

  private mutating func readBlocks() {
    var position = 0
    while position < lines.count {
      let line = lines[position]
      if let used = quotedTabRow(at: position) {
        position += used
        continue
      }
      switch line.shape {
      case .bars:
        let end = barRun(from: position)
        readBars(position..<end)
        position = end
      case .tabs:
        position += addQuotedRow(at: position, separator: "\t")
      case .commas where isCommaRun(at: position):
        position = readCommas(from: position)
      case .columns:
        add(LineShape.columns(of: line.text).map { Document.Text($0, .line(line.number)) })
        position += 1
      case .commas, .prose, .empty:
        endTable()
        document.blocks.append(.paragraph(Document.Text(line.text, .line(line.number))))
        position += 1
      }
    }
    endTable()
  }

  // MARK: Rows

  private mutating func add(_ row: Document.Row) {
    guard row.count <= Document.columnLimit else {
      let place = row.first?.place ?? .unknown
      document.notes.append(.tooWide(row.count, at: place))
      return
    }
    table.append(row)
  }

  private mutating func endTable() {
    if !table.isEmpty { document.blocks.append(.table(table)) }
    table = []
  }

  /// Adds the row that begins with a quoted cell which further lines close, before a tab.
  ///
  /// - Returns: The number of lines used, or nil where no such row begins here.
  private mutating func quotedTabRow(at position: Int) -> Int? {
    guard lines[position].shape != .bars, LineShape.opensQuote(lines[position].text) else {
      return nil
    }
    let next = lines[position...].dropFirst().prefix(Self.quoteLimit - 1)
    guard next.first(where: { $0.text.contains("\"") })?.text.contains("\"\t") == true else {
      return nil
    }
    return addQuotedRow(at: position, separator: "\t")
  }

  /// The lines that a quoted cell may span.
  private static let quoteLimit = 20

  /// Adds the row that begins at a line, further lines included where a quoted cell spans them.
  ///
  /// - Returns: The number of lines used.
  private mutating func addQuotedRow(at position: Int, separator: Character) -> Int {
    var used = 0
    var quotes = 0
    // Quotes are counted before anything is split, so that stray ones cost one pass.
    repeat {
      quotes += lines[position + used].text.utf8.count { $0 == UInt8(ascii: "\"") }
      used += 1
    } while quotes % 2 == 1 && used < Self.quoteLimit && position + used < lines.count
    let text = lines[position..<(position + used)].map(\.text).joined(separator: "\n")
    if let cells = QuotedCells.split(text, separator: separator) {
      add(cells.map { Document.Text($0, .line(lines[position + used - 1].number)) })
      return used
    }
    // A quote that is never closed is a sign like any other.
    let line = lines[position]
    add(
      line.text.split(separator: separator, omittingEmptySubsequences: false)
        .map { Document.Text(String($0), .line(line.number)) })
    return 1
  }

  // MARK: Commas

  /// Whether three rows begin here that look like rows of a table: prose has commas too.
  private func isCommaRun(at position: Int) -> Bool {
    guard isCommaRow(lines[position]) else { return false }
    // Six lines, for a quoted label may span some.
    return lines[position..<min(position + 6, lines.count)].count(where: isCommaRow) >= 3
  }

  private func isCommaRow(_ line: Line) -> Bool {
    line.shape == .commas && LineShape.endsLikeRow(line.text)
  }

  private mutating func readCommas(from start: Int) -> Int {
    endTable()
    var position = start
    while position < lines.count,
      isCommaRow(lines[position]) || LineShape.opensQuote(lines[position].text)
    {
      position += addQuotedRow(at: position, separator: ",")
    }
    endTable()
    return position
  }

  // MARK: Bars

  /// The lines up to which a cell may span before it is taken for running text.
  private static let spanLimit = 6

  /// The end of the run of lines around bars that begins at a line.
  private func barRun(from start: Int) -> Int {
    var end = start
    var position = start
    while position < lines.count, position - end <= Self.spanLimit {
      if lines[position].shape == .bars { end = position + 1 }
      position += 1
    }
    return end
  }

  private mutating func readBars(_ run: Range<Int>) {
    endTable()
    let bars = lines[run].filter { $0.shape == .bars }
    let closed = bars.count { LineShape.closesOneCell($0.text) }
    if closed * 2 > bars.count {
      readClosedCells(run)
    } else {
      for line in lines[run] {
        if line.shape != .bars {
          endTable()
          document.blocks.append(.paragraph(Document.Text(line.text, .line(line.number))))
        } else if !LineShape.isRuler(line.text) {
          add(LineShape.cells(betweenBars: line.text).map { Document.Text($0, .line(line.number)) })
        }
      }
      endTable()
    }
  }

  /// Cells each closed by a bar; a line without one belongs to the cell that the next bar closes.
  private mutating func readClosedCells(_ run: Range<Int>) {
    var cells: [Document.Text] = []
    var open: Document.Text?
    for line in lines[run] {
      var pieces = line.text.split(
        omittingEmptySubsequences: false, whereSeparator: LineShape.isBar)
      let last = pieces.removeLast()
      for piece in pieces {
        var cell = open ?? Document.Text("", .line(line.number))
        cell.append(piece)
        cells.append(cell)
        open = nil
      }
      guard !HalfWidth.trimmed(last).isEmpty else { continue }
      if open == nil { open = Document.Text("", .line(line.number)) }
      open?.append(last)
    }
    document.blocks.append(.cells(cells))
    if let open { document.blocks.append(.paragraph(open)) }
  }
}

extension Document.Text {
  /// Adds a line to a cell; an empty cell begins where its first text stands.
  fileprivate mutating func append(_ line: Substring) {
    let line = HalfWidth.trimmed(line).isEmpty ? "" : line.trimmingBlanks
    text += text.isEmpty || line.isEmpty ? line : "\n" + line
  }
}

extension StringProtocol {
  /// The text without blanks of any kind at its ends, otherwise as printed.
  var trimmingBlanks: String {
    var view = unicodeScalars[...]
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      HalfWidth.isSpace(HalfWidth.of(scalar)) || HalfWidth.isInvisible(scalar)
    }
    while let first = view.first, isBlank(first) { view.removeFirst() }
    while let last = view.last, isBlank(last) { view.removeLast() }
    return String(String.UnicodeScalarView(view))
  }
}

extension ReadingNote {
  /// A row is wider than any form's.
  static func tooWide(_ count: Int, at place: Place) -> ReadingNote {
    ReadingNote(
      kind: .unreadableCell, place: place,
      message: LocalizedText(
        zh: "这一行有 \(count) 个单元格，超过 \(Document.columnLimit) 个，未读取；请检查文件。",
        en: "this row has \(count) cells, more than \(Document.columnLimit), and was not read; "
          + "check the file."))
  }
}
