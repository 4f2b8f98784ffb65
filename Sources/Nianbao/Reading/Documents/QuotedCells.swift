/// Cells of one row as spreadsheets copy and save them: quoted where a cell holds the separator.
enum QuotedCells {
  /// The cells, or nil where a quote is still open at the end. O(n).
  static func split(_ row: String, separator: Character) -> [String]? {
    guard row.contains("\"") else {
      return row.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var atStart = true
    var rest = row[...]
    while let character = rest.popFirst() {
      if isQuoted {
        if character != "\"" {
          cell.append(character)
        } else if rest.first == "\"" {
          rest.removeFirst()
          cell.append("\"")
        } else {
          isQuoted = false
        }
      } else if character == "\"", atStart {
        isQuoted = true
      } else if character == separator {
        cells.append(cell)
        cell = ""
        atStart = true
        continue
      } else {
        cell.append(character)
      }
      atStart = false
    }
    cells.append(cell)
    return isQuoted ? nil : cells
  }
}
