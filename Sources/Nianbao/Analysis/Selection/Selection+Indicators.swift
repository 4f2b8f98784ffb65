extension Selection {
  /// The indicators that some words name: ids, labels, or patterns of ids such as
  /// `request.received.*`, each word a list separated by commas.
  ///
  /// - Returns: The indicators in the order of the catalogue, each once.
  /// - Throws: `SelectionError` for a word that names none, or a label that several indicators have.
  public static func indicators(_ words: [String], in catalog: Catalog) throws(SelectionError)
    -> [IndicatorIndex]
  {
    var found: Set<IndicatorIndex> = []
    for word in words.flatMap({ $0.split(whereSeparator: { $0 == "," || $0 == "，" }) }) {
      found.formUnion(try indicators(named: word.trimmingSpaces, in: catalog))
    }
    return found.sorted()
  }

  /// The indicators that one word names: an id, a label, or a pattern of either.
  static func indicators(named word: String, in catalog: Catalog) throws(SelectionError)
    -> [IndicatorIndex]
  {
    if let index = catalog.index(of: IndicatorID(word)) { return [index] }
    let all = catalog.indicators.indices.map { IndicatorIndex($0) }
    if Glob.isPattern(word) {
      let glob = Glob(word)
      let matches = all.filter {
        glob.matches(catalog[$0].id.name) || glob.matches(catalog[$0].label)
      }
      // Derived indicators are meant where nothing else is: `request.*` is of the form's figures.
      let stored = matches.filter { !catalog[$0].isDerived }
      guard matches.isEmpty else {
        return stored.isEmpty || word.hasPrefix(Indicator.derivedPrefix) ? matches : stored
      }
    }
    let labelled = all.filter {
      catalog[$0].label == word || catalog[$0].printed == word
        || (catalog.spellings[$0]?.contains(word) ?? false)
    }
    if labelled.count == 1 { return labelled }
    if labelled.count > 1 {
      throw .ambiguousIndicator(word, ids: labelled.map { catalog[$0].id.name })
    }
    throw .unknownIndicator(
      word,
      nearest: NearestNames.of(
        word, among: all.flatMap { [catalog[$0].id.name, catalog[$0].label] }))
  }
}
