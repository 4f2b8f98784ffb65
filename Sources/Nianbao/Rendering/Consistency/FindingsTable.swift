/// Findings as a table: one row a finding, for CSV and Markdown; behind them what was resolved since a
/// former check.
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
      .text("severity", zh: "程度", en: "Severity").emphasised(.severity),
      .text("unit", zh: "单位", en: "Unit"),
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
      .text("fingerprint", zh: "指纹", en: "Fingerprint"), .number("story", zh: "归并", en: "Story"),
      .text("verdict", zh: "结论", en: "Verdict"), .text("note", zh: "说明", en: "Note"),
    ] + (review.comparison == nil ? [] : [.text("state", zh: "与上次相比", en: "State")])
  }

  private var review: Review { report.review }

  /// Hands the findings to a sink, severest first.
  public func write(to sink: inout some RowSink) {
    let stories = review.diagnosis.storyPositions
    for position in report.findings.indices {
      write(finding: position, story: stories[position], to: &sink)
    }
    for entry in review.comparison?.resolved ?? [] { write(entry, to: &sink) }
  }

  private func write(finding position: Int, story: Int?, to sink: inout some RowSink) {
    let finding = report.findings[position]
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
    sink.text(review.fingerprints[position].text)
    sink.number(story.map { Double($0 + 1) })
    let verdict = review.verdict(on: position)
    sink.text(verdict?.decision.rawValue)
    sink.text(verdict?.note)
    if review.comparison != nil { sink.text(review.state(of: position)?.rawValue) }
    sink.endRow()
  }

  private func write(_ entry: Baseline.Entry, to sink: inout some RowSink) {
    sink.text(entry.severity.rawValue)
    sink.text(entry.unit)
    sink.text(entry.unitCode)
    sink.number(entry.year.number)
    sink.text(entry.rule)
    sink.null()
    sink.text(entry.message)
    for _ in 0..<11 { sink.null() }
    sink.text(entry.fingerprint?.text)
    for _ in 0..<3 { sink.null() }
    sink.text(Baseline.State.absent.rawValue)
    sink.endRow()
  }
}
