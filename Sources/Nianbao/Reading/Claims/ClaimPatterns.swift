/// The patterns of claims and the words that keep a clause from being one.
struct ClaimPatterns: Sendable {
  /// The patterns in the order of the data file.
  private(set) var patterns: [ClaimPattern] = []
  /// A clause with one of these speaks of something else.
  private(set) var asides: [[Unicode.Scalar]] = []
  /// From one of these on a sentence speaks of parts.
  private(set) var parts: [[Unicode.Scalar]] = []
  /// A clause that begins with one of these speaks of some of the bodies.
  private(set) var bodies: [[Unicode.Scalar]] = []
  /// What a sentence may speak of, as far as patterns ask for it.
  private(set) var contexts: [[Unicode.Scalar]] = []

  /// Reads the data file.
  ///
  /// - Throws: `CatalogError` with every mistake by line.
  init(file: EmbeddedFile, catalog: Catalog) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text,
      headings: ["kind", "pattern", "indicators_2014", "indicators_2019", "total", "context"])
    var problems: [DataFileProblem] = []
    for row in table.rows {
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file.path, line: row.line, message: message))
      }
      let pattern = row["pattern"]
      guard !pattern.isEmpty else {
        report("the pattern is empty")
        continue
      }
      func indicator(_ column: String) -> IndicatorIndex? {
        let id = row[column]
        if id.isEmpty || id == "-" { return nil }
        let index = catalog.index(of: IndicatorID(id))
        if index == nil { report("‘\(id)’ is not the id of a figure of any edition") }
        return index
      }
      switch row["kind"] {
      case "aside": asides.append(Array(pattern.unicodeScalars))
      case "part": parts.append(Array(pattern.unicodeScalars))
      case "body": bodies.append(Array(pattern.unicodeScalars))
      case "claim", "nothing":
        let (earlier, later) = (indicator("indicators_2014"), indicator("indicators_2019"))
        guard let kind = ClaimPattern.Kind(rawValue: row["kind"]) else { continue }
        do throws(SubjectPattern.PatternMistake) {
          patterns.append(
            try ClaimPattern(
              kind: kind, pattern: pattern, earlier: earlier, later: later,
              isTotal: row["total"] == "yes", context: row["context"]))
        } catch {
          report(error.message)
        }
      default:
        report("the kind is ‘\(row["kind"])’; expected claim, nothing, aside, part or body")
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    contexts = Set(patterns.map(\.context)).filter { !$0.isEmpty }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
