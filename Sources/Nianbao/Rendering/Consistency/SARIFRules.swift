/// The rules that a log's results refer to, each once, in the order of their ids.
struct SARIFRules {
  struct Entry {
    let id: String
    let kind: String
    let severity: Rule.Severity
    let title: LocalizedText
    let explanation: LocalizedText
  }

  let entries: [Entry]
  private let positions: [String: Int]

  init(_ report: FindingsReport) {
    var entries: [String: Entry] = [:]
    for finding in report.findings where entries[finding.id.name] == nil {
      entries[finding.id.name] = Entry(finding, report.catalog)
    }
    for former in report.review.comparison?.resolved ?? [] where entries[former.rule] == nil {
      let rule = report.confrontation.rules.rules.first { $0.id.name == former.rule }
      entries[former.rule] =
        rule.map { Entry($0, report.catalog) } ?? Entry(former)
    }
    self.entries = entries.values.sorted { $0.id < $1.id }
    positions = Dictionary(uniqueKeysWithValues: self.entries.enumerated().map { ($1.id, $0) })
  }

  /// The position of a rule among the entries; −1, as SARIF says it, where it is none of them.
  func position(of id: String) -> Int { positions[id] ?? -1 }
}

extension SARIFRules.Entry {
  fileprivate init(_ finding: Finding, _ catalog: Catalog) {
    if let rule = finding.rule {
      self.init(rule, catalog)
    } else {
      self.init(
        id: finding.id.name, kind: finding.kind.rawValue, severity: finding.severity,
        title: finding.kind.title, explanation: finding.kind.title)
    }
  }

  fileprivate init(_ rule: Rule, _ catalog: Catalog) {
    let label = rule.assertion.cells.first.map { catalog[$0.indicator].label }
    let title = rule.kind.title
    let relation = rule.kind == .form ? nil : AssertionText(catalog).text(rule.assertion)
    self.init(
      id: rule.id.name, kind: rule.kind.rawValue, severity: rule.severity,
      title: LocalizedText(
        zh: title.chinese + (label.map { "：\($0)" } ?? ""),
        en: title.english + (label.map { ": \($0)" } ?? "")),
      explanation: relation.map { LocalizedText(zh: $0, en: $0) } ?? title)
  }

  fileprivate init(_ former: Baseline.Entry) {
    let title = LocalizedText(zh: former.rule, en: former.rule)
    self.init(
      id: former.rule, kind: "", severity: former.severity, title: title, explanation: title)
  }
}

extension Rule.Kind {
  /// The kind for a reader.
  fileprivate var title: LocalizedText {
    switch self {
    case .identity: LocalizedText(zh: "合计与各项之和", en: "a total and its parts")
    case .bound: LocalizedText(zh: "不得大于", en: "a figure and its bound")
    case .implication: LocalizedText(zh: "有此必有彼", en: "one thing implies another")
    case .carryOver: LocalizedText(zh: "与上年衔接", en: "carried over from the year before")
    case .claim: LocalizedText(zh: "正文与表格", en: "prose and table")
    case .rollUp: LocalizedText(zh: "本级与下级合计", en: "a report and those of the units below")
    case .form: LocalizedText(zh: "年度与表式", en: "year and form")
    case .outlier: LocalizedText(zh: "异常数字", en: "a figure that stands out")
    case .duplicate: LocalizedText(zh: "重复的报告", en: "a report that repeats another")
    }
  }
}

extension Rule.Severity {
  /// The level of SARIF.
  var sarifLevel: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }
}
