extension Frame {
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
      },
      sides: indicators.indices.flatMap { indicator in
        positions.map { sides(indicator, $0) }
      })
  }
}
