import Nianbao

/// How often published reports state figures in their prose: the content of `prose.tsv`.
public struct ProseRates: Sendable {
  /// How many reports state no figure at all.
  let silent: Double
  /// How many of the stated figures are rough ones: 约260条.
  let about: Double
  /// How many are lower bounds: 260余条.
  let atLeast: Double
  /// How many of the exact ones differ from the table, which is right all the same.
  let different: Double
  /// How often reports that state any figure state an indicator's, by form.
  private let figures: [IndicatorID: Double]

  /// The rates that ship with the generator.
  ///
  /// - Throws: `CatalogError` with every mistake of the file; a test reads it.
  public static func builtIn(_ catalog: Catalog) throws(CatalogError) -> ProseRates {
    try ProseRates(
      file: "prose.tsv", text: String(decoding: PackageResources.prose_tsv, as: UTF8.self),
      catalog: catalog)
  }

  /// The rates of a table with the headings `kind`, `form`, `name`, `count` and `of`.
  ///
  /// A count of 0 is taken for the half of one more: what was not seen may still be.
  ///
  /// - Throws: `CatalogError` with every mistake, by file and line.
  public init(file: String, text: String, catalog: Catalog) throws(CatalogError) {
    let table = try DataTable(
      file: file, text: text, headings: ["kind", "form", "name", "count", "of"])
    var problems: [DataFileProblem] = []
    var rates: [String: Double] = [:]
    var figures: [IndicatorID: Double] = [:]
    for row in table.rows {
      func problem(_ message: String) {
        problems.append(DataFileProblem(file: file, line: row.line, message: message))
      }
      guard let count = Int(row["count"]), let all = Int(row["of"]), count >= 0, count <= all,
        all > 0
      else {
        problem(
          "‘\(row["count"])’ of ‘\(row["of"])’; expected whole numbers, the first from 0 up to the second"
        )
        continue
      }
      let rate = count > 0 ? Double(count) / Double(all) : 0.5 / Double(all + 1)
      switch row["kind"] {
      case "silent", "different": rates[row["kind"]] = rate
      case "rough" where ["about", "at-least"].contains(row["name"]): rates[row["name"]] = rate
      case "rough": problem("the name is ‘\(row["name"])’; expected about or at-least")
      case "figure":
        let id = IndicatorID(row["name"])
        if catalog.index(of: id) == nil {
          problem("‘\(id)’ is not the id of a figure of any edition")
        }
        if figures.updateValue(rate, forKey: id) != nil { problem("‘\(id)’ has a line already") }
      default:
        problem("the kind is ‘\(row["kind"])’; expected silent, rough, different or figure")
      }
    }
    for name in ["silent", "about", "at-least", "different"]
    where problems.isEmpty && rates[name] == nil {
      problems.append(DataFileProblem(file: file, line: 0, message: "‘\(name)’ is missing"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    silent = rates["silent"] ?? 0
    about = rates["about"] ?? 0
    atLeast = rates["at-least"] ?? 0
    different = rates["different"] ?? 0
    self.figures = figures
  }

  /// How often a report that states any figure states an indicator's.
  func stated(_ indicator: IndicatorID) -> Double { figures[indicator] ?? 0 }
}
