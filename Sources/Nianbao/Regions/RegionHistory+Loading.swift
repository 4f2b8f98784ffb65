extension RegionHistory {
  /// The history that ships in the binary.
  ///
  /// - Throws: `CatalogError` where the data file has a mistake; a test reads it.
  public static func builtIn() throws(CatalogError) -> RegionHistory {
    try RegionHistory(file: EmbeddedFile.required("regions/changes.tsv"))
  }

  static let headings = ["kind", "old_code", "old_name", "from", "until", "new_code"]
  static let optionalHeadings = ["old_parent", "basis"]

  /// A history from a table of changes.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text, headings: Self.headings,
      optional: Self.optionalHeadings)
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
    for position in Self.unclearDivisions(changes) {
      problems.append(
        DataFileProblem(
          file: file.path, line: table.rows[position].line,
          message: "basis: expected \(Self.clearDivision.english)"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
  }

  /// The last lines of divisions whose parts do not say by what figures are divided in one way: shares
  /// that add up to one, or one indicator.
  private static func unclearDivisions(_ changes: [Change]) -> [Int] {
    struct Division: Hashable {
      let code: RegionCode
      let until: Year?
    }
    let parts = changes.indices.filter { changes[$0].kind == .split }
    let divisions = Dictionary(grouping: parts) { position in
      Division(code: changes[position].oldCode, until: changes[position].until)
    }
    return divisions.values.compactMap { positions -> Int? in
      let bases = positions.map { changes[$0].basis }
      if Set(bases).count == 1 {
        guard case .share = bases[0] else { return nil }
      }
      var sum = 0.0
      for case .share(let share)? in bases { sum += share }
      let areShares = bases.allSatisfy { if case .share? = $0 { true } else { false } }
      return areShares && abs(sum - 1) < 1e-9 ? nil : positions.last
    }.sorted()
  }

  private static let clearDivision = LocalizedText(
    zh: "各部分要么都不写，要么写合计为 100% 的份额，要么写同一个指标",
    en: "nothing for all parts, shares that add up to 100%, or one indicator for all")

  /// This history with the changes of a user's table: comma- or tab-separated text, or the first
  /// sheet of a workbook, under the headings that `nianbao catalog region-changes` shows.
  ///
  /// - Parameters:
  ///   - tree: The tree that must have the successors.
  ///   - catalog: The catalogue that must have the indicators by which regions are divided; nil for no
  ///     such check.
  /// - Throws: `ReadingError` where the file is no such table, `UserTableError` with the mistakes of
  ///   its lines.
  public func adding(path: String, tree: RegionTree, catalog: Catalog? = nil) throws
    -> RegionHistory
  {
    let table = try UserTable(
      path: path,
      columns: [
        .init("kind", "类型"), .init("old_code", "原代码"), .init("old_name", "原名称"),
        .init("from", "起始年", isOptional: true), .init("until", "终止年", isOptional: true),
        .init("new_code", "现代码"), .init("old_parent", "原上级代码", isOptional: true),
        .init("basis", "拆分依据", isOptional: true),
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
    let added = Array(history.changes.dropFirst(changes.count))
    mistakes = Self.unclearDivisions(added).map {
      table.rows[$0].mistake("basis", expected: Self.clearDivision)
    }
    let kept = Set(
      added.lazy.filter { $0.kind == .split && $0.oldCode == $0.newCode }.map(\.oldCode))
    for (row, change) in zip(table.rows, history.changes.dropFirst(changes.count)) {
      if tree.region(history.current(change.newCode)) == nil {
        mistakes.append(
          row.mistake(
            "new_code",
            expected: LocalizedText(zh: "现行区划中有的代码", en: "a code that the region tree has")))
      }
      if case .indicator(let id)? = change.basis, let catalog, catalog.index(of: id) == nil {
        mistakes.append(
          row.mistake(
            "basis",
            expected: LocalizedText(
              zh: "份额（如 40%）或指标代号", en: "a share such as 40%, or an indicator's id")))
      }
      if change.kind == .merger || change.kind == .split, !kept.contains(change.oldCode),
        let present = tree.region(change.oldCode), present.until == nil
      {
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
          zh: "rename（更名）、recode（改代码）、transfer（划转）、merger（合并）、split（拆分）或 established（新设）",
          en: "rename, recode, transfer, merger, split or established"))
    }
    self.kind = kind
    oldCode = try code("old_code")
    newCode = try code("new_code")
    guard oldCode.level == newCode.level || kind != .split,
      oldCode == newCode || kind != .established
    else {
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
    guard kind != .established || from != nil else {
      throw Mistake(
        column: "from", found: "",
        expected: LocalizedText(zh: "新设的年份", en: "the year it was established in"))
    }
    let parent = cells("old_parent")
    oldParent = parent.isEmpty ? nil : RegionCode(parent)
    guard parent.isEmpty || oldParent?.level ?? .village < oldCode.level else {
      throw Mistake(
        column: "old_parent", found: parent,
        expected: LocalizedText(
          zh: "上级地区的代码，或空着", en: "the code of a region above, or nothing"))
    }
    guard kind != .transfer || oldCode != newCode || oldParent != nil else {
      throw Mistake(
        column: "old_parent", found: "",
        expected: LocalizedText(
          zh: "原上级代码，因代码未变", en: "the region it lay in, for the code is the same"))
    }
    basis = try Self.basis(cells("basis"), of: kind)
  }

  private static func basis(_ text: String, of kind: Kind) throws(Mistake) -> Basis? {
    guard !text.isEmpty else { return nil }
    let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
    if kind == .split {
      if let number {
        if (0...1).contains(number) { return .share(number) }
      } else if !text.contains(where: \.isWhitespace) {
        return .indicator(IndicatorID(text))
      }
    }
    throw Mistake(
      column: "basis", found: text,
      expected: kind == .split
        ? LocalizedText(zh: "份额（如 40%）或指标代号", en: "a share such as 40%, or an indicator's id")
        : LocalizedText(zh: "空着（只有拆分才有依据）", en: "nothing; only divisions have a basis"))
  }

  private static let chineseKinds: [String: Kind] = [
    "更名": .rename, "改名": .rename, "改代码": .recode, "划转": .transfer, "合并": .merger,
    "撤并": .merger, "拆分": .split, "新设": .established,
  ]
}
