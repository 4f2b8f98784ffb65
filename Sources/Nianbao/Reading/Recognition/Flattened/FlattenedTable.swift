/// The rows of a report's table that lost the borders of their cells.
struct FlattenedTable: Sendable {
  /// One row.
  struct Row: Sendable {
    /// The label as printed.
    let label: Document.Text
    /// The cells of the form's row.
    let cells: [IndicatorIndex]
    /// What is printed instead of them.
    let run: DigitRun
  }

  /// The form that the rows are of.
  let edition: EditionID
  /// The rows in printed order.
  var rows: [Row] = []
  /// The notes that the last cutting left.
  private var notes: [ReadingNote] = []
  /// Whether some cells are still unreadable.
  private(set) var isOpen = false

  /// A table without rows.
  init(edition: EditionID) { self.edition = edition }

  /// Cuts the rows under the form's relations and gives a reading their cells, in place of those of
  /// an earlier cutting; the reading keeps the table where some stay unreadable.
  ///
  /// - Parameter carried: Relations to the reports of other years.
  /// - Complexity: Bounded by the budget of `DigitCuts` and the limits of `SolutionSearch`.
  func settle(
    in reading: inout ReportReading, catalog: Catalog, relations: FormRelations,
    carried: [CutSystem.Relation] = []
  ) {
    let own = Set(rows.flatMap(\.cells))
    reading.cells.removeAll { own.contains($0.indicator) }
    let stale = Set(notes)
    reading.notes.removeAll { stale.contains($0) }
    let known = Dictionary(
      reading.cells.compactMap { cell in cell.value.map { (cell.indicator, $0) } },
      uniquingKeysWith: { first, _ in first })
    let form = completed(
      relations.relations(of: edition), printed: own.union(known.keys), catalog: catalog)
    var budget = DigitCuts.Budget()
    // Short runs first, so that a hostile one cannot starve them.
    var cuts = [[[Figure]]?](repeating: nil, count: rows.count)
    for position in rows.indices.sorted(by: { rows[$0].run.length < rows[$1].run.length }) {
      let row = rows[position]
      cuts[position] = DigitCuts.all(
        of: row.run, into: row.cells.map { column($0, catalog) },
        satisfying: Self.sums(of: row, form), within: &budget)
    }
    let entries = zip(rows, cuts).map { CutSystem.Row(cells: $0.cells, cuts: $1 ?? []) }
    let settlement = CutSystem.settle(known: known, rows: entries, relations: form + carried)
    var table = self
    table.notes = []
    table.isOpen = false
    var recovered = 0
    for (position, row) in rows.enumerated() {
      let figures = settlement.figures[position]
      let open = row.cells.indices.count { !figures.indices.contains($0) || figures[$0] == nil }
      recovered += row.cells.count - open
      reading.cells += cells(of: row, figures: figures)
      guard open > 0 else { continue }
      table.isOpen = true
      table.notes.append(
        .unsettled(
          row.label, run: row.run, columns: row.cells.count, open: open,
          cuts: cuts[position]?.count))
    }
    if recovered > 0, let first = rows.first {
      table.notes.append(
        .recovered(
          recovered, rows: rows.count, at: first.run.place,
          isConsistent: settlement.isConsistent, usesOtherYears: !carried.isEmpty))
    }
    reading.notes += table.notes
    reading.flattened = table.isOpen ? table : nil
  }

  /// The relations between a row's own cells alone.
  private static func sums(of row: Row, _ relations: [CutSystem.Relation]) -> [DigitCuts.Sum] {
    relations.compactMap { relation in
      let places = relation.terms.map { term in
        (column: row.cells.firstIndex(of: term.indicator), coefficient: term.coefficient)
      }
      let totals = places.filter { $0.coefficient == 1 }.compactMap(\.column)
      let parts = places.filter { $0.coefficient == -1 }.compactMap(\.column)
      guard relation.constant == 0, totals.count == 1, parts.count == places.count - 1,
        let total = totals.first, parts.allSatisfy({ $0 < total })
      else { return nil }
      return DigitCuts.Sum(parts: parts, total: total)
    }
  }

  private func column(_ indicator: IndicatorIndex, _ catalog: Catalog) -> DigitCuts.Column {
    DigitCuts.Column(
      hasDecimals: catalog[indicator].measure.kind == .amount,
      isSigned: catalog[indicator].isSigned)
  }

  private func cells(of row: Row, figures: [Figure?]) -> [ReadCell] {
    row.cells.enumerated().map { position, cell in
      let figure = figures.indices.contains(position) ? figures[position] : nil
      return ReadCell(
        indicator: cell, value: figure?.value,
        mark: figure.map { CellMark(.recovered, decimals: $0.decimals) } ?? CellMark(.unreadable),
        place: row.run.place, text: row.run.text)
    }
  }

  /// On a province's own table the rows vary: a part that the report does not print counts nothing.
  private func completed(
    _ relations: [CutSystem.Relation], printed: Set<IndicatorIndex>, catalog: Catalog
  ) -> [CutSystem.Relation] {
    guard catalog.edition(edition)?.scope != nil else { return relations }
    return relations.compactMap { relation in
      let terms = relation.terms.filter { printed.contains($0.indicator) }
      return terms.count > 1 ? CutSystem.Relation(terms: terms, rule: relation.rule) : nil
    }
  }
}

extension ReadingNote {
  /// Cells that were cut out of flattened rows.
  static func recovered(
    _ count: Int, rows: Int, at place: Place, isConsistent: Bool, usesOtherYears: Bool
  ) -> ReadingNote {
    let relations = LocalizedText(
      zh: usesOtherYears ? "表内各项及上下年结转的勾稽关系" : "表内各项勾稽关系",
      en: usesOtherYears
        ? "form's relations and those to the years beside it leave" : "form's relations leave")
    return ReadingNote(
      kind: .recovered, place: place,
      message: LocalizedText(
        zh: "\(rows) 行的单元格边界已丢失；按\(relations.chinese)只有一种切分的 \(count) 格已恢复"
          + "\(isConsistent ? "" : "（各行之间的关系不能同时成立，只用了行内关系）")。",
        en: EnglishCount.text(rows, "row") + " lost the borders of their cells; "
          + "\(EnglishCount.text(count, "cell")) could be recovered, for the "
          + "\(relations.english) one way to cut them"
          + (isConsistent
            ? "." : " (those between rows cannot all hold, and only those within rows were used)."))
    )
  }

  /// A flattened row that can be cut in several ways, or in none.
  static func unsettled(
    _ label: Document.Text, run: DigitRun, columns: Int, open: Int, cuts: Int?
  ) -> ReadingNote {
    let shown = run.text.count > 40 ? run.text.prefix(39) + "…" : run.text
    return ReadingNote(
      kind: .unreadableCell, place: run.place,
      message: LocalizedText(
        zh: "“\(label.shown)”一行的 \(columns) 格连成“\(shown)”，"
          + (cuts == 0 ? "没有符合表样和勾稽关系的切分" : "有不止一种切分") + "，其中 \(open) 格未读入；请核对原文。",
        en: "the \(columns) cells of ‘\(label.shown)’ run together as ‘\(shown)’, which "
          + (cuts == 0
            ? "cannot be cut to fit the form and its relations" : "can be cut in more than one way")
          + "; \(open) of them were not read; check the report."))
  }
}
