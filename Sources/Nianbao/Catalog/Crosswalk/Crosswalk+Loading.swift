extension Crosswalk {
  /// The word for reports of the years before the first national form.
  static let freeForm = "free-form"

  /// A crosswalk from its data file.
  ///
  /// - Throws: `CatalogError` with every mistake by line: names that the catalogue does not have,
  ///   expressions that are no sum of the edition's figures, grades that the expression or the reasons
  ///   do not bear out.
  init(file: EmbeddedFile, of catalog: Catalog) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text,
      headings: ["series", "editions", "expression", "grade", "reason_zh", "reason_en"])
    var problems: [DataFileProblem] = []
    var counterparts: [Counterpart] = []
    var seen: Set<String> = []
    for row in table.rows {
      for edition in row["editions"].split(separator: " ").map(String.init) {
        do throws(CrosswalkMistake) {
          counterparts.append(try Counterpart(row, edition: edition, of: catalog))
          guard seen.insert("\(row["series"]) \(edition)").inserted else {
            throw CrosswalkMistake("‘\(row["series"])’ stands for \(edition) a second time")
          }
        } catch {
          problems.append(
            DataFileProblem(file: file.path, line: row.line, message: error.message))
        }
      }
      if row["editions"].isEmpty {
        problems.append(
          DataFileProblem(file: file.path, line: row.line, message: "no edition is named"))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.init(counterparts)
  }
}

/// What is wrong with a line.
private struct CrosswalkMistake: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

extension Crosswalk.Counterpart {
  /// The counterpart that a line states for one of its editions.
  fileprivate init(_ row: DataTable.Row, edition name: String, of catalog: Catalog)
    throws(CrosswalkMistake)
  {
    guard let indicator = catalog.index(of: IndicatorID(row["series"])) else {
      throw CrosswalkMistake("‘\(row["series"])’ is no indicator of any edition")
    }
    guard let grade = Crosswalk.Grade(rawValue: row["grade"]) else {
      let grades = Crosswalk.Grade.allCases.map(\.rawValue).joined(separator: ", ")
      throw CrosswalkMistake("the grade is ‘\(row["grade"])’; expected \(grades)")
    }
    self.indicator = indicator
    self.grade = grade
    expression = row["expression"]
    reason = LocalizedText(zh: row["reason_zh"], en: row["reason_en"])
    edition = name == Crosswalk.freeForm ? nil : EditionID(name)
    form = try Self.form(expression, edition: edition, of: catalog)
    try checkMeasures(of: catalog)
    if grade == .exact, figure == nil {
      throw CrosswalkMistake("a formula is no exact counterpart; expected derived or worse")
    }
    guard (grade == .exact) == (reason.chinese.isEmpty && reason.english.isEmpty),
      reason.chinese.isEmpty == reason.english.isEmpty
    else {
      throw CrosswalkMistake(
        grade == .exact
          ? "an exact counterpart has no reason" : "expected the reason in both languages")
    }
  }

  private static func form(_ expression: String, edition: EditionID?, of catalog: Catalog)
    throws(CrosswalkMistake) -> LinearForm
  {
    var indicators = catalog.indicators.indices.map { IndicatorIndex($0) }
    if let edition {
      guard let printed = catalog.edition(edition) else {
        throw CrosswalkMistake("‘\(edition)’ is no edition")
      }
      indicators = printed.indicators
    }
    let form: LinearForm
    do {
      form = try RuleParser.sum(
        expression, names: .init(catalog: catalog, indicators: indicators, step: nil))
    } catch {
      throw CrosswalkMistake("expression, column \(error.column + 1): \(error.message)")
    }
    guard !form.terms.isEmpty, form.constant == 0,
      form.terms.allSatisfy({ $0.cell.lag == 0 && $0.cell.source == .table })
    else {
      throw CrosswalkMistake("expected a sum of the form's own figures of the year")
    }
    return form
  }

  /// Counts stand for counts, amounts for amounts of the same measure.
  private func checkMeasures(of catalog: Catalog) throws(CrosswalkMistake) {
    func base(_ measure: Measure) -> String {
      measure.kind == .count ? "" : measure.conversion?.base ?? measure.name
    }
    let own = catalog[indicator].measure
    for term in form.terms {
      let measure = catalog[term.cell.indicator].measure
      guard base(measure) == base(own) else {
        throw CrosswalkMistake(
          "‘\(catalog[term.cell.indicator].id)’ is in \(measure.name), the series in \(own.name)")
      }
    }
  }
}
