import Nianbao

extension Evaluation {
  /// The records diagnosed in a second; nil where none was.
  public var recordsPerSecond: Double? {
    let seconds = diagnosisTime / .seconds(1)
    return diagnosedRecords > 0 && seconds > 0 ? Double(diagnosedRecords) / seconds : nil
  }

  /// How much prose there is, above the summary.
  public var heading: LocalizedText {
    LocalizedText(zh: "正文：\(prose.name.chinese)", en: "Prose: \(prose.name.english)")
  }

  /// What the table does not say: false alarms, mistakes that no rule sees, and the time.
  public var summary: LocalizedText {
    let speed = recordsPerSecond.map { Int($0) } ?? 0
    let seconds = NumberText.text((diagnosisTime / .milliseconds(1)).rounded() / 1000)
    let unrivalled = scores.filter(\.isUntied)
    let first = unrivalled.count(where: \.isFirst)
    let share = NumberText.text(
      (Double(first) / Double(max(1, unrivalled.count)) * 1000).rounded() / 10)
    return LocalizedText(
      zh: """
        真实报告 \(trueReports) 份，误报 \(falseAlarms) 项\(brokenRules)。\(proseText.chinese)
        规则看不见的错误 \(count(.invisible)) 处，被同一报告的其他错误掩盖 \(count(.masked)) 处。
        同类型错误只能如此解释的 \(unrivalled.count) 处中，首选指出 \(share)%。
        诊断 \(diagnosedRecords) 个单位，用时 \(seconds) 秒，每秒 \(speed) 个。
        """,
      en: """
        False alarms: \(falseAlarms), in \(trueReports) true reports and beside the mistakes\(brokenRules).\(proseText.english)
        No rule sees \(count(.invisible)) mistakes; \(count(.masked)) more are masked by another one \
        of their report.
        Of the \(unrivalled.count) mistakes that no other of their type explains as well, \(share) % \
        are named first.
        \(diagnosedRecords) records diagnosed in \(seconds) s: \(speed) a second.
        """)
  }

  /// What prose adds: where it truthfully differs, and what becomes of mistakes in figures that it states.
  private var proseText: LocalizedText {
    let stated = scores.filter { $0.place != nil && $0.isDetectable }
    guard !stated.isEmpty else { return LocalizedText(zh: "", en: "") }
    func share(_ place: MistakePlace) -> String {
      let own = stated.filter { $0.place == place }
      let first = own.count(where: \.isFirst)
      let percent = NumberText.text(
        (Double(first) / Double(max(1, own.count)) * 1000).rounded() / 10)
      return "\(percent) % / \(own.count)"
    }
    return LocalizedText(
      zh: """

        正文与表格如实不同 \(differing) 处，报告 \(differingFound) 处。
        正文也写明的数字有错，首选指出：只在表中 \(share(.table))，只在正文 \(share(.prose))，两处相同 \(share(.both))。
        """,
      en: """

        Prose truthfully differs from the table \(differing) times; \(differingFound) are reported.
        Mistakes in figures that the prose states, named first: in the table alone \(share(.table)), in \
        the prose alone \(share(.prose)), in both \(share(.both)).
        """)
  }

  private func count(_ visibility: MistakeScore.Visibility) -> Int {
    scores.count { $0.visibility == visibility }
  }

  /// ` (review.total 3)`: the rules that true reports break, with how often; empty where none does.
  private var brokenRules: String {
    guard !falselyBroken.isEmpty else { return "" }
    let rules = falselyBroken.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return " (" + rules.joined(separator: ", ") + ")"
  }
}
