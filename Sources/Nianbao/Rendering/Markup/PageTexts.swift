/// The words of a kind of page, each by its id in a data file.
protocol PhraseID: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
  /// The data file.
  static var file: String { get }
}

/// The words of a kind of page in one language.
struct PageTexts<Text: PhraseID>: Sendable {
  /// The language.
  let language: Language
  private let templates: [Text: MessageTemplate]

  /// The words of a data file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  init(file: String, text: String, language: Language) throws(CatalogError) {
    let table = try DataTable(file: file, text: text, headings: ["id", "zh", "en"])
    var problems: [DataFileProblem] = []
    var templates: [Text: MessageTemplate] = [:]
    for row in table.rows {
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file, line: row.line, message: message))
      }
      guard let id = Text(rawValue: row["id"]) else {
        report("no page uses a text ‘\(row["id"])’")
        continue
      }
      let (chinese, english) = (MessageTemplate(row["zh"]), MessageTemplate(row["en"]))
      if row["zh"].isEmpty || row["en"].isEmpty { report("a text in zh and en is needed") }
      if Set(chinese.placeholders) != Set(english.placeholders) {
        report("zh and en have different placeholders")
      }
      if templates[id] != nil { report("‘\(id.rawValue)’ stands here twice") }
      templates[id] = language == .chinese ? chinese : english
    }
    for id in Text.allCases where templates[id] == nil && problems.isEmpty {
      problems.append(DataFileProblem(file: file, line: 0, message: "‘\(id.rawValue)’ is missing"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.language = language
    self.templates = templates
  }

  /// The words that ship in the binary.
  ///
  /// - Throws: `CatalogError` with every mistake of the data file; a test walks it.
  static func builtIn(_ language: Language) throws(CatalogError) -> PageTexts {
    let file = try EmbeddedFile.required(Text.file)
    return try PageTexts(file: file.path, text: file.text, language: language)
  }

  /// A text with its placeholders filled.
  func callAsFunction(_ id: Text, _ values: [String: String] = [:]) -> String {
    templates[id]?.filled { values[$0] ?? "" } ?? ""
  }
}
