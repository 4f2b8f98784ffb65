/// Sums beside published figures as a table: one row a region, year and indicator.
public struct ReconciliationTable: TableSource {
  private let reconciliation: Reconciliation
  private let excerpt: FrameExcerpt
  private let showsEqual: Bool

  /// The table of a reconciliation, with the years and indicators of a selection.
  ///
  /// - Parameter showsEqual: Whether lines without a difference are shown too.
  public init(
    _ reconciliation: Reconciliation, _ selection: Selection = Selection(), showsEqual: Bool = true
  ) {
    self.reconciliation = reconciliation
    excerpt = FrameExcerpt(reconciliation.rollUp.frame, selection)
    self.showsEqual = showsEqual
  }

  /// The columns.
  public var headings: [TableHeading] {
    excerpt.bodyHeadings + [excerpt.yearHeading] + excerpt.indicatorHeadings + [
      .number("value", zh: "合计", en: "Sum"), .number("n", zh: "填报数", en: "Reporting"),
      .number("expected", zh: "应报数", en: "Expected"),
      .number("published", zh: "本级公布数", en: "Published"),
      .number("difference", zh: "相差", en: "Difference"),
      .text("explanation", zh: "解释", en: "Explanation"),
      .text("units", zh: "相关单位", en: "Units"), .number("ways", zh: "解法数", en: "Ways"),
      .number("low", zh: "合计下限", en: "Low"), .number("high", zh: "合计上限", en: "High"),
      .text("missing", zh: "缺数单位", en: "Missing"),
    ]
  }

  /// Hands the lines to a sink.
  public func write(to sink: inout some RowSink) {
    let rollUp = reconciliation.rollUp
    let (years, indicators) = (Set(excerpt.years), Set(excerpt.indicators))
    for line in reconciliation.lines
    where years.contains(line.year) && indicators.contains(line.indicator)
      && (showsEqual || line.explanation != .equal)
    {
      let (indicator, year, body) = (line.indicator, line.year, line.body)
      excerpt.writeBody(body, to: &sink)
      sink.number(rollUp.frame.years[year].number)
      excerpt.writeIndicator(indicator, to: &sink)
      sink.number(line.sum, as: excerpt.style(indicator))
      sink.number(rollUp.count(indicator, year, body))
      sink.number(rollUp.expected(year, body))
      sink.number(line.published, as: excerpt.style(indicator))
      sink.number(line.difference, as: excerpt.differenceStyle(indicator))
      sink.text(line.explanation.name)
      let (units, ways) = line.explanation.units
      sink.text(units.map { rollUp.panel.units.name(of: $0) }.joined(separator: "、"))
      sink.number(ways.map { Double($0) })
      sink.number(rollUp.low(indicator, year, body), as: excerpt.style(indicator))
      sink.number(rollUp.high(indicator, year, body), as: excerpt.style(indicator))
      sink.text(rollUp.missing(indicator, year, body).joined(separator: "、"))
      sink.endRow()
    }
  }
}

extension Reconciliation.Explanation {
  /// The name as written in outputs.
  public var name: String {
    switch self {
    case .equal: "equal"
    case .missingUnits: "missing-units"
    case .withoutDepartments: "without-departments"
    case .without(let units, _): units.count == 1 ? "without-unit" : "without-units"
    case .twice: "twice"
    case .unexplained: "unexplained"
    case .undetermined: "undetermined"
    }
  }

  /// The units that it speaks of, and how many such sets there are.
  public var units: ([UnitIndex], ways: Int?) {
    switch self {
    case .without(let units, let ways): (units, ways)
    case .twice(let unit, let ways): ([unit], ways)
    case .equal, .missingUnits, .withoutDepartments, .unexplained, .undetermined: ([], nil)
    }
  }
}
