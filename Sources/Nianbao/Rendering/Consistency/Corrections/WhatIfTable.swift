/// What corrections change as a table: one row a changed cell, finding or rank.
public struct WhatIfTable: TableSource {
  private let report: WhatIfReport
  private let language: Language

  /// A table of a report; messages in a language.
  public init(_ report: WhatIfReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The columns; `change` is `corrected`, `gone`, `come` or `rank`.
  public var headings: [TableHeading] {
    [
      .text("change", zh: "变化", en: "Change"), .text("unit", zh: "单位或地区", en: "Unit or region"),
      .text("unit_code", zh: "代码", en: "Code"), .number("year", zh: "年度", en: "Year"),
      .text("name", zh: "指标或规则", en: "Indicator or rule"),
      .text("severity", zh: "程度", en: "Severity"), .number("old", zh: "原数", en: "Old"),
      .number("value", zh: "新数", en: "New"), .number("old_rank", zh: "原名次", en: "Old rank"),
      .number("rank", zh: "名次", en: "Rank"), .number("of", zh: "参加数", en: "Of"),
      .text("within", zh: "排名范围", en: "Ranked within"), .text("text", zh: "说明", en: "Text"),
    ]
  }

  /// Hands the rows to a sink: cells, findings that go, findings that come, ranks.
  public func write(to sink: inout some RowSink) {
    for correction in report.whatIf.corrections { write(correction, to: &sink) }
    for finding in report.findings.gone { write("gone", finding, to: &sink) }
    for finding in report.findings.come { write("come", finding, to: &sink) }
    for move in report.whatIf.ranks { write(move, to: &sink) }
  }

  private func write(_ correction: Correction, to sink: inout some RowSink) {
    let unit = report.panel.units[correction.unit]
    begin("corrected", unit.name, unit.code, correction.year, to: &sink)
    sink.text(report.catalog[correction.indicator].id.name)
    sink.null()
    sink.number(report.panel.value(correction.indicator, correction.year, correction.unit))
    sink.number(correction.value)
    endWithoutRank(correction.note, to: &sink)
  }

  private func write(_ change: String, _ finding: Finding, to sink: inout some RowSink) {
    let unit = report.panel.units[finding.unit]
    begin(change, unit.name, unit.code, finding.year, to: &sink)
    sink.text(finding.id.name)
    sink.text(finding.severity.rawValue)
    sink.null()
    sink.null()
    endWithoutRank(finding.message[language], to: &sink)
  }

  private func write(_ move: RankMove, to sink: inout some RowSink) {
    begin("rank", move.body.name, move.body.code, move.year, to: &sink)
    sink.text(report.catalog[move.indicator].id.name)
    sink.null()
    sink.number(move.before?.value)
    sink.number(move.after?.value)
    sink.number(move.before.map { Double($0.rank) })
    sink.number(move.after.map { Double($0.rank) })
    sink.number((move.after ?? move.before).map { Double($0.of) })
    sink.text(report.regionName(move)[language])
    sink.null()
    sink.endRow()
  }

  private func begin(
    _ change: String, _ name: String, _ code: String, _ year: Year, to sink: inout some RowSink
  ) {
    sink.text(change)
    sink.text(name)
    sink.text(code)
    sink.number(year.number)
  }

  private func endWithoutRank(_ text: String, to sink: inout some RowSink) {
    for _ in 0..<4 { sink.null() }
    sink.text(text)
    sink.endRow()
  }
}
