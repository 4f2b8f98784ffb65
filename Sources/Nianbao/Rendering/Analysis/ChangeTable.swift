/// Changes as a table: one row a body, year and indicator that has a figure or had one.
public struct ChangeTable: TableSource {
  private let change: Change
  private let excerpt: FrameExcerpt
  private let index: (base: Year, frame: Frame)?

  /// The table of some changes, with the years and indicators of a selection.
  ///
  /// - Parameter base: The year that is 100 in a further column `index`; nil for no such column.
  public init(_ change: Change, _ selection: Selection = Selection(), indexBase base: Year? = nil) {
    self.change = change
    excerpt = FrameExcerpt(change.frame, selection)
    index = base.map { ($0, change.frame.index(base: $0)) }
  }

  /// The columns; the number of years spanned only where changes go across gaps.
  public var headings: [TableHeading] {
    let spans: [TableHeading] =
      change.base == .lastReported ? [.number("span", zh: "相隔年数", en: "Years spanned")] : []
    let indices: [TableHeading] =
      index.map { [.number("index", zh: "指数（\($0.base)=100）", en: "Index (\($0.base)=100)")] } ?? []
    return excerpt.bodyHeadings + [excerpt.yearHeading] + excerpt.indicatorHeadings + [
      .number("value", zh: "数值", en: "Value"), .number("previous", zh: "上年", en: "Previous"),
      .number("difference", zh: "增减", en: "Difference"),
      .number("percent", zh: "增减%", en: "Percent"),
    ] + spans + indices + [.text("note", zh: "备注", en: "Note")]
  }

  /// Hands the rows to a sink, body by body, in the order of the form, year by year.
  public func write(to sink: inout some RowSink) {
    for body in excerpt.bodies {
      for indicator in excerpt.indicators {
        for year in excerpt.years {
          guard let column = change.column(indicator, year),
            !column.values[body].isNaN || !column.previous[body].isNaN
              || !change.frame.notes(indicator, year, body).isEmpty
          else { continue }
          excerpt.writeBody(body, to: &sink)
          sink.number(change.frame.years[year].number)
          excerpt.writeIndicator(indicator, to: &sink)
          sink.number(column.values[body], as: excerpt.style(indicator))
          sink.number(column.previous[body], as: excerpt.style(indicator))
          sink.number(column.difference[body], as: excerpt.differenceStyle(indicator))
          sink.number(column.percent[body], as: .signed(decimals: 1))
          if change.base == .lastReported {
            sink.number(column.span[body] == 0 ? nil : Double(column.span[body]))
          }
          if let index {
            sink.number(
              index.frame.column(indicator, year).map { $0[body] }, as: .rounded(decimals: 1))
          }
          let notes = [
            column.caveat(body)?.rawValue, change.notes(indicator, year, body).names,
          ]
          sink.text(notes.compactMap(\.self).joined(separator: " "))
          sink.endRow()
        }
      }
    }
  }
}
