import Vectors

/// A frame of which some figures are rates, with what each of these counts and its base.
public struct Rates: Sendable {
  /// The figures: rates in their units, beside others that are none.
  public let frame: Frame
  /// For each indicator of the frame how it is a rate; nil where it is none.
  public let kinds: [RateKind?]

  /// For each column of the frame what is counted, and the bases; nil where the column is no rate.
  private let counts: [Vector<Double>?]
  private let bases: [Vector<Double>?]

  init(
    frame: Frame, kinds: [RateKind?], counts: [Vector<Double>?], bases: [Vector<Double>?]
  ) {
    precondition(
      kinds.count == frame.indicators.count
        && counts.count == kinds.count * frame.years.count && bases.count == counts.count,
      "the parts of rates do not fit their frame")
    self.frame = frame
    self.kinds = kinds
    self.counts = counts
    self.bases = bases
  }

  /// What is counted in a column, or nil where it is no rate.
  ///
  /// - Parameters: Positions in the frame's indicators and years.
  public func counts(_ indicator: Int, _ year: Int) -> Vector<Double>? {
    counts[indicator * frame.years.count + year]
  }

  /// The bases of a column, or nil where it is no rate.
  public func bases(_ indicator: Int, _ year: Int) -> Vector<Double>? {
    bases[indicator * frame.years.count + year]
  }

  /// These rates with those on too small a base noted `smallBase`, which keeps them from being ranked: no
  /// rate is ranked on three cases.
  ///
  /// - Parameter smallest: For each indicator of the frame the smallest base that is large enough; nil for
  ///   no limit. A base that is null is too small.
  public func guarded(smallest: [Double?]) -> Rates {
    precondition(smallest.count == kinds.count, "one smallest base an indicator is wanted")
    return replacing { indicator, year, values, notes in
      guard let limit = smallest[indicator], let bases = bases(indicator, year) else { return }
      for body in values.indices where !(bases[body] >= limit) && !values[body].isNaN {
        notes[body].formUnion(.smallBase)
      }
    }
  }

  /// These rates with other figures and notes.
  func replacing(
    _ change: (Int, Int, inout [Double], inout [FigureNotes]) -> Void
  ) -> Rates {
    var columns: [Vector<Double>?] = []
    var notes: [Vector<UInt16>?] = []
    for indicator in frame.indicators.indices {
      for year in frame.years.indices {
        guard let column = frame.column(indicator, year) else {
          columns.append(nil)
          notes.append(nil)
          continue
        }
        guard kinds[indicator] != nil else {
          columns.append(column)
          notes.append(frame.notes(indicator, year))
          continue
        }
        var values = column.array
        var own = frame.bodies.indices.map { frame.notes(indicator, year, $0) }
        change(indicator, year, &values, &own)
        columns.append(Vector(values))
        notes.append(own.allSatisfy(\.isEmpty) ? nil : Vector(own.map(\.rawValue)))
      }
    }
    let changed = frame.with(
      columns: columns, notes: notes,
      sides: frame.indicators.indices.flatMap { indicator in
        frame.years.indices.map { frame.sides(indicator, $0) }
      })
    return Rates(frame: changed, kinds: kinds, counts: counts, bases: bases)
  }
}

extension Frame {
  /// Rates of pairs of indicators, one indicator each: `A/B`.
  ///
  /// Null where either figure is null or the base 0. Of regions the figures are sums already, so the rate
  /// is the ratio of sums. The notes of both figures stand beside the rate.
  ///
  /// - Parameter pairs: Of indicators of the frame; a pair of others has no column.
  /// - Complexity: O(bodies · years · pairs).
  public func rates(_ pairs: [RatePair]) -> Rates {
    var catalog = catalog
    var rates: [IndicatorIndex] = []
    var columns: [Vector<Double>?] = []
    var notes: [Vector<UInt16>?] = []
    var counts: [Vector<Double>?] = []
    var bases: [Vector<Double>?] = []
    for pair in pairs {
      let (numerator, denominator) = (self.catalog[pair.numerator], self.catalog[pair.base])
      let added = catalog.addingComputed(
        IndicatorID("\(numerator.id)/\(denominator.id)"),
        label: "\(numerator.label)／\(denominator.label)", measure: pair.kind.unit)
      catalog = added.catalog
      rates.append(added.indicator)
      let positions = (
        indicators.firstIndex(of: pair.numerator), indicators.firstIndex(of: pair.base)
      )
      for year in years.indices {
        let count = positions.0.flatMap { column($0, year) }
        let base = positions.1.flatMap { column($0, year) }
        counts.append(count)
        bases.append(base)
        columns.append(count.flatMap { count in base.map { pair.kind.rates(count, $0) } })
        notes.append(joinedNotes(positions, year))
      }
    }
    let frame = with(catalog: catalog, indicators: rates, columns: columns, notes: notes)
    return Rates(frame: frame, kinds: pairs.map(\.kind), counts: counts, bases: bases)
  }

  /// The notes of two figures together; nil where neither column has one.
  private func joinedNotes(_ positions: (Int?, Int?), _ year: Int) -> Vector<UInt16>? {
    let both = [positions.0, positions.1].compactMap(\.self).compactMap { notes($0, year) }
    guard let first = both.first else { return nil }
    guard both.count == 2 else { return first }
    return Vector(bodies.indices.map { first[$0] | both[1][$0] })
  }
}

extension RateKind {
  /// The rates of counts on bases, in the unit of the kind; null on a base that is not above 0.
  fileprivate func rates(_ counts: Vector<Double>, _ bases: Vector<Double>) -> Vector<Double> {
    Vector(repeating: .nan, count: counts.count) { rates in
      for body in 0..<counts.count where bases[body] > 0 {
        rates[body] = factor * counts[body] / bases[body]
      }
    }
  }
}
