/// Trends for a briefing: one row a body and indicator, the years as columns, then the change from
/// each year to the next.
public struct TrendExport: TableSource {
  private let change: Change
  private let excerpt: FrameExcerpt
  private let hasNotes: Bool

  /// The trends of a frame, with the years and indicators of a selection.
  public init(_ frame: Frame, _ selection: Selection = Selection()) {
    change = frame.change()
    excerpt = FrameExcerpt(frame, selection)
    hasNotes = excerpt.hasNotes
  }

  /// The columns: body, indicator, the years, the slope of the trend line, and `difference_YEAR` and `percent_YEAR` for each year
  /// whose year before is in the frame.
  public var headings: [TableHeading] {
    let years = excerpt.years.map { change.frame.years[$0] }
    return excerpt.bodyHeadings + excerpt.indicatorHeadings
      + years.map { .number("\($0)", zh: "\($0)年", en: "\($0)") }
      + [.number("slope", zh: "年均增减(趋势线)", en: "Trend a year")]
      + changedYears.map { change.frame.years[$0] }.flatMap { year -> [TableHeading] in
        [
          .number("difference_\(year)", zh: "\(year)年增减", en: "Difference \(year)"),
          .number("percent_\(year)", zh: "\(year)年增减%", en: "Percent \(year)"),
        ]
      } + (hasNotes ? [excerpt.noteHeading] : [])
  }

  /// The years shown whose year before the frame has.
  private var changedYears: [Int] {
    excerpt.years.filter { change.frame.position(of: change.frame.years[$0].previous) != nil }
  }

  /// Hands the rows to a sink, body by body, in the order of the form; rows without any figure are
  /// left out.
  public func write(to sink: inout some RowSink) {
    let changedYears = changedYears
    let slopes = excerpt.frame.indicators.indices.map {
      excerpt.frame.slopes($0, over: excerpt.years)
    }
    for body in excerpt.bodies {
      for indicator in excerpt.indicators {
        let figures = excerpt.years.map { year in
          change.frame.column(indicator, year).map { $0[body] } ?? .nan
        }
        guard figures.contains(where: { !$0.isNaN }) else { continue }
        excerpt.writeBody(body, to: &sink)
        excerpt.writeIndicator(indicator, to: &sink)
        for figure in figures { sink.number(figure, as: excerpt.style(indicator)) }
        sink.number(slopes[indicator]?[body], as: .signed(decimals: 2))
        for year in changedYears {
          let column = change.column(indicator, year)
          sink.number(
            column.map { $0.difference[body] }, as: excerpt.differenceStyle(indicator))
          sink.number(column.map { $0.percent[body] }, as: .signed(decimals: 1))
        }
        if hasNotes { sink.text(notes(indicator, body).names) }
        sink.endRow()
      }
    }
  }

  /// What must be said beside some figure of a row.
  private func notes(_ indicator: Int, _ body: Int) -> FigureNotes {
    excerpt.years.reduce(into: []) { notes, year in
      notes.formUnion(excerpt.frame.notes(indicator, year, body))
    }
  }
}
