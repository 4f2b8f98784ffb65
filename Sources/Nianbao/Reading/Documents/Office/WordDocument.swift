import Markup

/// Makes a document of a Word file: paragraphs and tables in order (ISO/IEC 29500-1, part 17).
///
/// Merged cells are spread over what they cover. A table inside a cell follows its table. Deleted
/// text, field codes, heads and feet of pages are left out.
struct WordDocument {
  private var document = Document()
  private var paragraphCount = 0
  private var tableCount = 0
  private var cellCount = 0
  private var isFull = false
  private let cellLimit: Int
  private var inner: [MarkupElement] = []

  /// The cells of a file above which further rows are left out.
  static let cellLimit = 1_000_000

  /// The document of a file.
  ///
  /// - Throws: `damagedArchive` where it is none, `empty` where it has no text.
  /// - Complexity: Linear in the unpacked text.
  static func read(_ bytes: [UInt8], path: String, cellLimit: Int = cellLimit)
    throws(ReadingError) -> Document
  {
    let root = try OfficeArchive(bytes, path: path).requiredPart("word/document.xml")
    var reader = WordDocument(cellLimit: cellLimit)
    reader.readBlocks(root.first("body") ?? root)
    guard !reader.document.blocks.isEmpty else { throw .empty(file: path) }
    return reader.document
  }

  private init(cellLimit: Int) { self.cellLimit = cellLimit }

  // MARK: Blocks

  private mutating func readBlocks(_ element: MarkupElement) {
    for child in element.elements {
      switch child.name {
      case "p": addParagraph(child)
      case "tbl": readTable(child)
      // Content controls, tracked insertions and custom markup stand around blocks.
      case "sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag": readBlocks(child)
      default: continue
      }
    }
  }

  private mutating func addParagraph(_ element: MarkupElement) {
    paragraphCount += 1
    let text = Self.text(of: element)
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    for line in text.split(separator: "\n") {
      document.blocks.append(.paragraph(Document.Text(String(line), .line(paragraphCount))))
    }
  }

  private static let leftOut: Set<String> = [
    "del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr",
    "fldData", "Fallback",
  ]

  /// The text of a run of markup; tables in it are not.
  private static func text(of element: MarkupElement) -> String {
    var text = ""
    func append(_ element: MarkupElement) {
      for child in element.elements {
        switch child.name {
        case "t": text += child.text
        case "tab", "ptab": text += "\t"
        case "br", "cr": text += "\n"
        case "noBreakHyphen": text += "-"
        case "tbl": continue
        case "AlternateContent":
          // The same text twice, for newer and older programs.
          let chosen = child.first("Choice") ?? child.first("Fallback")
          if let chosen { append(chosen) }
        case "p":
          if !text.isEmpty, text.last != "\n" { text += "\n" }
          append(child)
        default:
          if !leftOut.contains(child.name) { append(child) }
        }
      }
    }
    append(element)
    return text
  }

  // MARK: Tables

  private mutating func readTable(_ table: MarkupElement) {
    tableCount += 1
    let number = tableCount
    var rows: [Document.Row] = []
    var inner: [MarkupElement] = []
    for row in Self.rows(of: table) {
      guard cellCount < cellLimit else {
        if !isFull {
          document.notes.append(
            .tooManyCells(
              limit: cellLimit, at: .cell(table: number, row: rows.count + 1, column: 1)))
        }
        isFull = true
        break
      }
      let built = Self.row(row, below: rows.last, place: (number, rows.count + 1), &inner)
      cellCount += built.count
      if built.count > Document.columnLimit {
        document.notes.append(.tooWide(built.count, at: built.first?.place ?? .unknown))
      } else if !built.isEmpty {
        rows.append(built)
      }
    }
    if !rows.isEmpty { document.blocks.append(.table(rows)) }
    for table in inner { readTable(table) }
  }

  private static func rows(of element: MarkupElement) -> [MarkupElement] {
    element.elements.flatMap { child -> [MarkupElement] in
      switch child.name {
      case "tr": [child]
      case "sdt", "sdtContent", "ins", "customXml": rows(of: child)
      default: []
      }
    }
  }

  private static func cells(of element: MarkupElement) -> [MarkupElement] {
    element.elements.flatMap { child -> [MarkupElement] in
      switch child.name {
      case "tc": [child]
      case "sdt", "sdtContent", "customXml": cells(of: child)
      default: []
      }
    }
  }

  private static func row(
    _ row: MarkupElement, below above: Document.Row?, place: (table: Int, row: Int),
    _ inner: inout [MarkupElement]
  ) -> Document.Row {
    var built: Document.Row = []
    func add(_ text: Document.Text, span: Int) {
      built.append(text)
      var covered = text
      covered.isCovered = true
      built += Array(repeating: covered, count: span - 1)
    }
    let properties = row.first("trPr")
    let before = number(properties?.first("gridBefore")) ?? 0
    if before > 0 {
      let blank = Document.Text("", .unknown, isCovered: true)
      built = Array(repeating: blank, count: min(before, Document.columnLimit))
    }
    for cell in cells(of: row) where built.count <= Document.columnLimit {
      let properties = cell.first("tcPr")
      let span = min(max(number(properties?.first("gridSpan")) ?? 1, 1), Document.columnLimit)
      let column = built.count
      if let merge = properties?.first("vMerge"), merge.attributes["val"] != "restart",
        let above, column < above.count
      {
        var covered = above[column]
        covered.isCovered = true
        built += Array(repeating: covered, count: span)
        continue
      }
      inner += tables(in: cell)
      let text = text(of: cell).split(separator: "\n").joined(separator: "\n")
      add(
        Document.Text(text, .cell(table: place.table, row: place.row, column: column + 1)),
        span: span)
    }
    return built
  }

  /// The outermost tables in a cell.
  private static func tables(in element: MarkupElement) -> [MarkupElement] {
    element.elements.flatMap { $0.name == "tbl" ? [$0] : tables(in: $0) }
  }

  private static func number(_ element: MarkupElement?) -> Int? {
    element?.attributes["val"].flatMap { Int($0) }
  }
}
