import Testing

@testable import Nianbao

@Suite struct RuleLanguageTests {
  let catalog: Catalog
  let edition: Edition

  init() throws {
    catalog = try Catalog.builtIn()
    edition = try #require(catalog.edition("2014"))
  }

  private func parse(_ text: String) throws -> Assertion {
    try RuleParser.assertion(
      text, names: .init(catalog: catalog, indicators: edition.indicators, column: nil))
  }

  private func names(_ form: LinearForm) -> [String] {
    form.terms.map { term in
      let sign = term.coefficient == 1 ? "" : "\(NumberText.text(term.coefficient))*"
      return "\(sign)\(catalog[term.cell.indicator].id)"
        + (term.cell.lag > 0 ? "@-\(term.cell.lag)" : "")
    }
  }

  @Test func sumsBecomeLinearForms() throws {
    let assertion = try parse(
      "2 * request.closed - (request.received + 3) <= prev(request.received - request.closed) + 4")
    let comparison = try #require(assertion.comparisons.first)
    #expect(names(comparison.left) == ["2*request.closed", "-1*request.received"])
    #expect(comparison.left.constant == -3 && comparison.sign == .atMost)
    #expect(names(comparison.right) == ["request.received@-1", "-1*request.closed@-1"])
    #expect(comparison.right.constant == 4)
  }

  @Test func patternsStandForOnePartOrMany() throws {
    let one = try parse("sum(request.answered.*) = 0")
    #expect(one.comparisons[0].left.terms.count == 8)
    let many = try parse("sum(request.answered.**) = 0")
    #expect(many.comparisons[0].left.terms.count == 14)
    let list = try parse("sum(review.upheld, litigation.*) = 0")
    #expect(list.comparisons[0].left.terms.count == 5)
  }

  @Test func conditionsNestAndBind() throws {
    let assertion = try parse(
      "if review.total > 0 or (litigation.total > 0 and complaint.total > 0) then (request.received) > 0"
    )
    #expect(assertion.premise?.comparisons.count == 3)
    guard case .or(_, .and) = assertion.premise else {
      Issue.record("and does not bind closer than or: \(assertion)")
      return
    }
  }

  /// Each line: the text of a rule, `→`, the 1-based column, the message.
  @Test(arguments: [
    "request.received → 17: found the end, expected a comparison: = <= >= < >",
    "request.received = → 19: found the end, expected a number, an indicator's id, sum(…), prev(…) or a bracket",
    "request.recieved = 1 → 1: ‘request.recieved’ is no indicator of the rule's edition; did you mean ‘request.received’?",
    "request.received.* = 1 → 1: the pattern ‘request.received.*’ stands for several figures; write sum(…)",
    "sum(request.nothing.*) = 1 → 5: no indicator's id matches ‘request.nothing.*’",
    "sum(3) = 1 → 5: found ‘3’, expected an indicator's id or a pattern such as request.received.*",
    "if request.received > 0 → 24: found the end, expected ‘then’",
    "request.received > 0 request.closed → 22: found ‘request.closed’, expected the end",
    "request.received ≥ 1 → 18: ‘≥’ has no meaning here; expected a number, an indicator's id, + - * = <= >= < > ( ) or a comma",
    "request.received = 1.2.3 → 20: ‘1.2.3’ is no number",
    "prev(request.received = 1 → 23: found ‘=’, expected ‘)’",
    "request.received:$ = 1 → 1: ‘request.received:$’ needs the key each, which says what columns $ stands for",
  ]) func mistakesAreNamedWithTheirColumn(line: String) throws {
    let parts = line.split(separator: " → ", maxSplits: 1)
    let error = #expect(throws: RuleSyntaxError.self) { try parse(String(parts[0])) }
    #expect(error.map { "\($0.column + 1): \($0.message)" } == String(parts[1]))
  }

  @Test func mistakesOfARuleFileHaveLineAndColumn() {
    let text = """
      - id: a
        edition: "2014"
        kind: bound
        severity: warning
        rule: request.received >= request.closd
        zh: 甲
        en: A
      - id: b
        edition: "1999"
        kind: bounds
        severity: warning
        rule: request.received > 0
        zh: 甲
        en: A
        sevrity: error
      - id: c
        edition: "2014"
        kind: bound
        severity: fatal
        rule: request.received > 0
        zh: 甲
      - id: d
        edition: "2014"
        kind: bound
        severity: info
        rule: request.received > 0
        zh: 甲{request.closed}
        en: A
      """
    let error = #expect(throws: CatalogError.self) {
      try RuleFileLoader.rules(file: "x.yaml", text: text, catalog: catalog)
    }
    #expect(
      error?.problems.map(\.description) == [
        "x.yaml:5:29: ‘request.closd’ is no indicator of the rule's edition; did you mean ‘request.closed’?",
        "x.yaml:15:3: ‘sevrity’ is no key of a rule; did you mean ‘severity’?",
        "x.yaml:10:9: the kind is ‘bounds’; expected identity, bound, implication, carry-over, claim, rollup",
        "x.yaml:16:3: the rule has no ‘en’",
        "x.yaml:27:7: ‘{request.closed}’ stands for no figure of the rule",
      ])
  }

  @Test func theShippedRulesHaveNoMistakes() throws {
    let rules = try RuleSet.builtIn(catalog)
    #expect(rules.rules.contains { $0.id.name == "training.participants-without-session" })
    let identities = rules.rules.filter { $0.kind == .identity && $0.editions.contains("2014") }
    #expect(identities.count == 8)
    #expect(rules.rules.count { $0.id.name.hasPrefix("request.balance:") } == 7)
  }

  @Test func everyShippedMessageNamesKnownFigures() throws {
    for rule in try RuleSet.builtIn(catalog).rules {
      let known = Set(
        rule.assertion.cells.map { catalog[$0.indicator].id.name }
          + (rule.kind == .form ? ["year", "edition", "years"] : MessageTemplate.sides))
      for text in [rule.message.chinese, rule.message.english] {
        #expect(known.isSuperset(of: MessageTemplate(text).placeholders), "\(rule.id)")
      }
    }
  }
}
