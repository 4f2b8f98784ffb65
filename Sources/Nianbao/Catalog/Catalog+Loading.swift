extension Catalog {
  /// The catalogue that ships in the binary.
  ///
  /// - Throws: `CatalogError` with every mistake of the data files, by file and line. A test walks
  ///   all files, so a released binary does not throw here.
  /// - Complexity: Linear in the size of the data files, some milliseconds.
  public static func builtIn() throws(CatalogError) -> Catalog {
    guard let measures = EmbeddedFile.named("measures.tsv"),
      let editions = EmbeddedFile.named("editions/editions.tsv"),
      let labels = EmbeddedFile.named("editions/labels.tsv")
    else {
      throw CatalogError(problems: [
        DataFileProblem(
          file: "embedded.c", line: 0,
          message: "measures.tsv, editions/editions.tsv or editions/labels.tsv is not embedded")
      ])
    }
    return try Catalog(
      measures: measures, editions: editions, labels: labels,
      forms: EmbeddedFile.all(in: "editions/"))
  }

  /// A catalogue from its data files.
  ///
  /// - Parameters:
  ///   - forms: The files of the editions' rows, found by name: `editions/ID.tsv`.
  init(measures: EmbeddedFile, editions: EmbeddedFile, labels: EmbeddedFile, forms: [EmbeddedFile])
    throws(CatalogError)
  {
    let measureByName = try Measure.all(file: measures)
    let list = try DataTable(
      file: editions.path, text: editions.text,
      headings: ["edition", "first", "last", "title_zh", "title_en"])
    var loader = FormLoader(measures: measureByName)
    for row in list.rows {
      loader.readEdition(row, of: editions.path, forms: forms)
    }
    let spellings = try loader.readSpellings(file: labels)
    guard loader.problems.isEmpty else { throw CatalogError(problems: loader.problems) }
    self.init(
      editions: loader.editions, indicators: loader.indicators, measures: measureByName,
      spellings: spellings)
  }
}

/// Reads the rows of the editions, one edition after the other, and collects the mistakes.
private struct FormLoader {
  let measures: [String: Measure]
  var editions: [Edition] = []
  var indicators: [Indicator] = []
  var positions: [IndicatorID: IndicatorIndex] = [:]
  var problems: [DataFileProblem] = []

  init(measures: [String: Measure]) {
    self.measures = measures
  }

  mutating func readEdition(_ row: DataTable.Row, of file: String, forms: [EmbeddedFile]) {
    let name = row["edition"]
    guard let first = Int(row["first"]) else {
      problems.append(
        DataFileProblem(
          file: file, line: row.line,
          message: "the first year is ‘\(row["first"])’; expected a year such as 2014"))
      return
    }
    let last = Int(row["last"]) ?? Edition.openEnd.number
    guard first <= last, row["last"].isEmpty || Int(row["last"]) != nil else {
      problems.append(
        DataFileProblem(
          file: file, line: row.line,
          message: "the last year is ‘\(row["last"])’; expected a year from \(first), or nothing"))
      return
    }
    guard let form = forms.first(where: { $0.path == "editions/\(name).tsv" }) else {
      problems.append(
        DataFileProblem(
          file: file, line: row.line,
          message: "edition ‘\(name)’ has no file editions/\(name).tsv in embedded.c"))
      return
    }
    do {
      let rows = try readForm(form)
      editions.append(
        Edition(
          id: EditionID(name), title: LocalizedText(zh: row["title_zh"], en: row["title_en"]),
          years: Year(first)...Year(last), rows: rows))
    } catch {
      problems += error.problems
    }
  }

  private mutating func readForm(_ form: EmbeddedFile) throws(CatalogError) -> [Edition.Row] {
    let table = try DataTable(
      file: form.path, text: form.text,
      headings: [
        "id", "kind", "number", "label", "note", "measure", "parent", "relation", "scope",
      ])
    var rows: [Edition.Row] = []
    for row in table.rows {
      switch row["kind"] {
      case "heading": rows.append(.heading(number: row["number"], label: row["label"]))
      case "row":
        if let index = readIndicator(row, of: form.path) { rows.append(.indicator(index)) }
      default:
        problems.append(
          DataFileProblem(
            file: form.path, line: row.line,
            message: "the kind is ‘\(row["kind"])’; expected heading or row"))
      }
    }
    return rows
  }

  private mutating func readIndicator(_ row: DataTable.Row, of file: String) -> IndicatorIndex? {
    func problem(_ message: String) -> DataFileProblem {
      DataFileProblem(file: file, line: row.line, message: message)
    }
    let id = IndicatorID(row["id"])
    guard !id.name.isEmpty, !row["label"].isEmpty else {
      problems.append(problem("a row needs an id and a label"))
      return nil
    }
    guard positions[id] == nil else {
      problems.append(problem("the id ‘\(id)’ stands here a second time"))
      return nil
    }
    guard let measure = measures[row["measure"]] else {
      problems.append(
        problem("the unit of measure ‘\(row["measure"])’ is not in measures.tsv"))
      return nil
    }
    var parent: IndicatorIndex?
    if !row["parent"].isEmpty {
      parent = positions[IndicatorID(row["parent"])]
      if parent == nil {
        problems.append(
          problem("the parent ‘\(row["parent"])’ is not the id of a row above this one"))
      }
    }
    let relation = Indicator.Relation(rawValue: row["relation"])
    if (relation == nil) != row["relation"].isEmpty || (relation == nil) != row["parent"].isEmpty {
      problems.append(
        problem(
          "the relation is ‘\(row["relation"])’; expected part, of_which or channel where there is "
            + "a parent, and nothing where there is none"))
    }
    let scope = row["scope"].isEmpty ? nil : RegionCode(row["scope"])
    if !row["scope"].isEmpty, scope == nil {
      problems.append(
        problem("the scope is ‘\(row["scope"])’; expected a region's code such as 11, or nothing"))
    }
    let index = IndicatorIndex(indicators.count)
    indicators.append(
      Indicator(
        id: id, label: row["label"], number: row["number"], note: row["note"], measure: measure,
        parent: parent, relation: relation, scope: scope))
    positions[id] = index
    return index
  }

  mutating func readSpellings(file: EmbeddedFile) throws(CatalogError)
    -> [IndicatorIndex: [String]]
  {
    let table = try DataTable(file: file.path, text: file.text, headings: ["indicator", "label"])
    var spellings: [IndicatorIndex: [String]] = [:]
    for row in table.rows {
      guard let index = positions[IndicatorID(row["indicator"])] else {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message: "‘\(row["indicator"])’ is not the id of a row of any edition"))
        continue
      }
      guard !row["label"].isEmpty else {
        problems.append(
          DataFileProblem(file: file.path, line: row.line, message: "the label is empty"))
        continue
      }
      spellings[index, default: []].append(row["label"])
    }
    return spellings
  }
}
