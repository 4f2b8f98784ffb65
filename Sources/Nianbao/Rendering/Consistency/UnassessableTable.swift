/// The checks that could not be made and why, one row a check.
public struct UnassessableTable: TableSource {
  private let confrontation: Confrontation
  private let checks: [Unassessable]
  private let language: Language

  /// The table of a confrontation's checks that could not be made; reasons in a language.
  ///
  /// - Parameters:
  ///   - severity: The weakest severity of a rule that is listed.
  ///   - indicators: Those that a rule speaks of one of at least; nil for all rules.
  public init(
    _ confrontation: Confrontation, atLeast severity: Rule.Severity = .info,
    about indicators: [IndicatorIndex]? = nil, language: Language
  ) {
    self.confrontation = confrontation
    self.language = language
    let wanted = indicators.map { Set($0) }
    checks = confrontation.unassessable().filter { check in
      let rule = confrontation.rules.rules[check.rule]
      return rule.severity >= severity
        && wanted.map { wanted in
          rule.assertion.cells.contains { wanted.contains($0.indicator) }
        } ?? true
    }
  }

  /// The number of checks.
  public var count: Int { checks.count }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      .number("year", zh: "年度", en: "Year"), .text("rule", zh: "规则", en: "Rule"),
      .text("severity", zh: "程度", en: "Severity"), .text("reason", zh: "原因", en: "Reason"),
      .text("causes", zh: "原因类别", en: "Causes"), .text("missing", zh: "缺失指标", en: "Missing"),
    ]
  }

  /// Hands the checks to a sink in the order of units, years and rules.
  public func write(to sink: inout some RowSink) {
    let panel = confrontation.panel
    for check in checks {
      let unit = panel.units[check.unit]
      let rule = confrontation.rules.rules[check.rule]
      sink.text(unit.name)
      sink.text(unit.code)
      sink.number(check.year.number)
      sink.text(rule.id.name)
      sink.text(rule.severity.rawValue)
      sink.text(reason(check))
      sink.text(check.causes.map(\.rawValue).joined(separator: " "))
      sink.text(
        check.gaps.map { panel.catalog[$0.cell.indicator].id.name }.joined(separator: " "))
      sink.endRow()
    }
  }

  /// `2016年没有报告；空白：专职人员数、兼职人员数`.
  private func reason(_ check: Unassessable) -> String {
    check.causes.map { cause in
      let cells = check.gaps.filter { $0.cause == cause }.map(\.cell)
      if cause == .noReport {
        let years = Set(cells.map(\.year)).sorted().map(\.description)
        let list = years.joined(separator: language == .chinese ? "、" : ", ")
        return language == .chinese ? "\(list)年没有报告" : "no report for \(list)"
      }
      if cells.isEmpty { return cause.title[language] }
      let labels = cells.map { cell in
        let label = confrontation.panel.catalog[cell.indicator].label
        return cell.year == check.year ? label : "\(label) \(cell.year)"
      }
      return language == .chinese
        ? "\(cause.title.chinese)：\(labels.joined(separator: "、"))"
        : "\(cause.title.english): \(labels.joined(separator: ", "))"
    }.joined(separator: language == .chinese ? "；" : "; ")
  }
}

extension Unassessable.Cause {
  /// Why a figure is missing, for a reader.
  var title: LocalizedText {
    switch self {
    case .noReport: LocalizedText(zh: "没有报告", en: "no report")
    case .blank: LocalizedText(zh: "空白", en: "blank")
    case .absent: LocalizedText(zh: "缺行", en: "row missing")
    case .notApplicable: LocalizedText(zh: "表式无此行", en: "not on the form")
    case .unreadable: LocalizedText(zh: "无法识别", en: "unreadable")
    case .notStated: LocalizedText(zh: "正文未说明", en: "not stated in the prose")
    case .vague:
      LocalizedText(zh: "正文只说约数，或前后不一", en: "vague or contradictory in the prose")
    case .below: LocalizedText(zh: "下级单位数字不全", en: "not all units below have it")
    case .rounding:
      LocalizedText(zh: "四舍五入后的数字不足以判断", en: "the rounded figures leave it open")
    }
  }
}
