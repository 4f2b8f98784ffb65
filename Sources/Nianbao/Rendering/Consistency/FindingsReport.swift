/// The findings of a confrontation together with what a reader needs to judge them.
public struct FindingsReport: Sendable {
  /// The confrontation.
  public let confrontation: Confrontation
  /// The findings shown, with their stories, verdicts, and how they stand to a former check.
  public let review: Review
  let source: SourceText

  /// A report of the findings of a review.
  ///
  /// - Parameter source: Quotes the printed rows as evidence.
  public init(_ confrontation: Confrontation, review: Review, source: SourceText) {
    self.confrontation = confrontation
    self.review = review
    self.source = source
  }

  /// A report of a diagnosis without verdicts and former check.
  public init(_ confrontation: Confrontation, diagnosis: Diagnosis, source: SourceText) {
    self.init(confrontation, review: Review(diagnosis, of: confrontation), source: source)
  }

  /// The findings shown, severest first.
  public var findings: [Finding] { review.diagnosis.findings }

  /// The stories, in the order of what to put right first.
  public var stories: [Story] { review.diagnosis.stories }

  var panel: Panel { confrontation.panel }
  var catalog: Catalog { panel.catalog }

  /// The findings by severity.
  func count(_ severity: Rule.Severity) -> Int { findings.count { $0.severity == severity } }

  /// The number of reports checked and of those with findings.
  var reportCounts: (checked: Int, withFindings: Int) {
    struct Key: Hashable {
      let unit: UnitIndex
      let year: Year
    }
    return (
      confrontation.reportCounts().reduce(0, +),
      Set(findings.map { Key(unit: $0.unit, year: $0.year) }).count
    )
  }

  /// The number of single checks: a rule confronted with a report.
  var checkCounts: (satisfied: Int, failed: Int, notAssessable: Int) {
    confrontation.outcomes.reduce(into: (0, 0, 0)) { counts, outcome in
      counts.0 += outcome.satisfied
      counts.1 += outcome.failing.count
      counts.2 += outcome.notAssessable
    }
  }

  /// What was checked and what was found, in one sentence.
  public var summary: LocalizedText {
    let (reports, checks) = (reportCounts, checkCounts)
    let settled = review.settledCount
    return LocalizedText(
      zh: "检查报告 \(reports.checked) 份，其中 \(reports.withFindings) 份共有 \(findings.count) 处问题："
        + "错误 \(count(.error))，警告 \(count(.warning))，提示 \(count(.info))；"
        + "成立 \(checks.satisfied) 项，因数字缺失无法判断 \(checks.notAssessable) 项"
        + (settled > 0 ? "；另有 \(settled) 处已有结论，用 --all 列出" : ""),
      en:
        EnglishCount.text(reports.checked, "report") + " checked, \(reports.withFindings) with "
        + EnglishCount.text(findings.count, "finding") + ": "
        + [Rule.Severity.error, .warning, .info].map {
          EnglishCount.text(count($0), $0.title.english)
        }.joined(separator: ", ") + "; " + EnglishCount.text(checks.satisfied, "check", "hold")
        + ", \(checks.notAssessable) cannot be assessed for missing figures"
        + (settled > 0
          ? "; " + EnglishCount.text(settled, "finding", "be") + " settled, listed with --all" : "")
    )
  }
}

extension Rule.Severity {
  /// The name for a reader.
  var title: LocalizedText {
    switch self {
    case .error: LocalizedText(zh: "错误", en: "error")
    case .warning: LocalizedText(zh: "警告", en: "warning")
    case .info: LocalizedText(zh: "提示", en: "info")
    }
  }
}

extension Baseline.State {
  /// The name for a reader.
  var title: LocalizedText {
    switch self {
    case .new: LocalizedText(zh: "新出现", en: "new")
    case .unchanged: LocalizedText(zh: "未变", en: "unchanged")
    case .updated: LocalizedText(zh: "数字有变", en: "other figures")
    case .absent: LocalizedText(zh: "已解决", en: "resolved")
    }
  }
}
