/// What is to be said of the rules of a set, as a table: one row a remark.
public struct RuleRemarkTable: TableSource {
  private let rules: RuleSet
  private let remarks: [RuleRemark]
  private let language: Language

  /// A table of remarks on the rules of a set; texts in a language.
  public init(_ remarks: [RuleRemark], on rules: RuleSet, language: Language) {
    self.rules = rules
    self.remarks = remarks
    self.language = language
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("severity", zh: "程度", en: "Severity"), .text("rule", zh: "规则", en: "Rule"),
      .text("remark", zh: "类别", en: "Remark"), .text("text", zh: "说明", en: "Text"),
      .text("because", zh: "依据", en: "Because"), .text("origin", zh: "出处", en: "Origin"),
    ]
  }

  /// Hands the remarks to a sink in the order of the rules.
  public func write(to sink: inout some RowSink) {
    for remark in remarks {
      let rule = rules.rules[remark.rule]
      sink.text(remark.severity.rawValue)
      sink.text(rule.id.name)
      sink.text(remark.kind.rawValue)
      sink.text(remark.text(rules)[language])
      sink.text(remark.because.map { rules.rules[$0].id.name }.joined(separator: " "))
      sink.text(rule.origin.description)
      sink.endRow()
    }
  }
}

extension Rule.Origin: CustomStringConvertible {
  /// `file:line`, or the file where the whole of it is meant.
  public var description: String { line > 0 ? "\(file):\(line)" : file }
}
