import Vectors

extension Frame {
  /// The change of every figure from the year before by one measure: one pass over each column, where
  /// `change` makes all measures.
  func changed(by measure: ChangeMeasure) -> Frame {
    mapColumns { indicator, year, values in
      guard let before = position(of: years[year].previous).flatMap({ column(indicator, $0) })
      else {
        return Vector(repeating: .nan, count: values.count)
      }
      return switch measure {
      case .difference: Differences.difference(of: values.span, from: before.span)
      case .percent: Differences.percentChange(of: values.span, from: before.span)
      }
    }
  }

  /// The frame of some of its years; no figure is copied.
  func selecting(_ chosen: Set<Year>) -> Frame {
    let positions = years.indices.filter { chosen.contains(years[$0]) }
    return Frame(
      catalog: catalog, subject: subject, bodies: bodies, leafCount: leafCount,
      years: positions.map { years[$0] }, indicators: indicators,
      columns: indicators.indices.flatMap { indicator in
        positions.map { column(indicator, $0) }
      },
      notes: indicators.indices.flatMap { indicator in
        positions.map { notes(indicator, $0) }
      })
  }
}

extension Change {
  /// The differences as figures of their own.
  var differenceFrame: Frame {
    frame.mapColumns { indicator, year, values in
      column(indicator, year)?.difference ?? Vector(repeating: .nan, count: values.count)
    }
  }
}
