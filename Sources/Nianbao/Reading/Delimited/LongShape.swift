/// One cell a record: `indicator,label,measure,value,status,line` behind unit and year.
struct LongShape: DelimitedShape {
  private let columns: [String: Int]
  private let catalog: Catalog
  private let labels: [LabelKey: Set<IndicatorIndex>]

  init(columns: [String: Int], catalog: Catalog, labels: [LabelKey: Set<IndicatorIndex>]) {
    self.columns = columns
    self.catalog = catalog
    self.labels = labels
  }

  func add(
    _ fields: [DelimitedRecords.Field], of records: DelimitedRecords,
    to reading: inout ReportReading
  ) -> ReadingError? {
    func text(_ column: String) -> String {
      columns[column].map { records.text(fields[$0]).trimmingBlanks } ?? ""
    }
    let valueText = text("value")
    var figure: Figure?
    if !valueText.isEmpty {
      figure = PlainNumber.figure(valueText)
      if figure == nil {
        return .badField(
          file: reading.file, line: records.line, column: "value", found: valueText,
          expected: LocalizedText(
            zh: "不带分隔符的数字，如 1234.5", en: "a number without separators, such as 1234.5"))
      }
    }
    let statusText = text("status")
    let implied: CellStatus = figure == nil ? .blank : .reported
    guard let status = statusText.isEmpty ? implied : CellStatus(name: statusText),
      status.hasValue == (figure != nil)
    else {
      let names = CellStatus.allCases.map(\.name).joined(separator: ", ")
      return .badField(
        file: reading.file, line: records.line, column: "status", found: statusText,
        expected: LocalizedText(
          zh: "\(names) 之一，并与 value 一致", en: "one of \(names), in agreement with the value"))
    }
    // Without a file of its own a cell was read here.
    let place =
      text("file").isEmpty ? .line(records.line) : Place(text: text("line")) ?? .unknown
    guard let indicator = indicator(id: text("indicator"), label: text("label")) else {
      reading.unrecognised.append(
        ReadRow(
          label: text("label").isEmpty ? text("indicator") : text("label"),
          measure: text("measure"),
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
  private func indicator(id: String, label: String) -> IndicatorIndex? {
    if let index = catalog.index(of: IndicatorID(id)) { return index }
    guard id.isEmpty, let named = labels[LabelKey(label)], named.count == 1 else { return nil }
    return named.first
  }
}

/// Numbers as our own files have them: ASCII digits, a point, a minus sign.
enum PlainNumber {
  /// The number, or nil where a text is none or has too many digits. O(n).
  static func figure(_ text: String) -> Figure? {
    var digits: Int64 = 0
    var decimals = 0
    var count = 0
    var hasPoint = false
    var isNegative = false
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where offset == 0: isNegative = true
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

extension Place {
  /// A place from its written form: `193` or `T3R5C7`; nil for anything else.
  public init?(text: some StringProtocol) {
    if let line = Int(text), line > 0 {
      self = .line(line)
      return
    }
    guard text.utf8.first == UInt8(ascii: "T") else { return nil }
    let numbers = text.dropFirst().split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "R" || $0 == "C" }
    ).compactMap { Int($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else { return nil }
    self = .cell(table: numbers[0], row: numbers[1], column: numbers[2])
  }
}
