/// Turns the zones of a report's rows into cells; rows whose borders were lost wait for the others.
struct OutlineRows {
  private let outline: FormOutline
  private let tables: TableRecogniser
  private let catalog: Catalog
  private var blankSigns: [String: [Place]] = [:]
  private var flattened: [(row: OutlineRecogniser.FoundRow, run: DigitRun)] = []

  init(outline: FormOutline, tables: TableRecogniser, catalog: Catalog) {
    self.outline = outline
    self.tables = tables
    self.catalog = catalog
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
    case .run(let run): flattened.append((row, run))
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
    // A group's heading has empty cells on the form.
    let isLent = line.cells.first.map { catalog.edition(outline.edition)?.contains($0) == false }
    if isLent == true, texts.allSatisfy({ PrintedTables.isBlank($0) }) { return }
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

  private func addUnreadable(
    _ line: FormOutline.Line, text: String, place: Place, to reading: inout ReportReading
  ) {
    for cell in line.cells {
      reading.cells.append(
        ReadCell(
          indicator: cell, value: nil, mark: CellMark(.unreadable), place: place, text: text))
    }
  }

  // MARK: Flattened rows

  /// Cuts the flattened rows, once all others are read.
  mutating func settle(
    with relations: @autoclosure () -> [CutSystem.Relation], in reading: inout ReportReading
  ) {
    reading.notes += blankSigns.sorted { $0.key < $1.key }.map { .blankSigns($0.key, at: $0.value) }
    guard !flattened.isEmpty else { return }
    let known = Dictionary(
      reading.cells.compactMap { cell in cell.value.map { (cell.indicator, $0) } },
      uniquingKeysWith: { first, _ in first })
    let cells = flattened.map { outline.lines[$0.row.line].cells }
    let runs = zip(flattened, cells).map { DigitCuts(of: $0.run, into: $1.map(column)) }
    let rows = zip(cells, DigitCuts.all(of: runs)).map { CutSystem.Row(cells: $0, cuts: $1) }
    let settlement = CutSystem.settle(
      known: known, rows: rows, relations: completed(relations(), known: known))
    var recovered = 0
    for (position, entry) in flattened.enumerated() {
      recovered += add(
        entry.row, run: entry.run, figures: settlement.figures[position],
        cuts: runs[position].count, to: &reading)
    }
    if recovered > 0, let first = flattened.first {
      reading.notes.append(
        .recovered(
          recovered, rows: flattened.count, at: first.run.place,
          isConsistent: settlement.isConsistent))
    }
  }

  private func column(_ indicator: IndicatorIndex) -> DigitCuts.Column {
    DigitCuts.Column(
      hasDecimals: catalog[indicator].measure.kind == .amount,
      isSigned: catalog[indicator].isSigned)
  }

  /// On a province's own table the rows vary: a part that the report does not print counts nothing.
  private func completed(_ relations: [CutSystem.Relation], known: [IndicatorIndex: Double])
    -> [CutSystem.Relation]
  {
    guard catalog.edition(outline.edition)?.scope != nil else { return relations }
    let printed = Set(known.keys).union(flattened.flatMap { outline.lines[$0.row.line].cells })
    return relations.compactMap { relation in
      let terms = relation.terms.filter { printed.contains($0.indicator) }
      return terms.count > 1 ? CutSystem.Relation(terms: terms, rule: relation.rule) : nil
    }
  }

  /// - Returns: The number of cells recovered.
  private func add(
    _ row: OutlineRecogniser.FoundRow, run: DigitRun, figures: [Figure?], cuts: Int,
    to reading: inout ReportReading
  ) -> Int {
    let line = outline.lines[row.line]
    var open = 0
    for (position, cell) in line.cells.enumerated() {
      let figure = figures.indices.contains(position) ? figures[position] : nil
      if figure == nil { open += 1 }
      reading.cells.append(
        ReadCell(
          indicator: cell, value: figure?.value,
          mark: figure.map { CellMark(.recovered, decimals: $0.decimals) }
            ?? CellMark(.unreadable), place: run.place, text: run.text))
    }
    if open > 0 {
      reading.notes.append(
        .unsettled(row.label, run: run, columns: line.cells.count, open: open, cuts: cuts))
    }
    return line.cells.count - open
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

  /// Cells that were cut out of flattened rows.
  static func recovered(_ count: Int, rows: Int, at place: Place, isConsistent: Bool) -> ReadingNote
  {
    ReadingNote(
      kind: .recovered, place: place,
      message: LocalizedText(
        zh: "\(rows) 行的单元格边界已丢失；按表内各项勾稽关系只有一种切分的 \(count) 格已恢复"
          + "\(isConsistent ? "" : "（各行之间的关系不能同时成立，只用了行内关系）")。",
        en: "\(rows) rows lost the borders of their cells; \(count) cells were recovered, for the "
          + "form's relations leave one way to cut them"
          + (isConsistent
            ? "." : " (those between rows cannot all hold, and only those within rows were used)."))
    )
  }

  /// A flattened row that can be cut in several ways, or in none.
  static func unsettled(
    _ label: Document.Text, run: DigitRun, columns: Int, open: Int, cuts: Int
  ) -> ReadingNote {
    let shown = run.text.count > 40 ? run.text.prefix(39) + "…" : run.text
    return ReadingNote(
      kind: .unreadableCell, place: run.place,
      message: LocalizedText(
        zh: "“\(label.shown)”一行的 \(columns) 格连成“\(shown)”，"
          + (cuts == 0 ? "没有符合表样的切分" : "有不止一种切分") + "，其中 \(open) 格未读入；请核对原文。",
        en: "the \(columns) cells of ‘\(label.shown)’ run together as ‘\(shown)’, which "
          + (cuts == 0 ? "cannot be cut to fit the form" : "can be cut in more than one way")
          + "; \(open) of them were not read; check the report."))
  }
}
