@testable import Nianbao

/// One unit and year a record, one column an indicator.
struct ReferenceWideShape: ReferenceDelimitedShape {
  /// A column of figures: the indicator it is, or the heading that no indicator has.
  private struct Column {
    let position: Int
    let indicator: IndicatorIndex?
    let heading: String
  }

  private let columns: [Column]
  /// The position of the column that tells why cells are empty; nil where there is none.
  private let status: Int?
  private let catalog: Catalog
  private let cells: CellReader
  private let path: String

  /// A shape from a heading line.
  ///
  /// - Throws: Where a label names several rows of the form, or two columns are one indicator.
  init(
    headings: [String], line: Int, path: String, catalog: Catalog,
    labels: [LabelKey: Set<IndicatorIndex>], cells: CellReader
  ) throws(ReadingError) {
    let named: Set<String> = ["unit", "unit_code", "year", "edition", "file", "line", "status", ""]
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
    self.catalog = catalog
    status = headings.firstIndex(of: "status")
    self.cells = cells
    self.path = path
  }

  mutating func add(
    _ fields: [ReferenceDelimitedRecords.Field], of records: ReferenceDelimitedRecords,
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
      let content = records.figure(field).map { figure in
        CellContent.number(.init(figure: figure, measure: nil, remark: nil))
      }
      add(content ?? cells.read(text), text: text, column: column, place: place, to: &reading)
    }
    return status.flatMap { addStatuses(records.text(fields[$0]), at: place, to: &reading) }
  }

  /// Takes the statuses that a record lists: `request.fee=blank request.closed=recovered`.
  private func addStatuses(_ text: String, at place: Place, to reading: inout ReportReading)
    -> ReadingError?
  {
    for entry in text.split(separator: " ") {
      let parts = entry.split(separator: "=")
      guard parts.count == 2, let status = CellStatus(name: parts[1]),
        let indicator = catalog.index(of: IndicatorID(String(parts[0])))
      else {
        return .badField(
          file: path, line: place.line ?? 0, column: "status", found: String(entry),
          expected: LocalizedText(
            zh: "“指标编号=状态”，如 request.fee=blank",
            en: "an indicator's id and status, such as request.fee=blank"))
      }
      if let position = reading.cells.firstIndex(where: { $0.indicator == indicator }) {
        // A cell that is no number stays unreadable, whatever its status says.
        guard status.hasValue, reading.cells[position].value != nil else { continue }
        reading.cells[position].mark = CellMark(
          status, decimals: reading.cells[position].mark.decimals)
      } else if !status.hasValue {
        reading.cells.append(
          ReadCell(indicator: indicator, value: nil, mark: CellMark(status), place: place, text: "")
        )
      }
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
