/// The bodies of a briefing beside each other in its year: what rankings, the heat map, and the tables of
/// units in the workbook and the document are taken from.
struct BriefingBodies {
  /// A figure of the year over all bodies, with its ranks.
  struct Column {
    let entry: Indicator
    let figures: [Double]
    let ranks: RankColumn
    let shades: RankColumn
    let style: NumberStyle

    /// The share of the other bodies whose figure is below a body's.
    func share(_ body: Int) -> Double {
      let of = Double(shades.of(body))
      return of < 2 ? 0 : (of - shades.ranks[body]) / (of - 1)
    }
  }

  /// The bodies as the frame has them.
  let bodies: [Frame.Body]
  /// The figures, in the order of the outline.
  let columns: [Column]
  /// What a body is called in a heading.
  let heading: BriefingText

  /// The bodies under the figures with some places of the outline.
  init(_ briefing: Briefing, _ shows: Set<BriefingOutline.Show>) {
    let frame = briefing.bodies
    bodies = frame.bodies
    heading = frame.subject == .units ? .unit : .region
    guard let year = frame.position(of: briefing.year) else {
      columns = []
      return
    }
    columns = briefing.lines(shows).compactMap { line in
      guard let indicator = frame.indicators.firstIndex(of: line.indicator),
        let values = frame.column(indicator, year),
        let ranks = briefing.ranking.column(indicator, year),
        let shades = briefing.shades.column(indicator, year)
      else { return nil }
      let entry = briefing.panel.catalog[line.indicator]
      return Column(
        entry: entry, figures: (0..<values.count).map { values[$0] }, ranks: ranks,
        shades: shades, style: FrameExcerpt.style(of: entry))
    }
  }

  /// The bodies with a figure, in the order of the frame.
  var present: [Int] {
    bodies.indices.filter { body in columns.contains { !$0.figures[body].isNaN } }
  }

  /// The bodies with a figure, the highest of the first column first, at most so many.
  func first(_ limit: Int) -> [Int] {
    guard let column = columns.first else { return [] }
    let place = { (body: Int) -> Double in
      let rank = column.ranks.ranks[body]
      return rank.isNaN ? .infinity : rank
    }
    return Array(present.sorted { (place($0), $0) < (place($1), $1) }.prefix(limit))
  }
}
