import Markup

/// Makes a document of a web page: its texts and tables in reading order.
///
/// A table that holds other tables is layout, and what is in its cells is read as if it stood by
/// itself. Scripts, styles, forms and what the page hides are left out; menus stay, as text that no
/// form knows.
struct WebPage {
  private var document = Document()
  private var text = ""
  private var textLine = 0
  private var tableCount = 0
  private var cellCount = 0
  private var isFull = false
  private let cellLimit: Int

  /// The cells of a page above which further tables are left out.
  static let cellLimit = 1_000_000

  /// The document of a page.
  ///
  /// - Parameter utf8: The page in UTF-8.
  /// - Throws: `empty` where the page has no text.
  /// - Complexity: Linear in the page.
  static func read(_ utf8: [UInt8], path: String, cellLimit: Int = cellLimit)
    throws(ReadingError) -> Document
  {
    let page: MarkupDocument
    do throws(MarkupDocument.Failure) {
      page = try MarkupDocument.html(utf8)
    } catch {
      if case .tooLarge(let bytes, let limit) = error {
        throw .tooLarge(file: path, bytes: bytes, limit: limit)
      }
      throw .empty(file: path)
    }
    var reader = WebPage(cellLimit: cellLimit)
    if let title = page.root.first("head")?.first("title") {
      reader.add(title.text, line: title.line)
      reader.endParagraph()
    }
    reader.readBlock(page.root)
    reader.endParagraph()
    if page.isFlattened {
      reader.document.notes.append(.nestedTooDeep(limit: MarkupDocument.depthLimit))
    }
    if page.isCutOff { reader.document.notes.append(.cutOff(at: page.bound)) }
    guard !reader.document.blocks.isEmpty else { throw .empty(file: path) }
    return reader.document
  }

  private init(cellLimit: Int) { self.cellLimit = cellLimit }

  private static let skipped: Set<String> = [
    "head", "script", "style", "noscript", "template", "select", "option", "button", "textarea",
    "iframe", "object", "svg", "title", "rp", "rt",
  ]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl",
    "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
  ]

  // MARK: Blocks

  private mutating func readBlock(_ element: MarkupElement) {
    for node in element.children {
      switch node {
      case .text(let text): add(text, line: element.line)
      case .element(let child): readElement(child)
      }
    }
  }

  private mutating func readElement(_ element: MarkupElement) {
    if Self.skipped.contains(element.name) || element.isHidden { return }
    if element.name == "br" {
      text += "\n"
    } else if element.name == "table", !element.holdsTable {
      endParagraph()
      readTable(element)
    } else if Self.blocks.contains(element.name) || element.name == "table" {
      endParagraph()
      readBlock(element)
      endParagraph()
    } else {
      readBlock(element)
    }
  }

  private mutating func add(_ more: String, line: Int) {
    if text.isEmpty { textLine = line }
    text += more
  }

  private mutating func endParagraph() {
    let paragraph = PageText.collapsed(text)
    text = ""
    guard !paragraph.isEmpty else { return }
    for line in paragraph.split(separator: "\n") {
      document.blocks.append(.paragraph(Document.Text(String(line), .line(max(1, textLine)))))
    }
  }

  // MARK: Tables

  private mutating func readTable(_ table: MarkupElement) {
    tableCount += 1
    if let caption = table.first("caption") {
      document.blocks.append(
        .paragraph(Document.Text(PageText.collapsed(caption.text), .line(max(1, caption.line)))))
    }
    let rows = table.rows
    let isOwn = table.attributes["class"] == "nianbao"
    var grid = SpannedGrid(rowCount: rows.count)
    for (row, element) in rows.enumerated() {
      for cell in element.elements where cell.name == "td" || cell.name == "th" {
        guard cellCount < cellLimit else {
          if !isFull {
            document.notes.append(
              .tooManyCells(
                limit: cellLimit, at: .cell(table: tableCount, row: row + 1, column: 1)))
          }
          isFull = true
          break
        }
        // Our own pages say what a program should read.
        let exact = isOwn ? cell.attributes["data-id"] ?? cell.attributes["data-value"] : nil
        let count = grid.place(
          exact ?? PageText.cellText(of: cell), row: row, table: tableCount,
          columnSpan: cell.span("colspan"), rowSpan: cell.span("rowspan"))
        cellCount += max(count, 1)
      }
    }
    let finished = grid.rows
    let wide = finished.filter { $0.count > Document.columnLimit }
    for row in wide {
      document.notes.append(.tooWide(row.count, at: row.first?.place ?? .unknown))
    }
    let kept = finished.filter { !$0.isEmpty && $0.count <= Document.columnLimit }
    if !kept.isEmpty { document.blocks.append(.table(kept)) }
  }
}

extension MarkupElement {
  /// Whether a table with rows stands in it; an empty one is decoration. O(size), in one walk.
  fileprivate var holdsTable: Bool {
    func hasRow(_ element: MarkupElement, isInside: Bool) -> Bool {
      element.elements.contains { child in
        isInside && child.name == "tr" || hasRow(child, isInside: isInside || child.name == "table")
      }
    }
    return hasRow(self, isInside: false)
  }

  /// Whether the page does not show it.
  fileprivate var isHidden: Bool {
    if attributes["hidden"] != nil { return true }
    guard let style = attributes["style"] else { return false }
    let plain = style.lowercased().filter { !$0.isWhitespace }
    return plain.contains("display:none") || plain.contains("visibility:hidden")
  }

  /// The rows of a table, whatever groups they stand in.
  fileprivate var rows: [MarkupElement] {
    elements.flatMap { element -> [MarkupElement] in
      switch element.name {
      case "tr": [element]
      case "thead", "tbody", "tfoot", "form", "div": element.rows
      default: []
      }
    }
  }

  /// How many rows or columns a cell covers: at least one, at most the widest row that is read.
  fileprivate func span(_ attribute: String) -> Int {
    let digits = attributes[attribute]?.filter(\.isNumber) ?? ""
    return min(max(Int(digits) ?? 1, 1), Document.columnLimit)
  }
}

/// A table's positions, with merged cells spread over all that they cover.
struct SpannedGrid {
  private var cells: [[Document.Text?]]
  private var next: [Int]

  init(rowCount: Int) {
    cells = Array(repeating: [], count: rowCount)
    next = Array(repeating: 0, count: rowCount)
  }

  /// Puts a cell in the first free position of a row.
  ///
  /// - Returns: The number of positions that it covers; 0 where the row is too wide already.
  mutating func place(_ text: String, row: Int, table: Int, columnSpan: Int, rowSpan: Int) -> Int {
    var column = next[row]
    while column < cells[row].count, cells[row][column] != nil { column += 1 }
    guard column <= Document.columnLimit else { return 0 }
    let place = Place.cell(table: table, row: row + 1, column: column + 1)
    var covered = 0
    for below in row..<min(row + rowSpan, cells.count) {
      for across in column..<(column + columnSpan) {
        while cells[below].count <= across { cells[below].append(nil) }
        let isOrigin = below == row && across == column
        if cells[below][across] == nil {
          cells[below][across] = Document.Text(text, place, isCovered: !isOrigin)
        }
        covered += 1
      }
    }
    next[row] = column + columnSpan
    return covered
  }

  /// The rows; a position that no cell covers is blank and covered.
  var rows: [Document.Row] {
    cells.map { row in row.map { $0 ?? Document.Text("", .unknown, isCovered: true) } }
  }
}

/// Texts as pages show them.
enum PageText {
  /// The text with runs of blanks as one blank, lines kept.
  static func collapsed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pending: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\u{A0}" {
        if pending != "\n" { pending = scalar == "\n" ? "\n" : " " }
      } else {
        if let pending, !result.isEmpty { result.append(pending) }
        pending = nil
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text of a table's cell: blocks and line breaks are parted by a blank.
  static func cellText(of cell: MarkupElement) -> String {
    var text = ""
    func append(_ element: MarkupElement) {
      for node in element.children {
        switch node {
        case .text(let piece): text += piece
        case .element(let child):
          switch child.name {
          case "script", "style", "rt", "rp": continue
          case "br", "p", "div", "li":
            text += " "
            append(child)
            text += " "
          default: append(child)
          }
        }
      }
    }
    append(cell)
    return collapsed(text).replacing("\n", with: " ")
  }
}

extension ReadingNote {
  /// Elements nested deeper than any page nests them.
  static func nestedTooDeep(limit: Int) -> ReadingNote {
    ReadingNote(
      kind: .encoding, place: .unknown,
      message: LocalizedText(
        zh: "网页元素嵌套超过 \(limit) 层，更深处只按文字读入；请检查它是不是一份报告。",
        en: "the page nests elements deeper than \(limit); what is deeper was read as plain text; "
          + "check that it is a report."))
  }
}
