/// Trends for a briefing: one row a body and indicator, the years as columns, then the change from
/// each year to the next, then what must be said beside the figures.
///
/// Every calendar year from the first to the last has a column; where nobody reported it is empty, so
/// that a gap is seen. A change looks at the year before and nowhere else.
public struct TrendExport: TableSource {
  private let change: Change
  private let excerpt: FrameExcerpt
  /// The years that have a column, and for each its position in the frame; nil in a gap.
  private let years: [(year: Year, position: Int?)]

  /// The trends of a frame, with the years and indicators of a selection.
  public init(_ frame: Frame, _ selection: Selection = Selection()) {
    change = frame.change()
    excerpt = FrameExcerpt(frame, selection)
    years = selection.calendar(of: frame.years).map { ($0, frame.position(of: $0)) }
  }

  /// The columns: body, indicator, the years, the slope of the trend line, `difference_YEAR` and
  /// `percent_YEAR` for each year whose year before is in the frame, and notes.
  public var headings: [TableHeading] {
    excerpt.bodyHeadings + excerpt.indicatorHeadings
      + years.map { .number("\($0.year)", zh: "\($0.year)年", en: "\($0.year)") }
      + [.number("slope", zh: "年均增减(趋势线)", en: "Trend a year")]
      + changedYears.map { change.frame.years[$0] }.flatMap { year -> [TableHeading] in
        [
          .number("difference_\(year)", zh: "\(year)年增减", en: "Difference \(year)"),
          .number("percent_\(year)", zh: "\(year)年增减%", en: "Percent \(year)"),
        ]
      } + [.text("note", zh: "备注", en: "Note")]
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
        guard let figures = figures(indicator, body) else { continue }
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
        sink.text(note(indicator, body, changedYears))
        sink.endRow()
      }
    }
  }

  /// The figures of a row; nil where there is none, and so no row.
  private func figures(_ indicator: Int, _ body: Int) -> [Double]? {
    let figures = years.map { year in
      year.position.flatMap { change.frame.column(indicator, $0)?[body] } ?? .nan
    }
    return figures.contains { !$0.isNaN } ? figures : nil
  }

  /// The number of rows of the bodies that stand for themselves alone, which come first.
  ///
  /// - Complexity: O(cells).
  var leafRowCount: Int {
    excerpt.bodies.prefix(excerpt.frame.leafCount).reduce(0) { count, body in
      count + excerpt.indicators.count { figures($0, body) != nil }
    }
  }

  /// What the figures of a row carry, year by year, and why a change has no percent.
  private func note(_ indicator: Int, _ body: Int, _ changedYears: [Int]) -> String? {
    YearRemarks.text(
      years.map { year, position in
        guard let position else { return (year, nil) }
        let caveat =
          changedYears.contains(position)
          ? change.column(indicator, position)?.caveat(body)?.rawValue : nil
        let parts = [excerpt.frame.notes(indicator, position, body).names, caveat]
        let text = parts.compactMap(\.self).joined(separator: " ")
        return (year, text.isEmpty ? nil : text)
      })
  }
}
