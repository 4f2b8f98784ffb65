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
    var catalog = try Catalog(
      measures: measures, editions: editions, labels: labels,
      forms: EmbeddedFile.all(in: "editions/"))
    catalog.crosswalk = try Crosswalk(
      file: EmbeddedFile.required("editions/crosswalk.tsv"), of: catalog)
    return catalog
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
      headings: ["edition", "first", "last", "scope", "title_zh", "title_en"])
    var loader = FormLoader(measures: measureByName)
    for row in list.rows {
      loader.readEdition(row, of: editions.path, forms: forms)
    }
    let spellings = try loader.readSpellings(file: labels)
    guard loader.problems.isEmpty else { throw CatalogError(problems: loader.problems) }
    self.init(
      editions: loader.editions, indicators: loader.indicators, measures: measureByName,
      spellings: spellings, headingSpellings: loader.headingSpellings)
  }
}
