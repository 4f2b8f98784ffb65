/// Principal components as a table: how much each explains, what it is made of, or where bodies lie on it.
public struct ComponentsTable: TableSource {
  /// What is shown.
  public enum Content: String, Sendable, CaseIterable {
    /// One row a component: its variance, and the share of all variance.
    case variance
    /// One row an indicator: its correlation with each component.
    case loadings
    /// One row a body: its place on each component.
    case scores
  }

  private let frame: Frame
  private let years: [YearComponents]
  private let content: Content
  private let count: Int
  private let excerpt: FrameExcerpt

  /// The table of the components of some years.
  ///
  /// - Parameter count: How many components are shown; a year has at most as many as indicators.
  public init(_ years: [YearComponents], of frame: Frame, _ content: Content, count: Int) {
    self.years = years
    self.frame = frame
    self.content = content
    self.count = count
    excerpt = FrameExcerpt(frame, Selection())
  }

  /// The columns.
  public var headings: [TableHeading] {
    let components = (1...max(count, 1)).map { number -> TableHeading in
      .number("pc\(number)", zh: "成分\(number)", en: "PC\(number)")
    }
    switch content {
    case .variance:
      return [
        excerpt.yearHeading, .number("component", zh: "成分", en: "Component"),
        .number("variance", zh: "方差", en: "Variance"),
        .number("percent", zh: "解释%", en: "Explained %"),
        .number("cumulative", zh: "累计%", en: "Cumulative %"),
      ]
    case .loadings: return [excerpt.yearHeading] + excerpt.indicatorHeadings + components
    case .scores: return [excerpt.yearHeading] + excerpt.bodyHeadings + components
    }
  }

  /// Hands the rows to a sink, year by year.
  public func write(to sink: inout some RowSink) {
    for year in years {
      switch content {
      case .variance: writeVariance(year, to: &sink)
      case .loadings: writeLoadings(year, to: &sink)
      case .scores: writeScores(year, to: &sink)
      }
    }
  }

  private func writeVariance(_ year: YearComponents, to sink: inout some RowSink) {
    for component in 0..<min(count, year.indicators.count) {
      sink.number(frame.years[year.year].number)
      sink.number(component + 1)
      sink.number(year.components.variances[component], as: .rounded(decimals: 3))
      sink.number(100 * year.components.explained(component), as: .rounded(decimals: 1))
      sink.number(100 * year.components.explained(through: component), as: .rounded(decimals: 1))
      sink.endRow()
    }
  }

  private func writeLoadings(_ year: YearComponents, to sink: inout some RowSink) {
    for (column, indicator) in year.indicators.enumerated() {
      sink.number(frame.years[year.year].number)
      excerpt.writeIndicator(indicator, to: &sink)
      for component in 0..<max(count, 1) {
        sink.number(
          component < year.indicators.count
            ? year.components.loading(column, on: component) : nil, as: .rounded(decimals: 3))
      }
      sink.endRow()
    }
  }

  private func writeScores(_ year: YearComponents, to sink: inout some RowSink) {
    for (row, body) in year.bodies.enumerated() {
      sink.number(frame.years[year.year].number)
      excerpt.writeBody(body, to: &sink)
      for component in 0..<max(count, 1) {
        sink.number(
          component < year.indicators.count ? year.components.scores[row, component] : nil,
          as: .rounded(decimals: 3))
      }
      sink.endRow()
    }
  }
}
