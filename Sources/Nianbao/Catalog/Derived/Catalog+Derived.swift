extension Catalog {
  /// The derived indicators that ship in the binary, for this catalogue.
  ///
  /// - Throws: `CatalogError` with every mistake of `derived.yaml`; a test reads it.
  public func standardDerived() throws(CatalogError) -> [Indicator] {
    let file = try EmbeddedFile.required("derived.yaml")
    return try DerivedFileLoader.indicators(file: file.path, text: file.text, catalog: self)
  }

  /// This catalogue with derived indicators behind its own, so that every index stays what it was; of
  /// two with one id the later counts.
  ///
  /// - Complexity: O(indicators).
  public func adding(derived: [Indicator]) -> Catalog {
    guard !derived.isEmpty else { return self }
    var all = indicators
    var spellings = spellings
    for indicator in derived {
      let index: IndicatorIndex
      if let known = all.firstIndex(where: { $0.id == indicator.id }) {
        all[known] = indicator
        index = IndicatorIndex(known)
      } else {
        index = IndicatorIndex(all.count)
        all.append(indicator)
      }
      spellings[index] = indicator.derivation.map { [$0.englishLabel] }
    }
    return extended(to: all, spellings: spellings)
  }

  /// The derived indicators in the order of their files.
  public var derivedIndicators: [IndicatorIndex] {
    indicators.indices.lazy.filter { indicators[$0].isDerived }.map { IndicatorIndex($0) }
  }
}
