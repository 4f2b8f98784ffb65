extension Selection {
  /// The units of a panel that some words name: names, codes, or patterns of either, each word a
  /// list separated by commas.
  ///
  /// - Returns: The units in the order of the panel, each once.
  /// - Throws: `SelectionError.unknownUnit` for a word that names none.
  public static func units(_ words: [String], in units: UnitTable) throws(SelectionError)
    -> [UnitIndex]
  {
    var found: Set<UnitIndex> = []
    for word in words.flatMap({ $0.split(whereSeparator: { $0 == "," || $0 == "，" }) }) {
      let word = word.trimmingSpaces
      let glob = Glob.isPattern(word) ? Glob(word) : nil
      let matches = units.indices.filter { index in
        let unit = units[index]
        return glob.map { $0.matches(unit.name) || $0.matches(unit.code) }
          ?? (unit.name == word || unit.code == word)
      }
      guard !matches.isEmpty else {
        throw .unknownUnit(word, nearest: NearestNames.of(word, among: units.lazy.map(\.name)))
      }
      found.formUnion(matches)
    }
    return found.sorted()
  }
}
