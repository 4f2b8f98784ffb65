/// Findings as a table: one row a finding, for CSV and Markdown.
public struct FindingsTable: TableSource {
  private let report: FindingsReport
  private let language: Language

  /// A table of a report's findings; messages in a language.
  public init(_ report: FindingsReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("severity", zh: "程度", en: "Severity"), .text("unit", zh: "单位", en: "Unit"),
      .text("unit_code", zh: "单位代码", en: "Unit code"), .number("year", zh: "年度", en: "Year"),
      .text("rule", zh: "规则", en: "Rule"), .text("kind", zh: "类别", en: "Kind"),
      .text("message", zh: "问题", en: "Message"), .number("actual", zh: "填报数", en: "Actual"),
      .number("expected", zh: "应为", en: "Expected"),
      .number("difference", zh: "相差", en: "Difference"),
      .text("suspect", zh: "可疑指标", en: "Suspect"),
      .text("suspect_label", zh: "可疑指标名称", en: "Suspect's label"),
      .number("suspect_value", zh: "原数", en: "Printed"),
      .number("suggested", zh: "建议", en: "Suggested"),
      .number("score", zh: "可能性", en: "Score"), .text("why", zh: "理由", en: "Why"),
      .text("file", zh: "文件", en: "File"), .text("line", zh: "行", en: "Line"),
    ]
  }

  /// Hands the findings to a sink, severest first.
  public func write(to sink: inout some RowSink) {
    for finding in report.findings {
      let unit = report.panel.units[finding.unit]
      let evidence = report.evidence(finding)
      let suspect = finding.suspects.first
      sink.text(finding.severity.rawValue)
      sink.text(unit.name)
      sink.text(unit.code)
      sink.number(finding.year.number)
      sink.text(finding.id.name)
      sink.text(finding.kind.rawValue)
      sink.text(finding.message[language])
      sink.number(finding.actual)
      sink.number(finding.expected)
      sink.number(finding.difference)
      sink.text(suspect.map { report.catalog[$0.indicator].id.name })
      sink.text(suspect.map { report.catalog[$0.indicator].label })
      sink.number(suspect.flatMap(\.value))
      sink.number(suspect?.suggested)
      sink.number(suspect?.score, as: .rounded(decimals: 2))
      sink.text(suspect?.reason[language])
      sink.text(evidence.first?.file)
      sink.text(evidence.map(\.place.description).joined(separator: " "))
      sink.endRow()
    }
  }
}
