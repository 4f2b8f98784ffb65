/// One unit and year a record, one column an indicator.
struct WideShape: DelimitedShape {
  /// A column of figures: the indicator it is, or the heading that no indicator has.
  private struct Column {
    let position: Int
    let indicator: IndicatorIndex?
    let heading: String
  }

  private let columns: [Column]
  private let cells: CellReader
  private let path: String

  /// A shape from a heading line.
  ///
  /// - Throws: Where a label names several rows of the form, or two columns are one indicator.
  init(
    headings: [String], line: Int, path: String, catalog: Catalog,
    labels: [LabelKey: Set<IndicatorIndex>], cells: CellReader
  ) throws(ReadingError) {
    let named: Set<String> = ["unit", "unit_code", "year", "edition", "file", "line", ""]
    var columns: [Column] = []
    var taken: Set<IndicatorIndex> = []
    for (position, heading) in headings.enumerated() where !named.contains(heading) {
      var indicator = catalog.index(of: IndicatorID(heading))
      if indicator == nil, let meant = labels[LabelKey(heading)] {
        guard meant.count == 1 else {
          throw .unclearHeading(file: path, line: line, heading: heading)
        }
        indicator = meant.first
      }
      if let indicator, !taken.insert(indicator).inserted {
        throw .unclearHeading(file: path, line: line, heading: heading)
      }
      columns.append(Column(position: position, indicator: indicator, heading: heading))
    }
    self.columns = columns
    self.cells = cells
    self.path = path
  }

  func add(
    _ fields: [DelimitedRecords.Field], of records: DelimitedRecords,
    to reading: inout ReportReading
  ) -> ReadingError? {
    if !reading.cells.isEmpty || !reading.unrecognised.isEmpty {
      return .badField(
        file: path, line: records.line, column: "unit", found: reading.subject.name ?? "",
        expected: LocalizedText(
          zh: "每个单位每年只一行", en: "one line for each unit and year"))
    }
    let place = Place.line(records.line)
    for column in columns {
      let field = fields[column.position]
      guard !field.range.isEmpty else { continue }
      let text = records.text(field)
      let content = PlainNumber.figure(text).map { figure in
        CellContent.number(.init(figure: figure, measure: nil, remark: nil))
      }
      add(content ?? cells.read(text), text: text, column: column, place: place, to: &reading)
    }
    return nil
  }

  private func add(
    _ content: CellContent, text: String, column: Column, place: Place,
    to reading: inout ReportReading
  ) {
    var figure: Figure?
    if case .number(let printed) = content, printed.measure == nil { figure = printed.figure }
    guard let indicator = column.indicator else {
      reading.unrecognised.append(
        ReadRow(
          label: column.heading, measure: "", text: text, value: figure?.value, place: place))
      return
    }
    let status: CellStatus
    if case .blank = content {
      status = .blank
    } else {
      status = figure == nil ? .unreadable : .reported
    }
    reading.cells.append(
      ReadCell(
        indicator: indicator, value: figure?.value,
        mark: CellMark(status, decimals: figure?.decimals ?? 0), place: place, text: text))
    if status == .unreadable {
      reading.notes.append(
        ReadingNote(
          kind: .unreadableCell, place: place,
          message: LocalizedText(
            zh: "“\(column.heading)”一栏印为“\(text)”，不是数字，未读入；请更正。",
            en:
              "the column ‘\(column.heading)’ has ‘\(text)’, which is no number; it was not read; "
              + "correct it.")))
    }
  }
}
