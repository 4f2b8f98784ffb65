extension RegionTree {
  /// The tree of a table of regions, or of all tables in a folder.
  ///
  /// Columns: `code` and `name`; and where the table has them `parent` (the region's code, where the
  /// own code does not say so), `from` and `until` (the years of existence), and `kind` (`department`
  /// for a body that hangs under the region `parent`; its code is empty). Of several lines with one
  /// code the one without `until` counts, else the last; lines of the past beside it are its earlier
  /// names and parents.
  ///
  /// - Throws: `ReadingError` where a file cannot be read or is no such table, `UserTableError` with
  ///   every line that has a mistake.
  public init(path: String) throws {
    let files = InputFiles([path])
    if let failure = files.failures.first { throw failure }
    var lines: [RegionLine] = []
    var mistakes: [ReadingError] = []
    for file in files.paths {
      let table = try UserTable(
        path: file,
        columns: [
          .init("code", "代码"), .init("name", "名称"),
          .init("parent", "上级代码", isOptional: true),
          .init("from", "起始年", isOptional: true), .init("until", "终止年", isOptional: true),
          .init("kind", "类型", isOptional: true),
        ])
      for row in table.rows {
        do throws(ReadingError) {
          lines.append(try RegionLine(row))
        } catch {
          mistakes.append(error)
        }
      }
    }
    guard mistakes.isEmpty else { throw UserTableError(mistakes: mistakes) }
    self.init(lines: lines)
  }

  private init(lines: [RegionLine]) {
    var changes: [RegionHistory.Change] = []
    var present: [RegionCode: Region] = [:]
    for case .region(let region) in lines {
      guard let other = present[region.code] else {
        present[region.code] = region
        continue
      }
      // A line of the past is what the region was before; of two of today the later counts.
      let isPast = region.until.map { until in other.until.map { until < $0 } ?? true } ?? false
      let (past, now) = isPast ? (region, other) : (other, region)
      present[region.code] = now
      if past.until != nil { changes.append(RegionHistory.Change(past, now: now)) }
    }
    self.init(Array(present.values))
    history = RegionHistory(changes: changes)
    departments = lines.compactMap { line in
      if case .department(let department) = line { department } else { nil }
    }
  }
}

/// A line of a table of regions.
private enum RegionLine {
  case region(RegionTree.Region)
  case department(RegionTree.Department)

  init(_ row: UserTable.Row) throws(ReadingError) {
    let name = row["name"]
    guard !name.isEmpty else {
      throw row.mistake("name", expected: LocalizedText(zh: "名称", en: "a name"))
    }
    let parent = try Self.code("parent", row)
    let (from, until) = (try Self.year("from", row), try Self.year("until", row))
    switch row["kind"] {
    case "department", "部门":
      guard let parent else {
        throw row.mistake(
          "parent",
          expected: LocalizedText(zh: "部门所属地区的代码", en: "the code of the department's region"))
      }
      self = .department(.init(name: name, region: parent, from: from, until: until))
    case "", "region", "地区":
      guard let code = try Self.code("code", row) else {
        throw row.mistake("code", expected: Self.codeExpected)
      }
      guard parent.map({ $0.level < code.level }) ?? true else {
        throw row.mistake(
          "parent",
          expected: LocalizedText(zh: "上级地区的代码，或空着", en: "the code of a region above, or nothing"))
      }
      let isByCode = parent.map { $0.contains(code) && code.parentByCode == $0 } ?? true
      self = .region(
        .init(code: code, name: name, from: from, until: until, parent: isByCode ? nil : parent))
    default:
      throw row.mistake(
        "kind",
        expected: LocalizedText(
          zh: "空着、region（地区）或 department（部门）", en: "nothing, region or department"))
    }
  }

  private static let codeExpected = LocalizedText(
    zh: "2、4、6、9 或 12 位区划代码", en: "a region code of 2, 4, 6, 9 or 12 digits")

  private static func code(_ column: String, _ row: UserTable.Row) throws(ReadingError)
    -> RegionCode?
  {
    guard !row[column].isEmpty else { return nil }
    guard let code = RegionCode(row[column]) else {
      throw row.mistake(column, expected: codeExpected)
    }
    return code
  }

  private static func year(_ column: String, _ row: UserTable.Row) throws(ReadingError) -> Year? {
    guard !row[column].isEmpty else { return nil }
    guard let number = Int(row[column]), (1900...2999).contains(number) else {
      throw row.mistake(column, expected: LocalizedText(zh: "年份，或空着", en: "a year, or nothing"))
    }
    return Year(number)
  }
}

extension RegionHistory.Change {
  /// What a region was before, by an earlier line of a table.
  fileprivate init(_ past: RegionTree.Region, now: RegionTree.Region) {
    let hasMoved = past.parent != now.parent
    kind = hasMoved ? .transfer : .rename
    oldCode = past.code
    oldName = past.name
    from = past.from
    // The year of the change is the first one of what followed.
    until = now.from ?? past.until
    newCode = now.code
    oldParent = hasMoved ? past.parent ?? past.code.parentByCode : nil
    basis = nil
  }
}
