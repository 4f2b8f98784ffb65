/// What the heading line of an exported panel says about the columns below it.
struct DelimitedHeading: Sendable {
  /// What a record is.
  enum Shape: Sendable {
    /// One cell of one report.
    case long(LongColumns)
    /// One report.
    case wide(WideColumns)
  }

  /// The separator of fields.
  let separator: UInt8
  /// The number of fields of a record.
  let width: Int
  /// The columns that say which report a record is of.
  let keys: KeyColumns
  /// What the others say.
  let shape: Shape

  /// The positions of the columns that say which report a record is of.
  struct KeyColumns: Sendable {
    let unit, year: Int
    let code, edition, file: Int?

    /// Runs of key columns next to each other, ascending.
    var runs: [ClosedRange<Int>] {
      var runs: [ClosedRange<Int>] = []
      for column in [unit, year, code, edition, file].compactMap(\.self).sorted() {
        if let last = runs.last, last.upperBound + 1 == column {
          runs[runs.count - 1] = last.lowerBound...column
        } else {
          runs.append(column...column)
        }
      }
      return runs
    }
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
  private static func name(_ printed: String) -> String {
    if let known = titles[printed] { return known }
    guard printed.hasSuffix("）"), let open = printed.lastIndex(of: "（") else { return printed }
    let inner = printed[printed.index(after: open)...].dropLast()
    let isID = inner.contains(".") && inner.utf8.allSatisfy { $0 < 0x80 }
    return isID ? String(inner) : printed
  }

  /// Whether the texts of a first row are the heading of an exported panel.
  static func isHeading(_ texts: [String]) -> Bool {
    texts.count >= 3 && texts.count < 10_000
      && Set(texts.map { name($0.trimmingBlanks) }).isSuperset(of: ["unit", "year"])
  }

  /// The heading that the texts of a first row are, or nil where they are none.
  ///
  /// - Throws: Where a heading stands there twice, or names several rows of the form.
  init?(
    _ texts: [String], separator: UInt8, line: Int, path: String, vocabulary: DelimitedVocabulary
  ) throws(ReadingError) {
    guard Self.isHeading(texts) else { return nil }
    let names = texts.map { Self.name($0.trimmingBlanks) }
    var counted: Set<String> = []
    for name in names where !name.isEmpty && !counted.insert(name).inserted {
      throw .unclearHeading(file: path, line: line, heading: name)
    }
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }
    guard let unit = column("unit"), let year = column("year") else { return nil }
    self.separator = separator
    width = names.count
    keys = KeyColumns(
      unit: unit, year: year, code: column("unit_code"), edition: column("edition"),
      file: column("file"))
    if let indicator = column("indicator"), let value = column("value") {
      shape = .long(
        LongColumns(
          indicator: indicator, value: value, label: column("label"), measure: column("measure"),
          status: column("status"), file: column("file"), line: column("line")))
    } else {
      shape = .wide(try WideColumns(names, line: line, path: path, vocabulary: vocabulary))
    }
  }
}

/// The positions of the columns of cells below a long heading; nil for those that a file does not have.
struct LongColumns: Sendable {
  let indicator, value: Int
  let label, measure, status, file, line: Int?
}

/// The columns of figures below a wide heading.
struct WideColumns: Sendable {
  /// A run of columns next to each other that all are indicators of the catalogue.
  struct Run: Sendable {
    /// The position of the first field in a record.
    let field: Int
    /// The position of the first indicator in `indicators`.
    let first: Int
    let count: Int
  }

  /// The indicators with a column, from left to right.
  let indicators: [IndicatorIndex]
  /// The headings of these columns.
  let headings: [String]
  let runs: [Run]
  /// The columns that no indicator has, by position, with their headings.
  let unknown: [(field: Int, heading: String)]
  /// The columns of derived indicators, which are not read, by position.
  let derived: [Int]
  /// The column that tells why cells are empty.
  let status: Int?

  /// - Throws: Where a label names several rows of the form, or two columns are one indicator.
  init(_ names: [String], line: Int, path: String, vocabulary: DelimitedVocabulary)
    throws(ReadingError)
  {
    let reserved: Set<String> = [
      "unit", "unit_code", "year", "edition", "file", "line", "status", "",
    ]
    var indicators: [IndicatorIndex] = []
    var headings: [String] = []
    var runs: [Run] = []
    var unknown: [(field: Int, heading: String)] = []
    var derived: [Int] = []
    var taken: Set<IndicatorIndex> = []
    for (field, name) in names.enumerated() where !reserved.contains(name) {
      if name.hasPrefix(Indicator.derivedPrefix) {
        derived.append(field)
        continue
      }
      guard let indicator = try vocabulary.indicator(heading: name, line: line, path: path) else {
        unknown.append((field, name))
        continue
      }
      guard taken.insert(indicator).inserted else {
        throw .unclearHeading(file: path, line: line, heading: name)
      }
      if let last = runs.last, last.field + last.count == field {
        runs[runs.count - 1] = Run(field: last.field, first: last.first, count: last.count + 1)
      } else {
        runs.append(Run(field: field, first: indicators.count, count: 1))
      }
      indicators.append(indicator)
      headings.append(name)
    }
    self.indicators = indicators
    self.headings = headings
    self.runs = runs
    self.unknown = unknown
    self.derived = derived
    status = names.firstIndex(of: "status")
  }
}
