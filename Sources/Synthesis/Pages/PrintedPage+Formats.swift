import Markup

extension PrintedPage {
  /// The formats that a page is written in.
  public enum FileFormat: String, Sendable, CaseIterable {
    /// A web page.
    case html
    /// A Word document.
    case docx
    /// An Excel workbook.
    case xlsx
    /// Text with one cell a line, each closed by a bar.
    case closedCells
    /// Text with one cell a line and nothing between them; blank cells are lost.
    case lines
    /// Text with one row a line, its cells parted by tabs.
    case tabs
    /// Text in one line, all borders lost.
    case glued

    /// The end of the file's name.
    public var fileExtension: String {
      switch self {
      case .html, .docx, .xlsx: rawValue
      case .closedCells, .lines, .tabs, .glued: "txt"
      }
    }
  }

  /// The bytes of the page's file.
  public func bytes(as format: FileFormat) throws -> [UInt8] {
    switch format {
    case .html: Array(html.utf8)
    case .docx:
      try OfficePackage(
        main: "word/document.xml",
        type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
      ).archive([("word/document.xml", wordXML)])
    case .xlsx: try workbook()
    case .closedCells:
      text { $0.map { $0.isEmpty ? "|" : "\($0) |" }.joined(separator: "\n") + "\n" }
    case .lines: text { $0.filter { !$0.isEmpty }.joined(separator: "\n") + "\n" }
    case .tabs: text { $0.joined(separator: "\t") + "\n" }
    case .glued: text { $0.joined() }
    }
  }

  // MARK: Text

  private func text(_ row: ([String]) -> String) -> [UInt8] {
    var text = ""
    for block in blocks {
      switch block {
      case .text(let line): text += row([line]).replacing(" |", with: "").replacing("|", with: "")
      case .table(let rows): for cells in rows { text += row(cells.map(\.text)) }
      }
    }
    return Array(text.utf8)
  }

  // MARK: Markup

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  private var html: String {
    var html = "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title></title></head><body>"
    html += "<div class=\"menu\"><ul><li>首页</li><li>政务公开</li></ul></div><div class=\"article\">\n"
    for block in blocks {
      switch block {
      case .text(let line): html += "<p><span>\(escaped(line))</span></p>\n"
      case .table(let rows):
        html += "<table><tbody>\n"
        for cells in rows {
          html += "<tr>"
          for cell in cells {
            html += "<td colspan=\"\(cell.columnSpan)\" rowspan=\"\(cell.rowSpan)\"><p>"
            html += cell.text.isEmpty ? "&nbsp;" : escaped(cell.text)
            html += "</p></td>"
          }
          html += "</tr>\n"
        }
        html += "</tbody></table>\n"
      }
    }
    return html + "</div></body></html>\n"
  }

  private var wordXML: String {
    var xml =
      "<w:document xmlns:w=\"http://schemas."
      + "openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    func paragraph(_ text: String) -> String {
      text.isEmpty
        ? "<w:p/>"
        : "<w:p><w:r><w:t xml:space=\"preserve\">\(escaped(text))</w:t></w:r></w:p>"
    }
    for block in blocks {
      switch block {
      case .text(let line): xml += paragraph(line)
      case .table(let rows):
        let positions = Self.positions(rows)
        let width = positions.map { $0.reduce(0) { $0 + $1.cell.columnSpan } }.max() ?? 0
        xml += "<w:tbl><w:tblPr/><w:tblGrid>"
        xml += String(repeating: "<w:gridCol w:w=\"800\"/>", count: width) + "</w:tblGrid>"
        for row in positions {
          xml += "<w:tr>"
          for entry in row {
            xml += "<w:tc><w:tcPr><w:gridSpan w:val=\"\(entry.cell.columnSpan)\"/>"
            if entry.cell.rowSpan > 1 {
              xml += entry.isOrigin ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>"
            }
            xml += "</w:tcPr>\(paragraph(entry.isOrigin ? entry.cell.text : ""))</w:tc>"
          }
          xml += "</w:tr>"
        }
        xml += "</w:tbl>"
      }
    }
    return xml + "</w:body></w:document>"
  }

  /// A cell of a row, or the part of a cell above that reaches into it.
  private struct Placed {
    let cell: Cell
    let isOrigin: Bool
    let column: Int
  }

  /// The cells of each row with those from above, from the left.
  private static func positions(_ rows: [[Cell]]) -> [[Placed]] {
    var reaching: [(cell: Cell, column: Int, rows: Int)] = []
    return rows.map { cells in
      var row: [Placed] = []
      var column = 0
      var next = cells[...]
      while true {
        if let above = reaching.first(where: { $0.column == column && $0.rows > 0 }) {
          row.append(Placed(cell: above.cell, isOrigin: false, column: column))
          column += above.cell.columnSpan
        } else if let cell = next.popFirst() {
          row.append(Placed(cell: cell, isOrigin: true, column: column))
          column += cell.columnSpan
        } else {
          break
        }
      }
      reaching = reaching.map { ($0.cell, $0.column, $0.rows - 1) }.filter { $0.rows > 0 }
      for entry in row where entry.isOrigin && entry.cell.rowSpan > 1 {
        reaching.append((entry.cell, entry.column, entry.cell.rowSpan - 1))
      }
      return row
    }
  }

  // MARK: Workbook

  private func workbook() throws -> [UInt8] {
    var rows: [String] = []
    var merges: [String] = []
    func reference(_ row: Int, _ column: Int) -> String {
      let letters = column < 26 ? "" : String(UnicodeScalar(UInt8(64 + column / 26)))
      return letters + String(UnicodeScalar(UInt8(65 + column % 26))) + "\(row)"
    }
    func add(_ placed: [Placed]) {
      let row = rows.count + 1
      var xml = "<row r=\"\(row)\">"
      for entry in placed where entry.isOrigin {
        let name = reference(row, entry.column)
        let last = reference(row + entry.cell.rowSpan - 1, entry.column + entry.cell.columnSpan - 1)
        if last != name { merges.append("<mergeCell ref=\"\(name):\(last)\"/>") }
        if entry.cell.text.isEmpty { continue }
        xml +=
          Double(entry.cell.text) == nil
          ? "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(escaped(entry.cell.text))</t></is></c>"
          : "<c r=\"\(name)\"><v>\(entry.cell.text)</v></c>"
      }
      rows.append(xml + "</row>")
    }
    for block in blocks {
      switch block {
      case .text(let line): add([Placed(cell: Cell(line), isOrigin: true, column: 0)])
      case .table(let table): for row in Self.positions(table) { add(row) }
      }
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let merged = merges.isEmpty ? "" : "<mergeCells>\(merges.joined())</mergeCells>"
    let sheet =
      "<worksheet xmlns=\"\(main)\"><sheetData>\(rows.joined())</sheetData>\(merged)</worksheet>"
    let book =
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets><sheet name=\"Sheet1\" "
      + "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return try OfficePackage(
      main: "xl/workbook.xml", type: "\(types).sheet.main+xml",
      others: ["xl/worksheets/sheet1.xml": "\(types).worksheet+xml"]
    ).archive([
      ("xl/workbook.xml", book),
      (
        "xl/_rels/workbook.xml.rels",
        OfficePackage.relationships([("\(relations)/worksheet", "worksheets/sheet1.xml")])
      ),
      ("xl/worksheets/sheet1.xml", sheet),
    ])
  }
}
