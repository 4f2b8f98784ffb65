/// The rules of a set as a table.
public struct RuleTable: TableSource {
  private let rules: RuleSet
  private let language: Language

  /// A table of all rules; messages in a language.
  public init(_ rules: RuleSet, language: Language) {
    self.rules = rules
    self.language = language
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("rule", zh: "规则", en: "Rule"), .text("kind", zh: "类别", en: "Kind"),
      .text("severity", zh: "程度", en: "Severity"), .text("editions", zh: "表式", en: "Editions"),
      .text("scope", zh: "适用地区", en: "Scope"), .text("level", zh: "适用单位", en: "Level"),
      .text("assertion", zh: "关系式", en: "Assertion"),
      .text("missing", zh: "缺数处理", en: "Missing"),
      .text("message", zh: "提示语", en: "Message"), .text("origin", zh: "出处", en: "Origin"),
    ]
  }

  /// Hands the rules to a sink in the order of the set.
  public func write(to sink: inout some RowSink) {
    for rule in rules.rules {
      sink.text(rule.id.name)
      sink.text(rule.kind.rawValue)
      sink.text(rule.severity.rawValue)
      sink.text(rule.editions.sorted().map(\.name).joined(separator: " "))
      sink.text(rule.scope?.description)
      sink.text(
        Rule.Level.allCases.filter { rule.levels.contains($0) }.map(\.rawValue)
          .joined(separator: " "))
      sink.text(rule.kind == .form ? "" : AssertionText(rules.catalog).text(rule.assertion))
      sink.text(rule.missing == .bounds ? "" : rule.missing.rawValue)
      sink.text(rule.message[language])
      sink.text(rule.origin.description)
      sink.endRow()
    }
  }
}
