/// Finds the rows of a document's tables, with the text around them.
///
/// Where rows are known they are split by the roles of their columns; where only the run of cells is
/// left, rows are rebuilt: a label, then as many cells as the heading has columns, unless a label of
/// a known form comes earlier, which begins the next row.
struct PrintedTables: Sendable {
  /// The rows of all tables in order.
  private(set) var rows: [PrintedRow] = []
  /// All text that stands in no row, in order: paragraphs, titles, heads and feet of tables.
  private(set) var texts: [Document.Text] = []

  private let headings: HeadingWords
  private let measures: Set<String>
  private let isLabel: @Sendable (String) -> Bool
  private var table = 0
  /// The columns of the last heading; a table goes on below a line of text that interrupts it.
  private var columns: [Column]?

  /// The rows and texts of a document.
  ///
  /// - Parameters:
  ///   - measures: The printed names of the units of measure.
  ///   - isLabel: Whether a text is a label that some form is known to have.
  /// - Complexity: Linear in the document.
  init(
    _ document: Document, headings: HeadingWords, measures: Set<String>,
    isLabel: @escaping @Sendable (String) -> Bool
  ) {
    self.headings = headings
    self.measures = measures
    self.isLabel = isLabel
    for block in document.blocks {
      switch block {
      case .paragraph(let text): texts.append(text)
      case .table(let rows): readTable(rows)
      case .cells(let cells): readCells(cells)
      }
    }
  }

  // MARK: Rows are known

  private mutating func readTable(_ printed: [Document.Row]) {
    for row in printed.lazy.map({ $0.filter { !$0.isCovered } }) {
      if let found = Self.columns(of: row, headings) {
        columns = found
        texts += row
        continue
      }
      guard let row = columns.flatMap({ split(row, by: $0) }) ?? splitByShape(row) else {
        texts += row
        continue
      }
      rows.append(row)
    }
    table += 1
  }

  private struct Column {
    let role: ColumnRole?
    let heading: String
  }

  /// The roles of a heading row's cells, or nil where a row is none.
  private static func columns(of row: Document.Row, _ headings: HeadingWords) -> [Column]? {
    guard row.count >= 2, row.count <= 40 else { return nil }
    let columns = row.map { cell in
      Column(role: headings.role(of: cell.text), heading: cell.text.trimmingBlanks)
    }
    guard columns.count(where: { $0.role == .label }) == 1,
      columns.contains(where: { $0.role == .value || $0.role == .measure })
    else { return nil }
    return columns
  }

  /// Splits a row with as many cells as its heading.
  private func split(_ row: Document.Row, by columns: [Column]) -> PrintedRow? {
    guard row.count == columns.count,
      let label = columns.firstIndex(where: { $0.role == .label }), !Self.isBlank(row[label])
    else { return nil }
    let measure = columns.firstIndex { $0.role == .measure }
    // A row that slipped by a cell shows by its unit of measure.
    if let measure, !Self.isBlank(row[measure]), !isMeasure(row[measure]),
      row.contains(where: isMeasure)
    {
      return nil
    }
    // A column of figures may be headed by a year instead of a word.
    let value =
      columns.firstIndex { $0.role == .value }
      ?? columns.indices.first { columns[$0].role == nil && $0 > label }
    var printed = PrintedRow(
      label: row[label], measure: measure.map { row[$0] }, value: value.map { row[$0] },
      table: table)
    for position in row.indices
    where position != value && position > label && !Self.isBlank(row[position]) {
      let role = columns[position].role
      guard role == nil || role == .value else { continue }
      printed.further.append(.init(heading: columns[position].heading, cell: row[position]))
    }
    return printed
  }

  /// Splits a row by what its cells look like: label, unit of measure, value.
  ///
  /// Blank cells in front are an indentation. Where cells are more than three, the separator stood
  /// inside the label.
  private func splitByShape(_ row: Document.Row) -> PrintedRow? {
    let cells = row.drop { Self.isBlank($0) }
    guard let first = cells.first else { return nil }
    if let position = cells.indices.dropFirst().first(where: { isMeasure(cells[$0]) }) {
      var label = first
      // A comma parts cells and stands in labels; what was split is joined again.
      label.text = cells[..<position].map(\.text).joined(separator: ",")
      let value = position + 1 < cells.endIndex ? cells[position + 1] : nil
      var printed = PrintedRow(
        label: label, measure: cells[position], value: value, table: table)
      for cell in cells[min(position + 2, cells.endIndex)...] where !Self.isBlank(cell) {
        printed.further.append(.init(heading: "", cell: cell))
      }
      return printed
    }
    let filled = cells.filter { !Self.isBlank($0) }
    if filled.count == 1 {
      guard isLabel(first.text) else { return nil }
      return PrintedRow(label: first, measure: nil, value: cells.dropFirst().last, table: table)
    }
    guard filled.count == 2 || isLabel(first.text), let value = filled.last else { return nil }
    return PrintedRow(label: first, measure: nil, value: value, table: table)
  }

  // MARK: Only cells are known

  private mutating func readCells(_ cells: [Document.Text]) {
    var position = 0
    var width = 3
    columns = nil
    var isInside = false
    while position < cells.count {
      if let found = heading(in: cells, at: position) {
        texts += cells[position..<(position + found.count)]
        position += found.count
        width = found.count
        columns = found
        isInside = true
        continue
      }
      let cell = cells[position]
      // Without a heading a table begins at the first label that a form has.
      if !isInside, !isLabel(cell.text) {
        texts.append(cell)
        position += 1
        continue
      }
      isInside = true
      if Self.isBlank(cell) {
        position += 1
        continue
      }
      let end = endOfRow(in: cells, from: position, width: width)
      add(Array(cells[position..<end]))
      position = end
    }
    table += 1
  }

  /// The columns of a heading row that begins at a cell: the label's column and those behind it.
  private func heading(in cells: [Document.Text], at position: Int) -> [Column]? {
    guard headings.role(of: cells[position].text) == .label else { return nil }
    var columns: [Column] = []
    for cell in cells[position...].prefix(8) {
      let role = headings.role(of: cell.text)
      guard let role, role != .label || columns.isEmpty else { break }
      columns.append(Column(role: role, heading: cell.text.trimmingBlanks))
    }
    guard columns.count >= 2, columns.contains(where: { $0.role == .value }) else { return nil }
    return columns
  }

  private func endOfRow(in cells: [Document.Text], from start: Int, width: Int) -> Int {
    var end = start + 1
    while end < cells.count, end < start + width {
      // Cells were lost where the next row's label comes early.
      if isLabel(cells[end].text) || heading(in: cells, at: end) != nil { break }
      // Two units of measure with one cell between them: that cell is the next label.
      if end == start + 2, isMeasure(cells[start + 1]), end + 1 < cells.count,
        isMeasure(cells[end + 1])
      {
        break
      }
      end += 1
    }
    return end
  }

  private mutating func add(_ cells: [Document.Text]) {
    if let row = columns.flatMap({ split(cells, by: $0) }) ?? splitByShape(cells) {
      rows.append(row)
    } else {
      texts += cells
    }
  }

  // MARK: Shapes

  static func isBlank(_ cell: Document.Text) -> Bool { HalfWidth.trimmed(cell.text).isEmpty }

  private func isMeasure(_ cell: Document.Text) -> Bool {
    cell.text.utf8.count <= 24 && measures.contains(HalfWidth.trimmed(cell.text).text)
  }
}
