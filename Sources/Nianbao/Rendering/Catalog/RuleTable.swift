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
      sink.text(rule.kind == .form ? "" : rule.assertion.text(rules.catalog))
      sink.text(rule.missing == .bounds ? "" : rule.missing.rawValue)
      sink.text(rule.message[language])
      sink.text(rule.origin.description)
      sink.endRow()
    }
  }
}

extension Assertion {
  /// The assertion as a rule file writes it, sums written out.
  func text(_ catalog: Catalog) -> String {
    let conclusion = conclusion.text(catalog)
    return premise.map { "if \($0.text(catalog)) then \(conclusion)" } ?? conclusion
  }
}

extension Condition {
  fileprivate func text(_ catalog: Catalog) -> String {
    switch self {
    case .comparison(let comparison):
      "\(comparison.left.text(catalog)) \(comparison.sign.rawValue) \(comparison.right.text(catalog))"
        + (comparison.tolerance.map { " ± \($0.text)" } ?? "")
    case .and(let left, let right): "(\(left.text(catalog))) and (\(right.text(catalog)))"
    case .or(let left, let right): "(\(left.text(catalog))) or (\(right.text(catalog)))"
    }
  }
}

extension LinearForm {
  fileprivate func text(_ catalog: Catalog) -> String {
    var text = ""
    for term in terms {
      let size = abs(term.coefficient)
      text += term.coefficient < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
      if size != 1 { text += "\(NumberText.text(size)) * " }
      text += term.cell.text(catalog)
    }
    guard constant != 0 || terms.isEmpty else { return text }
    text += constant < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
    return text + NumberText.text(abs(constant))
  }
}

extension CellReference {
  fileprivate func text(_ catalog: Catalog) -> String {
    let id = catalog[indicator].id.name
    let lagged = (0..<lag).reduce(id) { text, _ in "prev(\(text))" }
    return switch source {
    case .table: lagged
    case .prose: "claim(\(lagged))"
    case .below: "children(\(lagged))"
    }
  }
}

extension Tolerance {
  fileprivate var text: String {
    switch self {
    case .absolute(let slack): NumberText.text(slack)
    case .relative(let part):
      "\(NumberStyle.rounded(decimals: 6).text(of: part * 100).trimmingTrailingZeros)%"
    }
  }
}

extension String {
  /// The number without zeros behind its last decimal.
  fileprivate var trimmingTrailingZeros: String {
    guard contains(".") else { return self }
    let end = lastIndex { $0 != "0" } ?? startIndex
    return String(self[...end]).hasSuffix(".") ? String(self[..<end]) : String(self[...end])
  }
}
