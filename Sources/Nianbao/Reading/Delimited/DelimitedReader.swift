/// Reads panels that were exported as comma-separated files, long or wide, back into readings.
///
/// *Long* has one cell a line, under the heading of `export --shape long`. *Wide* has one unit and
/// year a line: `unit`, `unit_code`, `year`, `edition`, then one column an indicator, headed by its id
/// or by its label; an empty field there says nothing, and becomes no cell.
struct DelimitedReader: Sendable {
  let catalog: Catalog
  let history: RegionHistory
  let cells: CellReader
  private let labels: [LabelKey: Set<IndicatorIndex>]

  init(catalog: Catalog, history: RegionHistory, cells: CellReader) {
    self.catalog = catalog
    self.history = history
    self.cells = cells
    var labels: [LabelKey: Set<IndicatorIndex>] = [:]
    for (position, indicator) in catalog.indicators.enumerated() {
      labels[LabelKey(indicator.label), default: []].insert(IndicatorIndex(position))
    }
    for (index, spellings) in catalog.spellings {
      for spelling in spellings where labels[LabelKey(spelling)] == nil {
        labels[LabelKey(spelling)] = [index]
      }
    }
    self.labels = labels
  }

  /// The headings as exports in Chinese have them.
  private static let chineseHeadings = [
    "单位": "unit", "单位代码": "unit_code", "年度": "year", "表式": "edition", "指标": "indicator",
    "指标名称": "label", "计量单位": "measure", "数值": "value", "状态": "status", "文件": "file", "行": "line",
  ]

  /// The mistakes of one file that are listed one by one.
  static let mistakeLimit = 100

  /// The readings of an exported panel, or nil where a text is none: its first line has no `unit`
  /// and `year`.
  ///
  /// - Throws: Where the heading cannot be used.
  /// - Complexity: Linear in the text.
  func read(_ text: DecodedText, path: String) throws(ReadingError) -> ReportReader.FileReading? {
    var records = DelimitedRecords(text.bytes)
    var fields: [DelimitedRecords.Field] = []
    guard (try? records.next(&fields)) == true, fields.count >= 3, fields.count < 10_000 else {
      return nil
    }
    let headings = fields.map { field in
      let heading = records.text(field).trimmingBlanks
      return Self.chineseHeadings[heading] ?? heading
    }
    guard headings.contains("unit"), headings.contains("year") else { return nil }
    var counted: Set<String> = []
    for heading in headings where !heading.isEmpty && !counted.insert(heading).inserted {
      throw .unclearHeading(file: path, line: records.line, heading: heading)
    }
    let columns = Dictionary(
      headings.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var sink = DelimitedSink(path: path, history: history)
    let shape: any DelimitedShape =
      columns["indicator"] != nil && columns["value"] != nil
      ? LongShape(columns: columns, catalog: catalog, labels: labels)
      : try WideShape(
        headings: headings, line: records.line, path: path, catalog: catalog, labels: labels,
        cells: cells)
    sink.collect(&records, columns: columns, width: headings.count, shape: shape)
    sink.dropRepeatedCells(catalog)
    return ReportReader.FileReading(
      readings: sink.readings, encoding: text.encoding, failures: sink.listedFailures)
  }
}

/// What the fields of a record say beyond unit and year.
protocol DelimitedShape {
  /// Adds what a record says to the reading of its unit and year.
  func add(
    _ fields: [DelimitedRecords.Field], of records: DelimitedRecords,
    to reading: inout ReportReading
  ) -> ReadingError?
}

/// Collects records into readings by unit and year.
struct DelimitedSink {
  let path: String
  let history: RegionHistory
  private(set) var readings: [ReportReading] = []
  private var failures: [ReadingError] = []
  private var failureCount = 0
  private var positions: [Key: Int] = [:]

  private struct Key: Hashable {
    let unit: Unit.Key
    let year: Year
    let file: String
  }

  init(path: String, history: RegionHistory) {
    self.path = path
    self.history = history
  }

  /// The mistakes, the first hundred and the number of the others.
  var listedFailures: [ReadingError] {
    failureCount > failures.count
      ? failures + [.moreMistakes(file: path, count: failureCount - failures.count)] : failures
  }

  private mutating func fail(_ error: ReadingError) {
    failureCount += 1
    if failures.count < DelimitedReader.mistakeLimit { failures.append(error) }
  }

  /// Reads all records behind the heading.
  mutating func collect(
    _ records: inout DelimitedRecords, columns: [String: Int], width: Int, shape: any DelimitedShape
  ) {
    var fields: [DelimitedRecords.Field] = []
    // Neighbouring records mostly speak of one report: its key is made once.
    let keyColumns = ["unit", "unit_code", "year", "edition", "file"].map { columns[$0] }
    var current: (fields: [DelimitedRecords.Field], reading: Int)?
    while true {
      do {
        guard try records.next(&fields) else { return }
      } catch {
        return fail(.unclosedQuote(file: path, line: records.line))
      }
      guard fields.count == width else {
        fail(
          .fieldCount(file: path, line: records.line, found: fields.count, expected: width))
        continue
      }
      var reading: Int
      if let last = current, Self.agree(fields, last.fields, at: keyColumns, in: records) {
        reading = last.reading
      } else {
        guard let found = self.reading(for: fields, columns: columns, records: records) else {
          continue
        }
        reading = found
        current = (fields, found)
      }
      if let error = shape.add(fields, of: records, to: &readings[reading]) { fail(error) }
    }
  }

  /// Of several cells of one indicator the first counts; the others are told in notes.
  mutating func dropRepeatedCells(_ catalog: Catalog) {
    for position in readings.indices {
      var kept: [IndicatorIndex: Int] = [:]
      var cells: [ReadCell] = []
      for cell in readings[position].cells {
        if let first = kept[cell.indicator] {
          readings[position].notes.append(
            .repeated(
              label: catalog[cell.indicator].label, first: cells[first], again: cell,
              takesOver: false))
        } else {
          kept[cell.indicator] = cells.count
          cells.append(cell)
        }
      }
      readings[position].cells = cells
    }
  }

  private static func agree(
    _ left: [DelimitedRecords.Field], _ right: [DelimitedRecords.Field], at columns: [Int?],
    in records: DelimitedRecords
  ) -> Bool {
    columns.allSatisfy { column in
      column.map { records.equal(left[$0].range, right[$0].range) } ?? true
    }
  }

  /// The position of the reading that a record belongs to, or nil where its unit or year is wrong.
  private mutating func reading(
    for fields: [DelimitedRecords.Field], columns: [String: Int], records: DelimitedRecords
  ) -> Int? {
    func text(_ column: String) -> String {
      columns[column].map { records.text(fields[$0]).trimmingBlanks } ?? ""
    }
    let yearText = text("year")
    guard let number = Int(yearText), YearText.range.contains(number) else {
      fail(
        .badField(
          file: path, line: records.line, column: "year", found: yearText,
          expected: LocalizedText(zh: "年份，如 2017", en: "a year such as 2017")))
      return nil
    }
    let name = text("unit")
    guard !name.isEmpty else {
      fail(
        .badField(
          file: path, line: records.line, column: "unit", found: name,
          expected: LocalizedText(zh: "单位名称", en: "a unit's name")))
      return nil
    }
    let code = text("unit_code")
    guard let unit = self.unit(name, code: code) else {
      fail(
        .badField(
          file: path, line: records.line, column: "unit_code", found: code,
          expected: LocalizedText(
            zh: "区划代码，如 110118111 或 110118/民政局",
            en: "a region's code such as 110118111 or 110118/民政局")))
      return nil
    }
    let file = text("file")
    let key = Key(unit: unit.key, year: Year(number), file: file)
    if let position = positions[key] { return position }
    var reading = ReportReading(file: file.isEmpty ? path : file)
    reading.year = Year(number)
    let edition = text("edition")
    reading.edition = edition.isEmpty ? nil : EditionID(edition)
    reading.subject = .init(name: name, candidates: unit.region == nil ? [] : [unit])
    readings.append(reading)
    positions[key] = readings.count - 1
    return readings.count - 1
  }

  private func unit(_ name: String, code: String) -> Unit? {
    if code.isEmpty { return Unit(name: name, region: nil) }
    let parts = code.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let region = RegionCode(first) else { return nil }
    return parts.count == 2
      ? Unit(name: String(parts[1]), region: history.current(region), kind: .department)
      : Unit(name: name, region: history.current(region))
  }
}
