@testable import Nianbao

/// One cell a record: `indicator,label,measure,value,status,line` behind unit and year.
struct ReferenceLongShape: ReferenceDelimitedShape {
  /// The positions of the columns in a record; nil for those that a file does not have.
  private struct Columns {
    let indicator, label, measure, value, status, file, line: Int?
  }

  private let columns: Columns
  private let catalog: Catalog
  private let labels: [LabelKey: Set<IndicatorIndex>]
  private var indicators = ReferenceFieldMemo<IndicatorIndex?>()
  private var labelled = ReferenceFieldMemo<IndicatorIndex?>()
  private var statuses = ReferenceFieldMemo<StatedStatus>()

  /// What a status column says.
  private enum StatedStatus {
    case nothing, unknown
    case status(CellStatus)
  }

  init(columns: [String: Int], catalog: Catalog, labels: [LabelKey: Set<IndicatorIndex>]) {
    self.columns = Columns(
      indicator: columns["indicator"], label: columns["label"], measure: columns["measure"],
      value: columns["value"], status: columns["status"], file: columns["file"],
      line: columns["line"])
    self.catalog = catalog
    self.labels = labels
  }

  mutating func add(
    _ fields: [ReferenceDelimitedRecords.Field], of records: ReferenceDelimitedRecords,
    to reading: inout ReportReading
  ) -> ReadingError? {
    func text(_ column: Int?) -> String {
      column.map { records.text(fields[$0]).trimmingBlanks } ?? ""
    }
    var figure: Figure?
    var valueText = ""
    if let column = columns.value, !fields[column].range.isEmpty {
      figure = records.figure(fields[column])
      valueText = figure == nil ? text(column) : records.text(fields[column])
      if figure == nil, !valueText.isEmpty { figure = ReferenceNumber.figure(valueText.utf8) }
      if figure == nil, !valueText.isEmpty {
        return .badField(
          file: reading.file, line: records.line, column: "value", found: valueText,
          expected: LocalizedText(
            zh: "不带分隔符的数字，如 1234.5", en: "a number without separators, such as 1234.5"))
      }
    }
    let implied: CellStatus = figure == nil ? .blank : .reported
    var status: CellStatus? = implied
    if let column = columns.status, !fields[column].range.isEmpty {
      let stated = statuses.value(fields[column], in: records) { text in
        text.isEmpty ? .nothing : CellStatus(name: text).map { .status($0) } ?? .unknown
      }
      switch stated {
      case .nothing: break
      case .unknown: status = nil
      case .status(let known): status = known
      }
    }
    guard let status, status.hasValue == (figure != nil) else {
      let names = CellStatus.allCases.map(\.name).joined(separator: ", ")
      return .badField(
        file: reading.file, line: records.line, column: "status", found: text(columns.status),
        expected: LocalizedText(
          zh: "\(names) 之一，并与 value 一致", en: "one of \(names), in agreement with the value"))
    }
    // Without a file of its own a cell was read here.
    let isOwn = columns.file.map { fields[$0].range.isEmpty } ?? true
    let place = isOwn ? .line(records.line) : Place(text: text(columns.line)) ?? .unknown
    guard let indicator = indicator(fields, of: records) else {
      let label = text(columns.label)
      reading.unrecognised.append(
        ReadRow(
          label: label.isEmpty ? text(columns.indicator) : label, measure: text(columns.measure),
          text: valueText, value: figure?.value, place: place))
      return nil
    }
    // Both say that there is no cell; the panel finds them out again by itself.
    if status == .absent || status == .notApplicable { return nil }
    reading.cells.append(
      ReadCell(
        indicator: indicator, value: figure?.value,
        mark: CellMark(status, decimals: figure?.decimals ?? 0), place: place, text: valueText))
    return nil
  }

  /// The indicator by its id, else by its label where that names one row only.
  private mutating func indicator(
    _ fields: [ReferenceDelimitedRecords.Field], of records: ReferenceDelimitedRecords
  ) -> IndicatorIndex? {
    let (catalog, labels) = (catalog, labels)
    if let column = columns.indicator, !fields[column].range.isEmpty {
      return indicators.value(fields[column], in: records) {
        catalog.index(of: IndicatorID($0))
      }
    }
    guard let column = columns.label else { return nil }
    return labelled.value(fields[column], in: records) { label in
      guard let named = labels[LabelKey(label)], named.count == 1 else { return nil }
      return named.first
    }
  }
}

/// Numbers as our own files have them: ASCII digits, a point, a minus sign.
enum ReferenceNumber {
  /// The number, or nil where bytes are none or have too many digits. O(n).
  static func figure(_ bytes: some Collection<UInt8>) -> Figure? {
    var digits: Int64 = 0
    var decimals = 0
    var count = 0
    var hasPoint = false
    var isNegative = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "-") where count == 0 && !isNegative: isNegative = true
      case UInt8(ascii: ".") where !hasPoint && count > 0: hasPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        count += 1
        if hasPoint { decimals += 1 }
        guard count <= Figure.digitLimit else { return nil }
        digits = digits * 10 + Int64(byte - 48)
      default: return nil
      }
    }
    guard count > 0, !hasPoint || decimals > 0 else { return nil }
    return Figure(digits: isNegative ? -digits : digits, decimals: decimals)
  }
}
