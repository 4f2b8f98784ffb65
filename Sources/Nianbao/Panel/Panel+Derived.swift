import Vectors

extension Panel {
  /// The figures of an indicator in one year, and for a ratio what they were divided of.
  struct Figures {
    private enum Source {
      case stored(NarrowVector)
      case computed(Vector<Double>)
    }

    private let source: Source
    /// Of a derived ratio its sides, both null where either is; nil for all other indicators.
    let sides: FigureSides?

    /// The figures of a column.
    init(stored: NarrowVector) {
      source = .stored(stored)
      sides = nil
    }

    /// Figures of a computation.
    init(values: Vector<Double>, sides: FigureSides?) {
      source = .computed(values)
      self.sides = sides
    }

    /// One a unit; NaN is null. What is stored is widened at the first call.
    var values: Vector<Double> {
      switch source {
      case .stored(let figures): figures.values
      case .computed(let values): values
      }
    }

    /// The figures where they are stored as whole numbers, whose sums are those of the doubles to the
    /// last bit; nil for all others.
    var wholeNumbers: NarrowVector? {
      if case .stored(let figures) = source, figures.form != .double, figures.decimals == 0 {
        return figures
      }
      return nil
    }

    /// The figure at a position; NaN for null. O(1).
    subscript(position: Int) -> Double {
      switch source {
      case .stored(let figures): figures[position]
      case .computed(let values): values[position]
      }
    }
  }

  /// This panel with derived indicators in its catalogue, behind those it has.
  ///
  /// Their figures are computed when they are asked for; they have no column, and none is written to a
  /// panel file.
  ///
  /// - Complexity: O(indicators × years).
  public func adding(derived: [Indicator]) -> Panel {
    let known = catalog.indicators.count
    return replacing(catalog: catalog.adding(derived: derived)) { indicator, year in
      indicator.position < known ? column(indicator, year) : nil
    }
  }

  /// This panel with the figures of some derived indicators as columns, marked `derived`, for exports
  /// that go cell by cell; stored indicators are left as they are.
  ///
  /// - Complexity: One pass over the columns that they follow from.
  public func computing(_ indicators: [IndicatorIndex]) -> Panel {
    let derived = Set(indicators.filter { catalog[$0].isDerived })
    guard !derived.isEmpty else { return self }
    return replacing(catalog: catalog) { indicator, year in
      guard derived.contains(indicator) else { return column(indicator, year) }
      return figures(indicator, year).map { figures in
        Column(
          values: figures.values,
          marks: Vector(
            figures.values.array.map { CellMark($0.isNaN ? .absent : .derived).byte }),
          places: nil)
      }
    }
  }

  private func replacing(
    catalog: Catalog, _ column: (IndicatorIndex, Year) -> Column?
  ) -> Panel {
    Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: unrecognised, claims: claims, corrections: corrections,
      columns: catalog.indicators.indices.flatMap { position in
        years.map { column(IndicatorIndex(position), $0) }
      }, notes: notes, unlisted: unlisted, parents: parents, boundaryYear: boundaryYear)
  }

  /// The figures of an indicator in a year: those of its column, or computed for a derived one; nil
  /// where no unit can have one.
  ///
  /// - Complexity: O(log years); for a derived indicator O(units × figures it follows from).
  func figures(_ indicator: IndicatorIndex, _ year: Year) -> Figures? {
    guard catalog[indicator].derivation == nil else {
      return figures(indicator, year) { column($0, $1)?.values }
    }
    return column(indicator, year).map { Figures(stored: $0.figures) }
  }

  /// The same from other columns than the panel's own, such as those with estimated figures.
  func figures(
    _ indicator: IndicatorIndex, _ year: Year,
    from stored: (IndicatorIndex, Year) -> Vector<Double>?
  ) -> Figures? {
    guard let derivation = catalog[indicator].derivation else {
      return stored(indicator, year).map { Figures(values: $0, sides: nil) }
    }
    var found: FormulaFigures?
    for formula in derivation.formulas {
      guard let next = evaluate(formula, year, stored) else { continue }
      found = found?.coalesced(next) ?? next
    }
    guard let found else { return nil }
    guard let denominators = found.denominators else {
      return Figures(values: found.numerators, sides: nil)
    }
    return Figures(
      values: Pairing.rates(
        found.numerators.span, per: denominators.span, factor: derivation.factor),
      sides: FigureSides(
        numerators: found.numerators, denominators: denominators, factor: derivation.factor))
  }

  /// What must be said beside an indicator's figures of a year: the notes of its column, or for a derived
  /// one those of all that it follows from; nil where there are none.
  ///
  /// - Complexity: O(log years); for a derived indicator O(units × figures it follows from).
  func figureNotes(_ indicator: IndicatorIndex, _ year: Year) -> Vector<UInt16>? {
    guard hasNotes else { return nil }
    guard let derivation = catalog[indicator].derivation else { return notes(indicator, year) }
    let sources = Set(
      derivation.formulas.flatMap { formula in
        (formula.numerator.terms + (formula.denominator?.terms ?? [])).map(\.cell)
      })
    let columns = sources.compactMap { notes($0.indicator, year.advanced(by: -$0.lag)) }
    guard let first = columns.first else { return nil }
    return columns.count == 1
      ? first
      : Vector((0..<first.count).map { unit in columns.reduce(0) { $0 | $1[unit] } })
  }

  /// What a formula gives over the units in a year; nil where a column that it needs is not there.
  private func evaluate(
    _ formula: Derivation.Formula, _ year: Year,
    _ stored: (IndicatorIndex, Year) -> Vector<Double>?
  ) -> FormulaFigures? {
    guard var numerators = evaluate(formula.numerator, year, stored) else { return nil }
    var denominators: Vector<Double>?
    if let form = formula.denominator {
      guard let values = evaluate(form, year, stored) else { return nil }
      denominators = Pairing.masked(values.span, by: numerators.span)
      numerators = Pairing.masked(numerators.span, by: values.span)
    }
    if let mask = reports.mask(in: year, where: formula.holds) {
      numerators = Pairing.masked(numerators.span, by: mask.span)
      denominators = denominators.map { Pairing.masked($0.span, by: mask.span) }
    }
    return FormulaFigures(numerators: numerators, denominators: denominators)
  }

  private func evaluate(
    _ form: LinearForm, _ year: Year, _ stored: (IndicatorIndex, Year) -> Vector<Double>?
  ) -> Vector<Double>? {
    var terms: [LinearCombination.Term] = []
    for term in form.terms {
      guard let values = stored(term.cell.indicator, year.advanced(by: -term.cell.lag)) else {
        return nil
      }
      terms.append(LinearCombination.Term(term.coefficient, values))
    }
    return LinearCombination(terms, constant: form.constant, count: units.count).evaluate()
  }
}

/// The sides of a ratio over units or regions, both null where either is.
public struct FigureSides: Sendable {
  /// The sums above the line.
  public let numerators: Vector<Double>
  /// The sums below the line: the bases that the ratios rest on.
  public let denominators: Vector<Double>
  /// What their ratio is multiplied by.
  public let factor: Double

  /// The ratios; null where the denominator is 0.
  var ratios: Vector<Double> {
    Pairing.rates(numerators.span, per: denominators.span, factor: factor)
  }
}

/// What one formula gives: its sum, or the sides of its ratio.
private struct FormulaFigures {
  let numerators: Vector<Double>
  let denominators: Vector<Double>?

  /// These figures, and where they are null another formula's.
  func coalesced(_ other: FormulaFigures) -> FormulaFigures {
    FormulaFigures(
      numerators: Pairing.coalesced(numerators.span, other.numerators.span),
      denominators: denominators.flatMap { own in
        other.denominators.map { Pairing.coalesced(own.span, $0.span) }
      })
  }
}

extension ReportTable {
  /// A vector that is null for the units whose report of a year is on another edition's form than a
  /// condition wants, else 0; nil where there is no such unit. A unit without report has no figure to
  /// hide.
  ///
  /// - Complexity: O(units).
  fileprivate func mask(in year: Year, where holds: (EditionID?) -> Bool) -> Vector<Double>? {
    let isWanted = (0..<editionTexts.count).map { holds(EditionID(editionTexts[$0])) }
    guard isWanted.contains(false), let positions = positions(in: year) else { return nil }
    var hasOthers = false
    let mask = (0..<positions.count).map { unit -> Double in
      guard positions[unit] >= 0 else { return 0 }
      let edition = editions[Int(positions[unit])]
      guard edition >= 0, !isWanted[Int(edition)] else { return 0 }
      hasOthers = true
      return .nan
    }
    return hasOthers ? Vector(mask) : nil
  }
}
