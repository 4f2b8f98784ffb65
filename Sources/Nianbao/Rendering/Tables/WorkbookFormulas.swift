import Markup

/// Where the tables of a workbook stand, to write formulas that name their cells.
struct WorkbookFormulas {
  /// Where a table stands.
  struct Place {
    let sheet: String
    let headings: [TableHeading]

    /// The position of a column by its heading's id.
    func column(_ id: String) -> Int? { headings.firstIndex { $0.id == id } }
  }

  private let table: String
  private var places: [String: Place]

  /// The formulas of a table that stands alone.
  init(table: String, sheet: String, headings: [TableHeading]) {
    self.table = table
    places = [table: Place(sheet: sheet, headings: headings)]
  }

  /// The formulas of one of several tables.
  init(table: String, in places: [String: Place]) {
    self.table = table
    self.places = places
  }

  /// A formula as a spreadsheet takes it; nil where it names what the workbook does not have.
  ///
  /// - Parameter position: The row and column of its cell, from 0.
  func text(_ formula: CellFormula, at position: (row: Int, column: Int)) -> String? {
    func own(_ id: String) -> String? {
      places[table]?.column(id).map { "\(WorkbookWriter.columnName($0))\(position.row + 1)" }
    }
    switch formula {
    case .sumAbove(let rows):
      guard rows > 0, position.row > rows else { return nil }
      let column = WorkbookWriter.columnName(position.column)
      // 109 leaves out the rows that a filter hides.
      return "=SUBTOTAL(109,\(column)\(position.row - rows + 1):\(column)\(position.row))"
    case .sum(let table, let column, let rows, let keyColumn, let key):
      guard let place = places[table], let column = place.column(column),
        let keyColumn = place.column(keyColumn), rows > 0, rows < WorkbookWriter.rowLimit
      else { return nil }
      func cells(_ column: Int) -> String {
        let name = WorkbookWriter.columnName(column)
        return "\(WorkbookWriter.quoted(sheet: place.sheet))!$\(name)$2:$\(name)$\(rows + 1)"
      }
      return "=SUMIFS(\(cells(column)),\(cells(keyColumn)),\"\(key)\")"
    case .difference(let minuend, let subtrahend):
      guard let one = own(minuend), let other = own(subtrahend) else { return nil }
      return "=\(one)-\(other)"
    case .percentChange(let figure, let base):
      guard let one = own(figure), let other = own(base) else { return nil }
      return "=(\(one)-\(other))/\(other)*100"
    }
  }
}
