import Vectors

extension Frame {
  /// The ratios of derived indicators as rates, beside figures that are none.
  ///
  /// What is counted and the bases are the sides of each ratio; of regions they are sums, so that a rate
  /// is the ratio of sums. Other figures of the frame, and ratios whose sides are not known, such as
  /// changes, are no rates.
  ///
  /// - Complexity: O(indicators × years); no figure is copied.
  public func derivedRates() -> Rates {
    var kinds: [RateKind?] = []
    var counts: [Vector<Double>?] = []
    var bases: [Vector<Double>?] = []
    for (position, indicator) in indicators.enumerated() {
      let sides = years.indices.map { self.sides(position, $0) }
      kinds.append(
        sides.contains { $0 != nil }
          ? catalog[indicator].derivation.map { RateKind(of: $0, catalog[indicator], catalog) }
          : nil)
      counts += sides.map { $0?.numerators }
      bases += sides.map { $0?.denominators }
    }
    return Rates(frame: self, kinds: kinds, counts: counts, bases: bases)
  }

  /// This frame with the ratios of derived indicators on a smaller base than they can be compared on
  /// noted `smallBase`, which keeps them from rankings, scores and profiles; the frame itself where
  /// there is none.
  ///
  /// - Complexity: O(bodies × years) for each such indicator.
  func guarded() -> Frame {
    let limits = indicators.map { catalog[$0].derivation?.smallestBase }
    guard limits.contains(where: { $0 != nil }) else { return self }
    return derivedRates().guarded(smallest: limits).frame
  }
}

extension Rates {
  /// These rates with those on too small a base noted `smallBase`: below one limit for all, or else below
  /// the base that each derived indicator asks for itself.
  ///
  /// - Parameter limit: The smallest base that is large enough; nil for the indicators' own, 0 for none.
  public func guarded(below limit: Double?) -> Rates {
    guarded(smallest: frame.indicators.map { limit ?? frame.catalog[$0].derivation?.smallestBase })
  }
}

extension RateKind {
  /// How the ratio of a derived indicator is a rate: in % or ‰ some of its base, else things per base.
  fileprivate init(of derivation: Derivation, _ indicator: Indicator, _ catalog: Catalog) {
    let counted = derivation.formulas.flatMap(\.numerator.terms)
    self.init(
      indicator.measure.isProportion ? .proportion : .ratio, factor: derivation.factor,
      isOfCounts: counted.allSatisfy { term in
        term.coefficient > 0 && catalog[term.cell.indicator].measure.kind == .count
      } && derivation.formulas.allSatisfy { $0.numerator.constant == 0 })
  }
}

extension Catalog {
  /// Refuses indicators that are no rates, where some of rates are wanted.
  ///
  /// - Throws: `SelectionError.noRates` where none of the indicators is a derived ratio.
  public func checkRates(_ indicators: [IndicatorIndex]) throws(SelectionError) {
    guard !indicators.contains(where: { self[$0].isRatio }) else { return }
    throw .noRates(indicators.prefix(5).map { self[$0].id.name })
  }
}
