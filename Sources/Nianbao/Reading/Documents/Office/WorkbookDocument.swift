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
    let document: Document
  }

  /// The cells of a file above which further ones are left out.
  static let cellLimit = 2_000_000

  /// The sheets of a file that are not empty; visible ones first, each group in the order of tabs.
  ///
  /// - Throws: `damagedArchive` where it is none, `empty` where all sheets are empty.
  /// - Complexity: Linear in the unpacked text plus the positions of the sheets' rows.
  static func read(_ bytes: [UInt8], path: String) throws(ReadingError) -> [Sheet] {
    let archive = try OfficeArchive(bytes, path: path)
    guard let workbook = try archive.part("xl/workbook.xml") else {
      throw .damagedArchive(file: path, reason: "no xl/workbook.xml")
    }
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
    let listed = workbook.descendants("sheet")
    let isVisible = { (sheet: MarkupElement) in
      (sheet.attributes["state"] ?? "visible") == "visible"
    }
    var sheets: [Sheet] = []
    var room = cellLimit
    for sheet in listed.filter(isVisible) + listed.filter({ !isVisible($0) }) {
      guard let target = sheet.attributes["id"].flatMap({ targets[$0] }),
        let part = try archive.part(target)
      else { continue }
      var reader = SheetReader(strings: strings, table: sheets.count + 1, room: room)
      let document = reader.read(part)
      room = reader.room
      guard !document.blocks.isEmpty || !document.notes.isEmpty else { continue }
      sheets.append(Sheet(name: sheet.attributes["name"] ?? "", document: document))
    }
    guard !sheets.isEmpty else { throw .empty(file: path) }
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
  let table: Int
  /// The cells that may still be read.
  var room: Int

  init(strings: [String], table: Int, room: Int) {
    self.strings = strings
    self.table = table
    self.room = room
  }

  mutating func read(_ sheet: MarkupElement) -> Document {
    var document = Document()
    var rows: [(number: Int, cells: [Int: String])] = []
    for row in sheet.first("sheetData")?.elements.filter({ $0.name == "row" }) ?? [] {
      let number = row.attributes["r"].flatMap { Int($0) } ?? (rows.last?.number ?? 0) + 1
      var cells: [Int: String] = [:]
      var column = 0
      for cell in row.elements where cell.name == "c" && room > 0 {
        column = cell.attributes["r"].flatMap { Self.reference($0)?.column } ?? column + 1
        room -= 1
        cells[column] = text(of: cell)
      }
      if !cells.isEmpty { rows.append((number, cells)) }
    }
    rows.sort { $0.number < $1.number }
    let grid = spread(rows, merged: Self.merges(of: sheet), notes: &document.notes)
    if grid.contains(where: { $0.contains { !PrintedTables.isBlank($0) } }) {
      document.blocks.append(.table(grid))
    }
    return document
  }

  /// The rows as positions, blanks in between.
  private mutating func spread(
    _ rows: [(number: Int, cells: [Int: String])], merged: [Merge], notes: inout [ReadingNote]
  ) -> [Document.Row] {
    var origins: [Int: [Merge]] = [:]
    for merge in merged { origins[merge.rows.lowerBound, default: []].append(merge) }
    var active: [Merge] = []
    let texts = Dictionary(
      rows.map { ($0.number, $0.cells) }, uniquingKeysWith: { first, _ in first })
    let starts = origins.keys.sorted()
    var nextStart = 0
    var grid: [Document.Row] = []
    for (number, cells) in rows {
      while nextStart < starts.count, starts[nextStart] <= number {
        active += origins[starts[nextStart]] ?? []
        nextStart += 1
      }
      active.removeAll { $0.rows.upperBound < number }
      let width = max(cells.keys.max() ?? 0, active.map(\.columns.upperBound).max() ?? 0)
      guard width <= Document.columnLimit else {
        notes.append(.tooWide(width, at: .cell(table: table, row: number, column: 1)))
        continue
      }
      room -= width
      guard room > 0 else { break }
      var row = (1...max(width, 1)).map { column in
        Document.Text(cells[column] ?? "", .cell(table: table, row: number, column: column))
      }
      for merge in active {
        let origin = (row: merge.rows.lowerBound, column: merge.columns.lowerBound)
        let text = texts[origin.row]?[origin.column] ?? ""
        for column in merge.columns where column <= row.count {
          if number == origin.row, column == origin.column { continue }
          row[column - 1] = Document.Text(
            text, .cell(table: table, row: origin.row, column: origin.column), isCovered: true)
        }
      }
      grid.append(row)
    }
    return grid
  }

  // MARK: Cells

  private func text(of cell: MarkupElement) -> String {
    let value = cell.first("v")?.text ?? ""
    switch cell.attributes["t"] {
    case "s": return Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
    case "inlineStr": return cell.first("is").map(WorkbookDocument.text) ?? ""
    case "str", "b", "e", "d": return value
    default: return Self.plain(value)
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
    guard let number = Double(stored), number.isFinite, abs(number) < 1e15 else { return stored }
    let shortest = "\(number)"
    if shortest.contains("e") {
      guard number == number.rounded() else { return stored }
      return "\(Int64(number))"
    }
    return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }

  // MARK: Merged cells

  private struct Merge {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  private static func merges(of sheet: MarkupElement) -> [Merge] {
    let listed = sheet.first("mergeCells")?.elements.filter { $0.name == "mergeCell" } ?? []
    return listed.prefix(100_000).compactMap { element in
      let ends =
        element.attributes["ref"]?.split(separator: ":").map { reference(String($0)) } ?? []
      guard ends.count == 2, let first = ends[0], let last = ends[1], first.row <= last.row,
        first.column <= last.column
      else { return nil }
      return Merge(
        rows: first.row...last.row,
        columns: first.column...min(last.column, first.column + Document.columnLimit))
    }
  }

  /// Row and column of a reference such as `AB12`.
  private static func reference(_ text: String) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        guard row == 0, column < 100_000 else { return nil }
        column = column * 26 + Int(byte - 64)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard row < 100_000_000 else { return nil }
        row = row * 10 + Int(byte - 48)
      default: return nil
      }
    }
    return row > 0 && column > 0 ? (row, column) : nil
  }
}
