extension RuleSet {
  /// The rules that the prose says what the table says: one for each figure that a pattern of
  /// `reading/claims.tsv` can find a claim of. They are silent where the prose states nothing, or the
  /// table has no figure.
  ///
  /// - Throws: `CatalogError` where the data file is damaged or names no known figure.
  static func claims(file: EmbeddedFile, of catalog: Catalog) throws(CatalogError) -> [Rule] {
    let table = try DataTable(
      file: file.path, text: file.text,
      headings: ["kind", "pattern", "indicators_2014", "indicators_2019", "total", "context"])
    var indicators: [IndicatorIndex] = []
    for row in table.rows where row["kind"] == "claim" || row["kind"] == "nothing" {
      for id in [row["indicators_2014"], row["indicators_2019"]] where id != "-" && !id.isEmpty {
        guard let index = catalog.index(of: IndicatorID(id)) else {
          throw CatalogError(problems: [
            DataFileProblem(
              file: file.path, line: row.line,
              message: "‘\(id)’ is not the id of a figure of any edition")
          ])
        }
        indicators.append(index)
      }
    }
    return Set(indicators).sorted().map { claim(of: $0, catalog, file: file.path) }
  }

  private static func claim(of indicator: IndicatorIndex, _ catalog: Catalog, file: String) -> Rule
  {
    let entry = catalog[indicator]
    let printed = LinearForm(CellReference(indicator: indicator, lag: 0))
    return Rule(
      id: RuleID("claim:\(entry.id)"), kind: .claim, severity: .warning,
      editions: Set(catalog.editions.filter { $0.contains(indicator) }.map(\.id)),
      assertion: Assertion(
        premise: nil,
        conclusion: .comparison(
          Comparison(left: printed, sign: .equal, right: printed.taken(from: .prose)))),
      missing: .nonNull,
      message: LocalizedText(
        zh: "“\(entry.label)”表中为{left}，正文说是{right}，相差{difference}",
        en: "‘\(entry.label)’ is {left} in the table, but the text says {right}: {difference}"),
      origin: .file(file, line: 0))
  }
}
