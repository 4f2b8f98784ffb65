/// What a user's table says of the units of a panel: columns of short texts such as 城区 and 农村.
public struct UnitTags: Sendable {
  /// One column.
  struct Column: Sendable {
    /// The different texts in the order of the table.
    let values: [String]
    /// For each unit of the panel a position in `values`, or −1.
    let codes: [Int32]
    /// The same of township-level regions that have no unit in the panel.
    let townships: [RegionCode: Int32]
  }

  /// The names of the columns in the order of the table.
  public let names: [String]
  private let columns: [String: Column]

  init(names: [String], columns: [String: Column]) {
    self.names = names
    self.columns = columns
  }

  /// The column with a name, or nil.
  func column(_ name: String) -> Column? { columns[name] }

  /// What a column says of a unit, or nil.
  public func value(_ name: String, of unit: UnitIndex) -> String? {
    guard let column = columns[name], column.codes[unit.position] >= 0 else { return nil }
    return column.values[Int(column.codes[unit.position])]
  }
}

extension UnitTags {
  /// What some columns say of each unit of the panel, joined by `·`; nil for a unit that lacks one.
  ///
  /// - Throws: `SelectionError.unknownTag` for a column that the table does not have.
  public func words(_ names: [String], of panel: Panel) throws(SelectionError) -> [String?] {
    let names = names.flatMap { $0.split(whereSeparator: { $0 == "," || $0 == "，" }) }
      .map(\.trimmingSpaces)
    for name in names where columns[name] == nil {
      throw .unknownTag(name, known: self.names)
    }
    return panel.units.indices.map { unit in
      let values = names.compactMap { value($0, of: unit) }
      return values.count == names.count ? values.joined(separator: "·") : nil
    }
  }

  /// The tags of a table: a column `unit` or `unit_code` (单位, 单位代码), and one for each tag.
  ///
  /// A code may be that of a region without a unit in the panel, and an empty cell says nothing.
  ///
  /// - Throws: `ReadingError` where the file cannot be read or is no such table, `UserTableError` with
  ///   every line that names no unit, or one that stands there already.
  public init(path: String, of panel: Panel) throws {
    let table = try UserTable(
      path: path,
      columns: [
        .init("unit", "单位", isOptional: true), .init("unit_code", "单位代码", isOptional: true),
      ])
    guard table.has("unit") || table.has("unit_code") else {
      throw ReadingError.missingHeading(
        file: path, line: table.headingLine, expected: ["unit", "unit_code", "单位", "单位代码"])
    }
    guard !table.otherHeadings.isEmpty else {
      throw ReadingError.missingHeading(
        file: path, line: table.headingLine, expected: ["标签列", "a column of tags"])
    }
    var builder = UnitTagsBuilder(panel, names: table.otherHeadings)
    for row in table.rows { builder.read(row) }
    guard builder.mistakes.isEmpty else { throw UserTableError(mistakes: builder.mistakes) }
    self = builder.tags
  }
}

extension Panel {
  /// For each year the form that each unit's report stands on; nil where it stands on none that is known.
  public func editionsOfUnits() -> [Year: [String?]] {
    var editions: [Year: [String?]] = [:]
    for year in years {
      editions[year] = units.indices.map { unit in
        reports.position(of: unit, in: year).flatMap { reports.edition($0)?.name }
      }
    }
    return editions
  }
}

/// Puts the lines of a table of tags together.
private struct UnitTagsBuilder {
  private let panel: Panel
  private let directory: UnitDirectory
  private let names: [String]
  private var values: [[String]]
  private var codes: [[Int32]]
  private var townships: [[RegionCode: Int32]]
  private var seen: Set<String> = []
  private(set) var mistakes: [ReadingError] = []

  init(_ panel: Panel, names: [String]) {
    self.panel = panel
    directory = UnitDirectory(panel)
    self.names = names
    values = Array(repeating: [], count: names.count)
    codes = Array(
      repeating: Array(repeating: -1, count: panel.units.count), count: names.count)
    townships = Array(repeating: [:], count: names.count)
  }

  mutating func read(_ row: UserTable.Row) {
    let column = row["unit_code"].isEmpty ? "unit" : "unit_code"
    let word = row[column]
    guard seen.insert(word).inserted else {
      mistakes.append(
        row.mistake(
          column, expected: LocalizedText(zh: "每个单位一行", en: "one line for each unit")))
      return
    }
    do throws(SelectionError) {
      let unit = try directory.unit(word)
      for (position, name) in names.enumerated() where !row[name].isEmpty {
        codes[position][unit.position] = code(of: row[name], position)
      }
    } catch {
      guard let region = RegionCode(word), panel.regions.region(region) != nil else {
        mistakes.append(row.mistake(column, expected: error.message))
        return
      }
      for (position, name) in names.enumerated() where !row[name].isEmpty {
        townships[position][region] = code(of: row[name], position)
      }
    }
  }

  private mutating func code(of text: String, _ position: Int) -> Int32 {
    if let known = values[position].firstIndex(of: text) { return Int32(known) }
    values[position].append(text)
    return Int32(values[position].count - 1)
  }

  var tags: UnitTags {
    var columns: [String: UnitTags.Column] = [:]
    for (position, name) in names.enumerated() {
      columns[name] = UnitTags.Column(
        values: values[position], codes: codes[position], townships: townships[position])
    }
    return UnitTags(names: names, columns: columns)
  }
}
