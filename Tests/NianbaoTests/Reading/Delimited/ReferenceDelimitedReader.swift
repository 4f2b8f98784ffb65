@testable import Nianbao

/// The slow, obvious twin of the product's reader: one record after the other, one reading a report.
///
/// *Long* has one cell a line, under the heading of `export --shape long`. *Wide* has one unit and
/// year a line: `unit`, `unit_code`, `year`, `edition`, then one column an indicator, headed by its id
/// or by its label; an empty field there says nothing, and becomes no cell.
struct ReferenceDelimitedReader: Sendable {
  /// What was read of a file.
  struct Result {
    let readings: [ReportReading]
    let failures: [ReadingError]
  }

  let catalog: Catalog
  let history: RegionHistory
  let cells: CellReader
  let subjects: SubjectRecogniser
  private let labels: [LabelKey: Set<IndicatorIndex>]

  init(
    catalog: Catalog, history: RegionHistory, cells: CellReader, subjects: SubjectRecogniser
  ) {
    self.subjects = subjects
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

  /// The headings as exports for people have them.
  private static let titles = [
    "单位": "unit", "单位代码": "unit_code", "年度": "year", "表式": "edition", "指标": "indicator",
    "指标名称": "label", "计量单位": "measure", "数值": "value", "状态": "status", "文件": "file", "行": "line",
    "单位名称": "unit", "年份": "year", "区划代码": "unit_code",
    "Unit": "unit", "Unit code": "unit_code", "Year": "year", "Edition": "edition",
    "Indicator": "indicator", "Label": "label", "Measure": "measure", "Value": "value",
    "Status": "status", "File": "file", "Line": "line",
  ]

  /// The heading as files for programs have it; `收到申请数（request.received）` is the id in it.
  private static func heading(_ printed: String) -> String {
    if let known = titles[printed] { return known }
    guard printed.hasSuffix("）"), let open = printed.lastIndex(of: "（") else { return printed }
    let inner = printed[printed.index(after: open)...].dropLast()
    let isID = inner.contains(".") && inner.utf8.allSatisfy { $0 < 0x80 }
    return isID ? String(inner) : printed
  }

  /// The mistakes of one file that are listed one by one.
  static let mistakeLimit = 100

  func read(_ bytes: [UInt8], path: String) throws(ReadingError)
    -> Result?
  {
    var records = ReferenceDelimitedRecords(bytes)
    var fields: [ReferenceDelimitedRecords.Field] = []
    guard (try? records.next(&fields)) == true, fields.count >= 3, fields.count < 10_000 else {
      return nil
    }
    let headings = fields.map { field in
      Self.heading(records.text(field).trimmingBlanks)
    }
    guard headings.contains("unit"), headings.contains("year") else { return nil }
    var counted: Set<String> = []
    for heading in headings where !heading.isEmpty && !counted.insert(heading).inserted {
      throw .unclearHeading(file: path, line: records.line, heading: heading)
    }
    let columns = Dictionary(
      headings.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var sink = ReferenceDelimitedSink(path: path, history: history, subjects: subjects)
    if columns["indicator"] != nil, columns["value"] != nil {
      var shape = ReferenceLongShape(columns: columns, catalog: catalog, labels: labels)
      sink.collect(&records, columns: columns, width: headings.count, shape: &shape)
    } else {
      var shape = try ReferenceWideShape(
        headings: headings, line: records.line, path: path, catalog: catalog, labels: labels,
        cells: cells)
      sink.collect(&records, columns: columns, width: headings.count, shape: &shape)
    }
    sink.dropRepeatedCells(catalog)
    return Result(readings: sink.readings, failures: sink.listedFailures)
  }
}

/// What the fields of a record say beyond unit and year.
protocol ReferenceDelimitedShape {
  /// Adds what a record says to the reading of its unit and year.
  mutating func add(
    _ fields: [ReferenceDelimitedRecords.Field], of records: ReferenceDelimitedRecords,
    to reading: inout ReportReading
  ) -> ReadingError?
}

/// Collects records into readings by unit and year.
struct ReferenceDelimitedSink {
  let path: String
  let history: RegionHistory
  private(set) var readings: [ReportReading] = []
  private var failures: [ReadingError] = []
  private var failureCount = 0
  private var positions: [Key: Int] = [:]
  private let subjects: SubjectRecogniser
  /// Units without a code, by name.
  private var named: [String: ReportReading.Subject] = [:]

  private struct Key: Hashable {
    let unit: Unit.Key
    let year: Year
    let file: String
  }

  init(path: String, history: RegionHistory, subjects: SubjectRecogniser) {
    self.subjects = subjects
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
    if failures.count < ReferenceDelimitedReader.mistakeLimit { failures.append(error) }
  }

  /// Reads all records behind the heading.
  mutating func collect(
    _ records: inout ReferenceDelimitedRecords, columns: [String: Int], width: Int,
    shape: inout some ReferenceDelimitedShape
  ) {
    var fields: [ReferenceDelimitedRecords.Field] = []
    // Neighbouring records mostly speak of one report: its key is made once.
    let keyColumns = ["unit", "unit_code", "year", "edition", "file"].map { columns[$0] }
    var current: (fields: [ReferenceDelimitedRecords.Field], reading: Int)?
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
    // For each indicator the reading that it was last met in, and its cell there.
    var met = [(reading: Int, cell: Int)](
      repeating: (-1, 0), count: catalog.indicators.count)
    for position in readings.indices {
      var repeated: [(first: Int, again: Int)] = []
      for (offset, cell) in readings[position].cells.enumerated() {
        let indicator = cell.indicator.position
        if met[indicator].reading == position {
          repeated.append((met[indicator].cell, offset))
        } else {
          met[indicator] = (position, offset)
        }
      }
      guard !repeated.isEmpty else { continue }
      let cells = readings[position].cells
      readings[position].notes += repeated.map { first, again in
        .repeated(
          label: catalog[cells[first].indicator].label, first: cells[first], again: cells[again],
          takesOver: false)
      }
      let dropped = Set(repeated.map(\.again))
      readings[position].cells = cells.indices.filter { !dropped.contains($0) }.map { cells[$0] }
    }
  }

  private static func agree(
    _ left: [ReferenceDelimitedRecords.Field], _ right: [ReferenceDelimitedRecords.Field],
    at columns: [Int?],
    in records: ReferenceDelimitedRecords
  ) -> Bool {
    columns.allSatisfy { column in
      column.map { records.equal(left[$0].range, right[$0].range) } ?? true
    }
  }

  /// The position of the reading that a record belongs to, or nil where its unit or year is wrong.
  private mutating func reading(
    for fields: [ReferenceDelimitedRecords.Field], columns: [String: Int],
    records: ReferenceDelimitedRecords
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
    guard let subject = subject(name, code: code) else {
      fail(
        .badField(
          file: path, line: records.line, column: "unit_code", found: code,
          expected: LocalizedText(
            zh: "区划代码，如 110118111 或 110118/民政局",
            en: "a region's code such as 110118111 or 110118/民政局")))
      return nil
    }
    let file = text("file")
    let unit =
      subject.candidates.count == 1
      ? subject.candidates[0] : Unit(name: subject.name ?? name, region: nil)
    let key = Key(unit: unit.key, year: Year(number), file: file)
    if let position = positions[key] { return position }
    var reading = ReportReading(file: file.isEmpty ? path : file)
    reading.year = Year(number)
    let edition = text("edition")
    reading.edition = edition.isEmpty ? nil : EditionID(edition)
    reading.subject = subject
    readings.append(reading)
    positions[key] = readings.count - 1
    return readings.count - 1
  }

  private mutating func subject(_ name: String, code: String) -> ReportReading.Subject? {
    if code.isEmpty {
      if let known = named[name] { return known }
      let found = subjects.subject(named: name)
      named[name] = found
      return found
    }
    return unit(name, code: code).map { .init(name: name, candidates: [$0]) }
  }

  private func unit(_ name: String, code: String) -> Unit? {
    let parts = code.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let region = RegionCode(first) else { return nil }
    return parts.count == 2
      ? Unit(name: String(parts[1]), region: history.current(region), kind: .department)
      : Unit(name: name, region: history.current(region))
  }
}
