import Markup

/// Makes documents of an Excel file, one a sheet (ISO/IEC 29500-1, part 18).
///
/// A cell's text is what is stored: numbers in the shortest digits that mean the same, results of
/// formulas as last computed. Merged cells are spread over what they cover.
struct WorkbookDocument {
  /// A sheet with its name.
  struct Sheet: Sendable {
    /// The name on the tab.
    let name: String
    /// The sheet as one table.
    var document: Document
  }

  /// The cells of a file above which further ones are left out.
  static let cellLimit = 2_000_000

  /// The sheets of a file above which further ones are left out.
  static let sheetLimit = 256

  /// The rows and columns of a sheet, as the format itself bounds them.
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  /// The sheets of a file that are not empty; visible ones first, each group in the order of tabs.
  ///
  /// - Throws: `damagedArchive` where it is none, `empty` where all sheets are empty.
  /// - Complexity: Linear in the unpacked text plus the positions of the sheets' rows.
  static func read(_ bytes: [UInt8], path: String, cellLimit: Int = cellLimit)
    throws(ReadingError) -> [Sheet]
  {
    let archive = try OfficeArchive(bytes, path: path)
    let workbook = try archive.requiredPart("xl/workbook.xml")
    var targets: [String: String] = [:]
    for relation in try archive.part("xl/_rels/workbook.xml.rels")?.descendants("Relationship")
      ?? []
    {
      guard let id = relation.attributes["Id"], let target = relation.attributes["Target"] else {
        continue
      }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }
    let strings = try archive.part("xl/sharedStrings.xml").map(sharedStrings) ?? []
    let counting = workbook.first("workbookPr")?.attributes["date1904"]
    let dates = DateStyles(
      try archive.part("xl/styles.xml"), countsFrom1904: counting == "1" || counting == "true")
    let listed = workbook.descendants("sheet")
    let isVisible = { (sheet: MarkupElement) in
      (sheet.attributes["state"] ?? "visible") == "visible"
    }
    var sheets: [Sheet] = []
    var room = cellLimit
    let ordered = listed.filter(isVisible) + listed.filter { !isVisible($0) }
    for sheet in ordered.prefix(sheetLimit) {
      guard let target = sheet.attributes["id"].flatMap({ targets[$0] }),
        let part = try archive.part(target)
      else { continue }
      var reader = SheetReader(
        strings: strings, dates: dates, table: sheets.count + 1, room: room, cellLimit: cellLimit)
      let document = reader.read(part)
      room = reader.room
      guard !document.blocks.isEmpty || !document.notes.isEmpty else { continue }
      sheets.append(Sheet(name: sheet.attributes["name"] ?? "", document: document))
    }
    guard !sheets.isEmpty else { throw .empty(file: path) }
    if ordered.count > sheetLimit {
      sheets[0].document.notes.append(.tooManySheets(ordered.count, limit: sheetLimit))
    }
    return sheets
  }

  private static func sharedStrings(_ root: MarkupElement) -> [String] {
    root.elements.filter { $0.name == "si" }.map(text)
  }

  /// The text of a string item without its phonetic guide.
  static func text(of item: MarkupElement) -> String {
    item.elements.reduce(into: "") { text, child in
      switch child.name {
      case "t": text += child.text
      case "r": text += child.first("t")?.text ?? ""
      default: break
      }
    }
  }
}

/// Reads one sheet.
private struct SheetReader {
  let strings: [String]
  let dates: DateStyles
  let table: Int
  /// The cells that may still be read.
  var room: Int
  private let cellLimit: Int
  private var isFull = false

  init(strings: [String], dates: DateStyles, table: Int, room: Int, cellLimit: Int) {
    self.cellLimit = cellLimit
    self.strings = strings
    self.dates = dates
    self.table = table
    self.room = room
  }

  /// One row as stored: its cells with something in them by column.
  private struct StoredRow {
    let number: Int
    var cells: [Int: String] = [:]
  }

  mutating func read(_ sheet: MarkupElement) -> Document {
    var document = Document()
    var rows: [StoredRow] = []
    for row in sheet.first("sheetData")?.elements.filter({ $0.name == "row" }) ?? [] {
      // A number that no sheet has, or that is none, is passed over like one that is left out.
      let stated = row.attributes["r"].flatMap { Int($0) }
        .flatMap { (1...WorkbookDocument.rowLimit).contains($0) ? $0 : nil }
      var read = StoredRow(number: stated ?? (rows.last?.number ?? 0) + 1)
      var column = 0
      for cell in row.elements where cell.name == "c" {
        guard room > 0 else {
          note(in: &document, row: read.number)
          break
        }
        room -= 1
        column = cell.attributes["r"].flatMap { Self.reference($0)?.column } ?? column + 1
        let text = text(of: cell)
        // Cells with a look and nothing in them reach to the end of the sheet.
        if text.isEmpty { continue }
        read.cells[column] = text
      }
      if column > 0 { rows.append(read) }
    }
    rows.sort { $0.number < $1.number }
    let grid = spread(rows, merged: Self.merges(of: sheet), into: &document)
    if grid.contains(where: { $0.contains { !PrintedTables.isBlank($0) } }) {
      document.blocks.append(.table(grid))
    }
    return document
  }

  /// Says once that the file has more cells than are read.
  private mutating func note(in document: inout Document, row: Int) {
    if !isFull {
      document.notes.append(
        .tooManyCells(
          limit: cellLimit, at: .cell(table: table, row: row, column: 1)))
    }
    isFull = true
  }

  /// The rows as positions, blanks in between.
  private mutating func spread(
    _ rows: [StoredRow], merged: [Merge], into document: inout Document
  ) -> [Document.Row] {
    var origins: [Int: [Merge]] = [:]
    for merge in merged { origins[merge.rows.lowerBound, default: []].append(merge) }
    var active = ActiveMerges(
      // Nothing stands to the right of the last cell, however far a merged cell reaches.
      width: rows.lazy.compactMap { $0.cells.keys.max() }
        .filter { $0 <= Document.columnLimit }.max() ?? 0)
    let texts = Dictionary(
      rows.map { ($0.number, $0.cells) }, uniquingKeysWith: { first, _ in first })
    let starts = origins.keys.sorted()
    var nextStart = 0
    var grid: [Document.Row] = []
    for row in rows {
      let number = row.number
      while nextStart < starts.count, starts[nextStart] <= number {
        for merge in origins[starts[nextStart]] ?? [] { active.begin(merge, at: number) }
        nextStart += 1
      }
      active.end(before: number)
      let width = max(row.cells.keys.max() ?? 0, active.end)
      guard width <= Document.columnLimit else {
        document.notes.append(.tooWide(width, at: .cell(table: table, row: number, column: 1)))
        continue
      }
      room -= width
      guard room > 0 else {
        note(in: &document, row: number)
        break
      }
      var positions = (1...max(width, 1)).map { column in
        Document.Text(row.cells[column] ?? "", .cell(table: table, row: number, column: column))
      }
      for merge in active.merges {
        let origin = (row: merge.rows.lowerBound, column: merge.columns.lowerBound)
        let text = texts[origin.row]?[origin.column] ?? ""
        for column in merge.columns where column <= positions.count {
          if number == origin.row, column == origin.column { continue }
          positions[column - 1] = Document.Text(
            text, .cell(table: table, row: origin.row, column: origin.column), isCovered: true)
        }
      }
      grid.append(positions)
    }
    return grid
  }

  // MARK: Cells

  private func text(of cell: MarkupElement) -> String {
    let value = cell.first("v")?.text ?? ""
    switch cell.attributes["t"] {
    case "s":
      // A text that the file does not have is not known to be blank.
      return Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? "\u{FFFD}"
    case "inlineStr": return cell.first("is").map(WorkbookDocument.text) ?? ""
    case "b": return value == "1" || value == "true" ? "TRUE" : "FALSE"
    case "str", "e", "d": return value
    default:
      return dates.text(of: value, style: cell.attributes["s"]) ?? Self.plain(value)
    }
  }

  /// A stored number in the shortest plain digits that mean the same: 5949.0886670000003 is
  /// 5949.088667.
  static func plain(_ stored: String) -> String {
    let digits = stored.filter { $0.isASCII && $0.isNumber }
    if digits.count <= 15,
      stored.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") })
    {
      return stored
    }
    // A double in XML (XML Schema 1.0, part 2, 3.2.5) is decimal; Swift reads 0x1F too.
    guard stored.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
      let number = Double(stored), number.isFinite, abs(number) < 1e15,
      // What is too small for a double is no zero.
      number != 0 || !stored.prefix(while: { $0 != "e" && $0 != "E" }).contains(where: isCounting)
    else { return stored }
    let shortest = "\(number)"
    if shortest.contains("e") {
      guard number == number.rounded() else { return stored }
      return "\(Int64(number))"
    }
    return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }

  private static func isCounting(_ digit: Character) -> Bool { ("1"..."9").contains(digit) }

  // MARK: Merged cells

  private struct Merge {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  /// The merged cells that reach into a row. None of them overlap, so that together they are no wider
  /// than the sheet; one that would be is damaged, and not used.
  private struct ActiveMerges {
    private(set) var merges: [Merge] = []
    private let width: Int
    private var covered = 0

    init(width: Int) { self.width = width }

    /// The last column that is covered.
    var end: Int { merges.map(\.columns.upperBound).max() ?? 0 }

    mutating func begin(_ merge: Merge, at row: Int) {
      guard merge.rows.upperBound >= row, merge.columns.lowerBound <= width else { return }
      let columns = merge.columns.lowerBound...min(merge.columns.upperBound, width)
      guard covered + columns.count <= width else { return }
      covered += columns.count
      merges.append(Merge(rows: merge.rows, columns: columns))
    }

    mutating func end(before row: Int) {
      merges.removeAll { $0.rows.upperBound < row }
      covered = merges.reduce(0) { $0 + $1.columns.count }
    }
  }

  private static func merges(of sheet: MarkupElement) -> [Merge] {
    let listed = sheet.first("mergeCells")?.elements.filter { $0.name == "mergeCell" } ?? []
    return listed.prefix(100_000).compactMap { element in
      let ends =
        element.attributes["ref"]?.split(separator: ":").map { reference(String($0)) } ?? []
      guard ends.count == 2, let first = ends[0], let last = ends[1], first.row <= last.row,
        first.column <= last.column
      else { return nil }
      return Merge(rows: first.row...last.row, columns: first.column...last.column)
    }
  }

  /// Row and column of a reference such as `AB12`.
  private static func reference(_ text: String) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        guard row == 0, column <= WorkbookDocument.columnLimit else { return nil }
        column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard row <= WorkbookDocument.rowLimit else { return nil }
        row = row * 10 + Int(byte - 48)
      default: return nil
      }
    }
    let isInSheet =
      (1...WorkbookDocument.rowLimit).contains(row)
      && (1...WorkbookDocument.columnLimit).contains(column)
    return isInSheet ? (row, column) : nil
  }
}

extension ReadingNote {
  /// A workbook has more sheets than are read.
  static func tooManySheets(_ count: Int, limit: Int) -> ReadingNote {
    ReadingNote(
      kind: .unreadableCell, place: .unknown,
      message: LocalizedText(
        zh: "工作簿有 \(count) 张工作表，只读了前 \(limit) 张；请拆成几个文件。",
        en: "the workbook has \(count) sheets, of which the first \(limit) were read; split it."))
  }
}
