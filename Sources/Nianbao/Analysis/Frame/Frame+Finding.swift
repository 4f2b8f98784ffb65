extension Frame {
  /// The position of the body that a word names: its code, or a name that only one body has.
  ///
  /// - Throws: `SelectionError.unknownUnit` or `.ambiguousUnit`.
  /// - Complexity: O(bodies).
  public func body(named word: String) throws(SelectionError) -> Int {
    if let body = bodies.firstIndex(where: { $0.code == word }) { return body }
    let named = bodies.indices.filter { bodies[$0].name == word }
    if named.count == 1 { return named[0] }
    guard named.isEmpty else {
      throw .ambiguousUnit(word, codes: named.prefix(5).map { bodies[$0].code })
    }
    throw .unknownUnit(word, nearest: NearestNames.of(word, among: bodies.lazy.map(\.name)))
  }
}

extension Selection {
  /// The indicators selected and some further ones that a computation needs, in the order of the
  /// catalogue; nil where all that occur are selected.
  public func indicators(with further: [IndicatorIndex], in panel: Panel) -> [IndicatorIndex]? {
    guard let indicators else {
      // What is computed from may be named alone: nothing is left out for it.
      return further.isEmpty ? nil : Set(panel.presentIndicators + further).sorted()
    }
    return Set(indicators + further).sorted()
  }
}
