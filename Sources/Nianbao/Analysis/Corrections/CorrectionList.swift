/// Corrections that a person wrote down, held against the panel that they are for.
public struct CorrectionList: Sendable {
  /// The corrections that the panel can take, in the order of writing; no two of one cell.
  public let corrections: [Correction]
  /// The lines that it cannot take, and why, in the order of writing.
  public let mistakes: [ReadingError]

  private init(_ statements: [CorrectionStatement], for panel: Panel) {
    var resolver = CorrectionResolver(panel)
    var corrections: [Correction] = []
    var mistakes: [ReadingError] = []
    for statement in statements {
      do {
        corrections.append(try resolver.resolve(statement))
      } catch {
        mistakes.append(error.error(at: statement.origin))
      }
    }
    self.corrections = corrections
    self.mistakes = mistakes
  }

  /// Reads a file of corrections: comma-, semicolon- or tab-separated text, or the first sheet of a
  /// workbook, with the columns `unit`, `unit_code`, `year`, `indicator`, `value`, `old` and `note` in
  /// any order; one of the first two will do, and `old` and `note` may be missing or empty.
  ///
  /// - Throws: Where the file cannot be read or lacks a column. What is wrong with single lines is in
  ///   `mistakes`.
  /// - Complexity: Linear in the file and in the panel's units.
  public init(path: String, for panel: Panel) throws(ReadingError) {
    let table = try UserTable(path: path, columns: Self.columns)
    self.init(
      table.rows.map { row in
        CorrectionStatement(
          unit: row["unit"], unitCode: row["unit_code"], year: row["year"],
          indicator: row["indicator"], value: row["value"], old: row["old"], note: row["note"],
          origin: Correction.Origin(file: row.file, line: row.line))
      }, for: panel)
  }

  private static let columns: [UserTable.Column] = [
    .init("unit", "单位", isOptional: true), .init("unit_code", "单位代码", isOptional: true),
    .init("year", "年度"), .init("indicator", "指标"), .init("value", "数值"),
    .init("old", "原数", isOptional: true), .init("note", "说明", isOptional: true),
  ]

  /// Reads assignments such as `古北口镇,2017,training.session=2`: unit, year, indicator and figure, or
  /// `blank` for none. Several stand in one text with semicolons between them.
  ///
  /// - Throws: `AssignmentError` with every assignment that the panel cannot take.
  public init(assignments texts: [String], for panel: Panel) throws(AssignmentError) {
    var statements: [CorrectionStatement] = []
    var mistakes: [ReadingError] = []
    let parts = texts.flatMap { $0.split(whereSeparator: { $0 == ";" || $0 == "；" }) }
    for (position, part) in parts.enumerated() {
      let origin = Correction.Origin(file: Self.assignmentName, line: position + 1)
      if let statement = CorrectionStatement(assignment: String(part), origin: origin) {
        statements.append(statement)
      } else {
        mistakes.append(
          .badField(
            file: origin.file, line: origin.line, column: Self.assignmentName,
            found: String(part),
            expected: LocalizedText(
              zh: "“单位,年度,指标=数值”，如 古北口镇,2017,training.session=2",
              en: "UNIT,YEAR,INDICATOR=VALUE such as 古北口镇,2017,training.session=2")))
      }
    }
    self.init(statements, for: panel)
    mistakes += self.mistakes
    guard mistakes.isEmpty else { throw AssignmentError(mistakes: mistakes) }
  }

  /// The name of assignments in messages.
  private static let assignmentName = "--with"
}

/// Assignments that a panel cannot take.
public struct AssignmentError: UsageError, Sendable, Hashable {
  /// The mistakes; never empty. The line of each is the number of its assignment.
  public let mistakes: [ReadingError]

  /// One line a mistake.
  public var message: LocalizedText { UserTableError(mistakes: mistakes).message }
}

extension CorrectionStatement {
  /// The statement of `UNIT,YEAR,INDICATOR=VALUE`, or nil where a text is not of that form. A label
  /// may have commas and signs of equality of its own.
  fileprivate init?(assignment: String, origin: Correction.Origin) {
    guard let sign = assignment.lastIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
    let parts = assignment[..<sign].split(
      maxSplits: 2, omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "，" }
    ).map { String($0).trimmingBlanks }
    let value = String(assignment[assignment.index(after: sign)...]).trimmingBlanks
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }), !value.isEmpty else { return nil }
    self.init(
      unit: parts[0], year: parts[1], indicator: parts[2], value: value, origin: origin)
  }
}
