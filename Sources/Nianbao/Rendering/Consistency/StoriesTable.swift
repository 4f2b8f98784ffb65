/// Stories as a table: one row a mistake, with the findings that it explains and the likeliest cells.
public struct StoriesTable: TableSource {
  private let report: FindingsReport
  private let language: Language

  /// A table of a report's stories; messages in a language.
  public init(_ report: FindingsReport, language: Language) {
    self.report = report
    self.language = language
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .number("story", zh: "归并", en: "Story"), .text("severity", zh: "程度", en: "Severity"),
      .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      .number("year", zh: "年度", en: "Year"), .number("findings", zh: "问题数", en: "Findings"),
      .text("rules", zh: "规则", en: "Rules"), .text("change", zh: "最可能有误", en: "Likeliest wrong"),
      .text("why", zh: "理由", en: "Why"), .number("score", zh: "可能性", en: "Score"),
      .number("alternatives", zh: "其他可能", en: "Alternatives"),
      .text("proof", zh: "证明", en: "Proof"), .text("fingerprints", zh: "指纹", en: "Fingerprints"),
    ]
  }

  /// Hands the stories to a sink, in the order of what to put right first.
  public func write(to sink: inout some RowSink) {
    let suspects = SuspectText(panel: report.panel, language: language)
    for (position, story) in report.stories.enumerated() {
      let unit = report.panel.units[story.unit]
      let best = story.explanations.first
      sink.number(position + 1)
      sink.text(story.severity(in: report.findings).rawValue)
      sink.text(unit.name)
      sink.text(unit.code)
      sink.number(story.year.number)
      sink.number(story.findings.count)
      sink.text(story.findings.map { report.findings[$0].id.name }.joined(separator: " "))
      sink.text(best.map { suspects.changes($0, of: story) })
      sink.text(best?.reason[language])
      sink.number(best?.score, as: .rounded(decimals: 2))
      sink.number(max(0, story.explanations.count - 1))
      sink.text(story.explanations.isEmpty ? nil : story.proof.title[language])
      sink.text(
        story.findings.map { report.review.fingerprints[$0].text }.joined(separator: " "))
      sink.endRow()
    }
  }
}
