/// Turns the zones of a report's rows into cells; rows whose borders were lost wait for the others.
struct OutlineRows {
  private let outline: FormOutline
  private let tables: TableRecogniser
  private let catalog: Catalog
  private var blankSigns: [String: [Place]] = [:]
  private var flattened: FlattenedTable

  init(outline: FormOutline, tables: TableRecogniser, catalog: Catalog) {
    self.outline = outline
    self.tables = tables
    self.catalog = catalog
    flattened = FlattenedTable(edition: outline.edition)
  }

  /// Adds a row.
  mutating func add(_ row: OutlineRecogniser.FoundRow, to reading: inout ReportReading) {
    let line = outline.lines[row.line]
    if case .near(let edits) = row.match, !row.zone.isEmpty {
      reading.notes.append(.nearMatch(printed: row.label, official: line.label, edits: edits))
    }
    switch row.zone {
    case .nothing: return
    case .cells(let texts): addCells(texts, of: row, line, to: &reading)
    case .run(let run):
      flattened.rows.append(FlattenedTable.Row(label: row.label, cells: line.cells, run: run))
    // A group's heading beside the label of its first row.
    case .mismatch(let texts) where isLent(line) && !tables.isFigure(texts.first): return
    case .mismatch(let texts):
      let printed = texts.map { $0.text.trimmingBlanks }.joined(separator: " ")
      let place = texts.first?.place ?? row.label.place
      addUnreadable(line, text: printed, place: place, to: &reading)
      reading.notes.append(
        .otherCount(row.label, printed: texts.count, expected: line.cells.count, at: place))
    }
  }

  private mutating func addCells(
    _ texts: [Document.Text], of row: OutlineRecogniser.FoundRow, _ line: FormOutline.Line,
    to reading: inout ReportReading
  ) {
    if isLent(line), texts.allSatisfy({ PrintedTables.isBlank($0) }) { return }
    for (position, text) in texts.enumerated() {
      var label = row.label
      if line.columns.indices.contains(position) {
        let column = line.columns[position]
        label.text = line.isHorizontal ? column : "\(label.text.trimmingBlanks)｜\(column)"
      }
      let printed = PrintedRow(label: label, measure: nil, value: text, table: 0)
      reading.cells.append(
        tables.read(
          printed, as: line.cells[position], signs: &blankSigns, notes: &reading.notes))
    }
  }

  /// Whether a line is a group's heading on the form, which has no cells of its own there.
  private func isLent(_ line: FormOutline.Line) -> Bool {
    line.cells.first.map { catalog.edition(outline.edition)?.contains($0) == false } ?? false
  }

  private func addUnreadable(
    _ line: FormOutline.Line, text: String, place: Place, to reading: inout ReportReading
  ) {
    for cell in line.cells {
      reading.cells.append(
        ReadCell(
          indicator: cell, value: nil, mark: CellMark(.unreadable), place: place, text: text))
    }
  }

  /// Cuts the flattened rows, once all others are read.
  func settle(with relations: FormRelations, in reading: inout ReportReading) {
    reading.notes += blankSigns.sorted { $0.key < $1.key }.map { .blankSigns($0.key, at: $0.value) }
    guard !flattened.rows.isEmpty else { return }
    flattened.settle(in: &reading, catalog: catalog, relations: relations)
  }
}

extension ReadingNote {
  /// A row has more or fewer cells than the form.
  static func otherCount(_ label: Document.Text, printed: Int, expected: Int, at place: Place)
    -> ReadingNote
  {
    ReadingNote(
      kind: .unreadableCell, place: place,
      message: LocalizedText(
        zh: "“\(label.shown)”一行印有 \(printed) 格，表样为 \(expected) 格，分不清各格属于哪一列，未读入；请核对原文。",
        en: "the row ‘\(label.shown)’ has \(printed) cells where the form has \(expected), and "
          + "nothing tells which column each belongs to; it was not read; check the report."))
  }
}
