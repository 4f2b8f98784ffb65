/// Finds indicators and regions by a part of what they are called, or by its pinyin.
public struct NameSearch: Sendable {
  /// What is looked for.
  public let text: String
  private let lowercased: String
  private let pinyin: (letters: [UInt8], table: Pinyin)?

  /// A search for a text in any case, which may be pinyin, whole or initials.
  ///
  /// - Throws: `CatalogError` where the table of readings has a mistake.
  public init(_ text: String) throws(CatalogError) {
    self.text = text
    lowercased = text.lowercased()
    pinyin =
      if let letters = Pinyin.letters(of: text) { (letters, try Pinyin.builtIn()) } else { nil }
  }

  /// Whether a name contains the text, or is read so.
  func matches(_ name: String) -> Bool {
    name.lowercased().contains(lowercased) || isRead(name)
  }

  private func isRead(_ name: String) -> Bool {
    guard let pinyin, name.utf8.contains(where: { $0 > 0x7F }) else { return false }
    return pinyin.table.match(pinyin.letters, name) != nil
  }
}

extension Catalog {
  /// The indicators whose id, label, further spelling or English label a search finds, in the order of
  /// the catalogue.
  ///
  /// - Complexity: Linear in the indicators.
  public func indicators(matching search: NameSearch) -> [IndicatorIndex] {
    indicators.indices.map { IndicatorIndex($0) }.filter { index in
      let indicator = self[index]
      return search.matches(indicator.id.name) || search.matches(indicator.label)
        || indicator.derivation.map { search.matches($0.englishLabel) } ?? false
        || (spellings[index] ?? []).contains { search.matches($0) }
    }
  }

  /// The ids and labels nearest to what a search looks for, as suggestions where it finds nothing.
  public func nearestNames(to search: NameSearch) -> [String] {
    NearestNames.of(search.text, among: indicators.flatMap { [$0.id.name, $0.label] })
  }
}

extension RegionTree {
  /// The regions whose name a search finds, or whose code begins with it, in tree order.
  ///
  /// - Complexity: Linear in the tree.
  public func regions(matching search: NameSearch) -> [Region] {
    let isCode = search.text.utf8.allSatisfy { (48...57).contains($0) }
    return regions.filter { region in
      isCode ? region.code.description.hasPrefix(search.text) : search.matches(region.name)
    }
  }

  /// The names nearest to what a search looks for, as suggestions where it finds nothing.
  public func nearestNames(to search: NameSearch) -> [String] {
    NearestNames.of(search.text, among: regions.lazy.map(\.name))
  }
}
