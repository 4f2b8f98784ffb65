/// How the reports of each unit fared, one row a unit.
public struct ScorecardTable: TableSource {
  private let panel: Panel
  private let scorecard: Scorecard

  /// The table of a scorecard of a panel.
  public init(_ scorecard: Scorecard, of panel: Panel) {
    self.scorecard = scorecard
    self.panel = panel
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      .number("reports", zh: "报告", en: "Reports"),
      .number("satisfied", zh: "成立", en: "Hold"), .number("failed", zh: "不成立", en: "Fail"),
      .number("not_assessable", zh: "无法判断", en: "Unknown"),
      .number("errors", zh: "错误", en: "Errors"), .number("warnings", zh: "警告", en: "Warnings"),
      .number("infos", zh: "提示", en: "Infos"), .number("stories", zh: "归并", en: "Stories"),
      .number("passed", zh: "通过率%", en: "Pass %").emphasised(.percentBar),
    ]
  }

  /// Hands the units to a sink, the one with the smallest share of checks passed first.
  public func write(to sink: inout some RowSink) {
    for line in scorecard.lines {
      let unit = panel.units[line.unit]
      sink.text(unit.name)
      sink.text(unit.code)
      sink.number(line.reports)
      sink.number(line.satisfied)
      sink.number(line.failed)
      sink.number(line.notAssessable)
      for severity in [Rule.Severity.error, .warning, .info] {
        sink.number(line.findings[severity, default: 0])
      }
      sink.number(line.stories)
      sink.number(line.share.map { 100 * $0 }, as: .rounded(decimals: 1))
      sink.endRow()
    }
  }
}
