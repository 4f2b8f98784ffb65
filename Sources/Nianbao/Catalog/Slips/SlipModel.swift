/// How often slips happen and what they are called, as `slips.tsv` says.
struct SlipModel: Sendable {
  private let rates: [String: Double]
  private let reasons: [String: LocalizedText]

  /// The model of a data file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  init(file: String, text: String) throws(CatalogError) {
    let table = try DataTable(file: file, text: text, headings: ["slip", "rate", "zh", "en"])
    var problems: [DataFileProblem] = []
    var rates: [String: Double] = [:]
    var reasons: [String: LocalizedText] = [:]
    let names = Set(Slip.all.map(\.name))
    for row in table.rows {
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file, line: row.line, message: message))
      }
      let name = row["slip"]
      if !names.contains(name) {
        report("‘\(name)’ is no slip; expected \(names.sorted().joined(separator: ", "))")
      }
      if rates[name] != nil { report("‘\(name)’ stands here twice") }
      guard let rate = Double(row["rate"]), rate > 0, rate <= 100 else {
        report("the rate is ‘\(row["rate"])’; expected a number above 0, at most 100")
        continue
      }
      if row["zh"].isEmpty || row["en"].isEmpty { report("a reason in zh and en is needed") }
      rates[name] = rate / 100
      reasons[name] = LocalizedText(zh: row["zh"], en: row["en"])
    }
    for name in names.subtracting(rates.keys).sorted() where problems.isEmpty {
      problems.append(DataFileProblem(file: file, line: 0, message: "‘\(name)’ is missing"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.rates = rates
    self.reasons = reasons
  }

  /// The model that ships in the binary.
  ///
  /// - Throws: `CatalogError` with every mistake of the data file; a test walks it.
  static func builtIn() throws(CatalogError) -> SlipModel {
    let file = try EmbeddedFile.required("slips.tsv")
    return try SlipModel(file: file.path, text: file.text)
  }

  /// How often a slip happens, of all slips.
  func rate(_ slip: Slip) -> Double { rates[slip.name] ?? 1e-3 }

  /// The explanation for a reader.
  func reason(_ slip: Slip) -> LocalizedText {
    guard let reason = reasons[slip.name] else {
      return LocalizedText(zh: slip.name, en: slip.name)
    }
    guard case .factor(let factor) = slip else { return reason }
    func fill(_ text: String) -> String {
      MessageTemplate(text).filled { _ in "\(factor)" }
    }
    return LocalizedText(zh: fill(reason.chinese), en: fill(reason.english))
  }
}
