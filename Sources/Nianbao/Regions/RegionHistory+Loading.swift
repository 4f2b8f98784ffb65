extension RegionHistory {
  /// The history that ships in the binary.
  ///
  /// - Throws: `CatalogError` where the data file has a mistake; a test reads it.
  public static func builtIn() throws(CatalogError) -> RegionHistory {
    try RegionHistory(file: EmbeddedFile.required("regions/changes.tsv"))
  }

  static let headings = ["kind", "old_code", "old_name", "from", "until", "new_code"]

  /// A history from a table of changes.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(file: file.path, text: file.text, headings: Self.headings)
    var problems: [DataFileProblem] = []
    changes = []
    for row in table.rows {
      do {
        changes.append(try Change(cells: { row[$0] }))
      } catch {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message: "\(error.column) is ‘\(error.found)’; expected \(error.expected.english)"))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
  }

  /// This history with the changes of a user's table: comma- or tab-separated text, or the first
  /// sheet of a workbook, under the headings that `nianbao catalog changes` shows.
  ///
  /// - Throws: `ReadingError` where the file is no such table, `UserTableError` with the mistakes of
  ///   its lines.
  /// - Parameter tree: The tree that must have the successors.
  public func adding(path: String, tree: RegionTree) throws -> RegionHistory {
    let table = try UserTable(
      path: path,
      columns: [
        .init("kind", "类型"), .init("old_code", "原代码"), .init("old_name", "原名称"),
        .init("from", "起始年", isOptional: true), .init("until", "终止年", isOptional: true),
        .init("new_code", "现代码"),
      ])
    var history = self
    var mistakes: [ReadingError] = []
    for row in table.rows {
      do {
        history.changes.append(try Change(cells: { row[$0] }))
      } catch {
        mistakes.append(row.mistake(error.column, expected: error.expected))
      }
    }
    guard mistakes.isEmpty else { throw UserTableError(mistakes: mistakes) }
    for (row, change) in zip(table.rows, history.changes.dropFirst(changes.count)) {
      if tree.region(history.current(change.newCode)) == nil {
        mistakes.append(
          row.mistake(
            "new_code",
            expected: LocalizedText(zh: "现行区划中有的代码", en: "a code that the region tree has")))
      }
      if change.kind != .rename, let present = tree.region(change.oldCode) {
        mistakes.append(
          row.mistake(
            "old_code",
            expected: LocalizedText(
              zh: "现行区划不再使用的代码（它现在是\(present.name)）",
              en: "a code no longer in use (it is \(present.name)'s now)")))
      }
    }
    guard mistakes.isEmpty else { throw UserTableError(mistakes: mistakes) }
    return history
  }
}

extension RegionHistory.Change {
  /// What is wrong with a line.
  struct Mistake: Error {
    let column: String
    let found: String
    let expected: LocalizedText
  }

  /// A change from the cells of a line under their headings.
  init(cells: (String) -> String) throws(Mistake) {
    func code(_ column: String) throws(Mistake) -> RegionCode {
      guard let code = RegionCode(cells(column)) else {
        throw Mistake(
          column: column, found: cells(column),
          expected: LocalizedText(
            zh: "2、4、6、9 或 12 位区划代码", en: "a region code of 2, 4, 6, 9 or 12 digits"))
      }
      return code
    }
    func year(_ column: String) throws(Mistake) -> Year? {
      guard !cells(column).isEmpty else { return nil }
      guard let number = Int(cells(column)), (1900...2999).contains(number) else {
        throw Mistake(
          column: column, found: cells(column),
          expected: LocalizedText(zh: "年份，或空着", en: "a year, or nothing"))
      }
      return Year(number)
    }
    guard let kind = Kind(rawValue: cells("kind")) ?? Self.chineseKinds[cells("kind")] else {
      throw Mistake(
        column: "kind", found: cells("kind"),
        expected: LocalizedText(
          zh: "rename（更名）、merger（合并）或 split（拆分）", en: "rename, merger or split"))
    }
    self.kind = kind
    oldCode = try code("old_code")
    newCode = try code("new_code")
    guard oldCode.level == newCode.level || kind != .split else {
      throw Mistake(
        column: "new_code", found: cells("new_code"),
        expected: LocalizedText(zh: "与原代码同级的代码", en: "a code of the old one's level"))
    }
    oldName = cells("old_name")
    guard !oldName.isEmpty else {
      throw Mistake(
        column: "old_name", found: "",
        expected: LocalizedText(zh: "原来的名称", en: "the name of the past"))
    }
    from = try year("from")
    until = try year("until")
    if let from, let until, until < from {
      throw Mistake(
        column: "until", found: cells("until"),
        expected: LocalizedText(zh: "不早于 \(from) 年", en: "no year before \(from)"))
    }
  }

  private static let chineseKinds: [String: Kind] = [
    "更名": .rename, "改名": .rename, "合并": .merger, "撤并": .merger, "拆分": .split,
  ]
}
