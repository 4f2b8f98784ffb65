/// A data file of the catalogue in the form of a table: tab-separated, one heading line, `#` comments.
///
/// Quotes have no meaning, so that labels may contain any character but a tab.
package struct DataTable {
  /// One line of the table.
  package struct Row {
    package let line: Int
    fileprivate let cells: [Substring]
    fileprivate let columns: [String: Int]

    /// The cell under a heading, without surrounding spaces; empty where the line is too short.
    package subscript(_ heading: String) -> String {
      guard let position = columns[heading], position < cells.count else { return "" }
      return cells[position].trimmingSpaces
    }
  }

  package let file: String
  package let rows: [Row]

  /// Reads the text of a table.
  ///
  /// - Parameters:
  ///   - headings: The headings that must be there, in any order; others are refused.
  ///   - optional: Headings that may be there too.
  package init(file: String, text: String, headings: [String], optional: [String] = [])
    throws(CatalogError)
  {
    var problems: [DataFileProblem] = []
    var columns: [String: Int] = [:]
    var rows: [Row] = []
    // Bytes are looked at and no characters, whose bounds take longer to find than all else.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (offset, line) in lines.enumerated() {
      let content = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if content.first == UInt8(ascii: "#") || content.allSatisfy(\.isSpaceOrTab) { continue }
      let cells = content.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { Substring($0) }
      if columns.isEmpty {
        for (position, cell) in cells.enumerated() { columns[cell.trimmingSpaces] = position }
        let expected = headings.joined(separator: ", ")
        if Set(columns.keys).subtracting(optional) != Set(headings) {
          problems.append(
            DataFileProblem(
              file: file, line: offset + 1,
              message: "the headings are \(cells.joined(separator: ", ")); expected \(expected)"))
          break
        }
        continue
      }
      if cells.count > columns.count {
        problems.append(
          DataFileProblem(
            file: file, line: offset + 1,
            message: "\(cells.count) cells where the heading has \(columns.count)"))
        continue
      }
      rows.append(Row(line: offset + 1, cells: cells, columns: columns))
    }
    if columns.isEmpty {
      problems.append(DataFileProblem(file: file, line: 0, message: "the file has no heading line"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.file = file
    self.rows = rows
  }
}

extension Substring {
  /// The text without spaces and tabs at its ends.
  var trimmingSpaces: String {
    var part = utf8
    while part.first?.isSpaceOrTab == true { part.removeFirst() }
    while part.last?.isSpaceOrTab == true { part.removeLast() }
    return String(Substring(part))
  }
}

extension UInt8 {
  fileprivate var isSpaceOrTab: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
