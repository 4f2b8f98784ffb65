import Vectors

extension Frame {
  /// The change of every figure from the year before, or from the last one reported.
  ///
  /// - Complexity: One pass over the columns.
  public func change(from base: Change.Base = .previousYear) -> Change {
    var columns: [ChangeColumn?] = []
    for indicator in indicators.indices {
      for year in years.indices {
        columns.append(changeColumn(indicator, year, base))
      }
    }
    return Change(frame: self, base: base, columns: columns)
  }

  private func changeColumn(_ indicator: Int, _ year: Int, _ base: Change.Base) -> ChangeColumn? {
    guard let values = column(indicator, year) else { return nil }
    let (previous, span) = previousFigures(indicator, year, base)
    let difference = Differences.difference(of: values.span, from: previous.span)
    // The difference of a rate in percent is in percentage points, and a percentage of it misleads.
    let percent =
      catalog[indicators[indicator]].measure.isProportion
      ? Vector(repeating: .nan, count: values.count)
      : base == .previousYear
        ? Differences.percentChange(of: values.span, from: previous.span)
        : annualised(values, previous, span)
    return ChangeColumn(
      values: values, previous: previous, difference: difference, percent: percent, span: span)
  }

  /// The yearly growth in percent that compounds to the change over each body's span of years.
  private func annualised(
    _ values: Vector<Double>, _ previous: Vector<Double>, _ span: Vector<UInt8>
  ) -> Vector<Double> {
    let spans = Set(span.array).subtracting([0])
    let bySpan = Dictionary(
      uniqueKeysWithValues: spans.map { years in
        (
          years,
          years == 1
            ? Differences.percentChange(of: values.span, from: previous.span)
            : Differences.annualisedChange(
              of: values.span, from: previous.span, years: Double(years))
        )
      })
    return Vector((0..<values.count).map { body in bySpan[span[body]]?[body] ?? .nan })
  }

  /// The figures that a year's are compared with, and how many years lie between.
  private func previousFigures(_ indicator: Int, _ year: Int, _ base: Change.Base) -> (
    Vector<Double>, Vector<UInt8>
  ) {
    let earlier = years.indices.prefix(year).reversed().filter { candidate in
      base == .lastReported || years[candidate] == years[year].previous
    }
    var previous = [Double](repeating: .nan, count: bodies.count)
    var span = [UInt8](repeating: 0, count: bodies.count)
    for candidate in earlier {
      guard let column = column(indicator, candidate) else { continue }
      let distance = UInt8(clamping: years[year].number - years[candidate].number)
      for body in previous.indices where span[body] == 0 && !column[body].isNaN {
        previous[body] = column[body]
        span[body] = distance
      }
    }
    return (Vector(previous), Vector(span))
  }

  /// The figures in percent of a base year's: the base year itself is 100. Null from zero, from below
  /// and where either figure is null.
  ///
  /// - Returns: A frame of the same shape; all null where the base year is not in this one.
  public func index(base year: Year) -> Frame {
    let position = position(of: year)
    return mapColumns { indicator, _, values in
      guard let base = position.flatMap({ column(indicator, $0) }) else {
        return Vector(repeating: .nan, count: values.count)
      }
      return Differences.index(of: values.span, base: base.span)
    }
  }

  /// A frame of the same shape with other figures.
  func mapColumns(_ transform: (Int, Int, Vector<Double>) -> Vector<Double>) -> Frame {
    var columns: [Vector<Double>?] = []
    for indicator in indicators.indices {
      for year in years.indices {
        columns.append(column(indicator, year).map { transform(indicator, year, $0) })
      }
    }
    return Frame(
      catalog: catalog, subject: subject, bodies: bodies, leafCount: leafCount, years: years,
      indicators: indicators, columns: columns,
      notes: indicators.indices.flatMap { indicator in
        years.indices.map { notes(indicator, $0) }
      })
  }
}

extension Change {
  /// The changes in percent as figures of their own, such as for a ranking by growth.
  public var percentFrame: Frame {
    frame.mapColumns { indicator, year, values in
      column(indicator, year)?.percent ?? Vector(repeating: .nan, count: values.count)
    }
  }
}
