/// A roll-up as a table: one row a region, year and indicator.
public struct RollUpTable: TableSource {
  private let rollUp: RollUp
  private let excerpt: FrameExcerpt
  private let hasPublished: Bool
  private let hasNotes: Bool

  /// The table of a roll-up, with the years and indicators of a selection.
  public init(_ rollUp: RollUp, _ selection: Selection = Selection()) {
    self.rollUp = rollUp
    let excerpt = FrameExcerpt(rollUp.frame, selection)
    self.excerpt = excerpt
    hasNotes = excerpt.hasNotes
    hasPublished = excerpt.bodies.contains { body in
      excerpt.indicators.contains { indicator in
        excerpt.years.contains { rollUp.published(indicator, $0, body) != nil }
      }
    }
  }

  /// The columns; what regions published themselves only where one did.
  public var headings: [TableHeading] {
    excerpt.bodyHeadings + [excerpt.yearHeading] + excerpt.indicatorHeadings + [
      .number("value", zh: measureTitle.chinese, en: measureTitle.english),
      .number("n", zh: "填报数", en: "Reporting"),
      .number("expected", zh: "应报数", en: "Expected"),
    ] + (hasPublished ? [.number("published", zh: "本级公布数", en: "Published")] : [])
      + (hasNotes ? [excerpt.noteHeading] : [])
  }

  private var measureTitle: LocalizedText {
    switch rollUp.measure {
    case .sum: LocalizedText(zh: "合计", en: "Sum")
    case .mean: LocalizedText(zh: "平均", en: "Mean")
    case .median: LocalizedText(zh: "中位数", en: "Median")
    case .quantile: LocalizedText(zh: "分位数", en: "Quantile")
    case .minimum: LocalizedText(zh: "最小值", en: "Minimum")
    case .maximum: LocalizedText(zh: "最大值", en: "Maximum")
    case .count: LocalizedText(zh: "填报单位数", en: "Units with a figure")
    }
  }

  /// Hands the rows to a sink, region by region, year by year, in the order of the form.
  public func write(to sink: inout some RowSink) {
    for body in excerpt.bodies {
      for year in excerpt.years {
        for indicator in excerpt.indicators {
          guard let column = rollUp.frame.column(indicator, year) else { continue }
          excerpt.writeBody(body, to: &sink)
          sink.number(rollUp.frame.years[year].number)
          excerpt.writeIndicator(indicator, to: &sink)
          sink.number(column[body], as: style(indicator))
          sink.number(rollUp.count(indicator, year, body))
          sink.number(rollUp.expectations[body].count)
          if hasPublished {
            sink.number(rollUp.published(indicator, year, body), as: excerpt.style(indicator))
          }
          if hasNotes { sink.text(rollUp.frame.notes(indicator, year, body).names) }
          sink.endRow()
        }
      }
    }
  }

  private func style(_ indicator: Int) -> NumberStyle {
    switch rollUp.measure {
    case .sum, .minimum, .maximum: excerpt.style(indicator)
    case .count: .plain
    case .mean, .median, .quantile: .rounded(decimals: 2)
    }
  }
}
