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
      text, names: .init(catalog: catalog, indicators: edition.indicators, step: nil))
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
    "request.received = → 19: found the end, expected a number, an indicator's id, sum(…), prev(…), claim(…), children(…) or a bracket",
    "request.recieved = 1 → 1: ‘request.recieved’ is no indicator of the rule's edition; did you mean ‘request.received’?",
    "request.received.* = 1 → 1: the pattern ‘request.received.*’ stands for several figures; write sum(…)",
    "sum(request.nothing.*) = 1 → 5: no indicator's id matches ‘request.nothing.*’",
    "sum(3) = 1 → 5: found ‘3’, expected an indicator's id or a pattern such as request.received.*",
    "if request.received > 0 → 24: found the end, expected ‘then’",
    "request.received > 0 request.closed → 22: found ‘request.closed’, expected the end",
    "request.received ≥ 1 → 18: ‘≥’ has no meaning here; write >=",
    "request.received = 1.2.3 → 20: ‘1.2.3’ is no number",
    "prev(request.received = 1 → 23: found ‘=’, expected ‘)’",
    "request.received # 1 → 18: ‘#’ has no meaning here; expected a number, an indicator's id, + - * / = <= >= < > ± ( ) or a comma",
    "request.received == 1 → 18: ‘==’ has no meaning here; write =",
    "1 = 1 → 1: the comparison speaks of no figure",
    "request.received * request.closed = 1 → 18: a figure times a figure is no sum; one of them must be a number",
    "request.received / request.closed = 1 → 20: found ‘request.closed’, expected a number that is not 0 to divide by",
    "childen(request.received) = 1 → 1: ‘childen’ is no function; did you mean ‘children’?",
    "average(request.received) = 1 → 1: ‘average’ is no function; expected sum, prev, claim, children",
    "children(request.received + 1) = 1 → 10: children(…) is of figures; take the number out of the brackets",
    "claim(children(request.received)) = 1 → 7: claim(…) is of figures of the table; claim(…) and children(…) do not nest",
    "request.received = 1 ± request.closed → 24: found ‘request.closed’, expected a number, as in ± 2 or ± 1%",
    "request.received = 1 +- → 24: found the end, expected a number, as in ± 2 or ± 1%",
    "request.received > 0 AND request.closed > 0 → 22: found ‘AND’, expected the end; did you mean ‘and’?",
    "iff request.received > 0 then request.closed > 0 → 1: ‘iff’ is no indicator of the rule's edition",
    "(request.received > 0 → 22: found the end, expected ‘)’",
    "(request.received > 0) + 1 = 2 → 24: found ‘+’, expected the end",
    "request.received:$ = 1 → 1: ‘request.received:$’ needs the key each, which says what columns or rows $ stands for",
  ]) func mistakesAreNamedWithTheirColumn(line: String) throws {
    let parts = line.split(separator: " → ", maxSplits: 1)
    let error = #expect(throws: RuleSyntaxError.self) { try parse(String(parts[0])) }
    #expect(error.map { "\($0.column + 1): \($0.message)" } == String(parts[1]))
  }

  @Test func figuresOfTheProseAndOfTheUnitsBelowAreTerms() throws {
    let assertion = try parse(
      "claim(sum(review.*)) = children(prev(2 * request.received)) - prev(children(fee.collected))")
    let left = assertion.comparisons[0].left.terms
    #expect(left.count == 4 && left.allSatisfy { $0.cell.source == .prose && $0.cell.lag == 0 })
    let right = assertion.comparisons[0].right.terms
    #expect(right.allSatisfy { $0.cell.source == .below && $0.cell.lag == 1 })
    #expect(right.map(\.coefficient) == [2, -1])
    #expect(try parse("prev(prev(request.received)) = 1").cells.map(\.lag) == [2])
  }

  @Test func productsAndSignsBindAsInArithmetic() throws {
    let form = try parse(
      "-2 * (request.received - 3) + -request.closed * 0.5 - request.answered / 4 = 0"
    ).comparisons[0].left
    #expect(form.terms.map(\.coefficient) == [-2, -0.5, -0.25] && form.constant == 6)
  }

  @Test func bracketsHoldSumsOrConditions() throws {
    let condition = try parse("((request.received) > 0 or ((request.closed + 1) * 2 > 3))")
    guard case .or = condition.conclusion else {
      Issue.record("no or: \(condition)")
      return
    }
    let deep = String(repeating: "(", count: 60)
    let closed = String(repeating: ")", count: 60)
    #expect(try parse("\(deep)request.received\(closed) > 0").comparisons.count == 1)
    #expect(throws: RuleSyntaxError.self) {
      try parse("\(deep)((((((request.received\(closed))))))) > 0")
    }
  }

  @Test func tolerancesAreWorkedIntoTheComparisons() throws {
    let absolute = try parse("request.received = request.closed ± 2")
    #expect(absolute.comparisons.map(\.tolerance) == [.absolute(2)])
    #expect(
      absolute.withoutTolerances(catalog)
        == (try parse(
          "request.received <= request.closed + 2 and request.received >= request.closed - 2")))
    #expect(
      try parse("request.received <= request.closed +- 1").withoutTolerances(catalog)
        == (try parse("request.received <= request.closed + 1")))
    #expect(
      try parse("request.received >= 4 * request.closed ± 25%").withoutTolerances(catalog)
        == (try parse("request.received >= 3 * request.closed")))
    #expect(
      try parse("request.received = 4 * request.closed ± 25%").withoutTolerances(catalog)
        == (try parse(
          "request.received <= 5 * request.closed and request.received >= 3 * request.closed")))
    // A right side that may be below zero.
    let signed = try parse("request.received = 4 * request.closed - 4 * request.answered ± 25%")
    #expect(signed.withoutTolerances(catalog).comparisons.count == 4)
  }

  private func rules(_ text: String) throws -> [Rule] {
    try RuleFileLoader.rules(file: "x.yaml", text: text, catalog: catalog)
  }

  @Test func aToleranceOfARuleIsForComparisonsWithoutOne() throws {
    let rule = try #require(
      rules(
        """
        - id: a
          edition: "2014"
          kind: identity
          severity: warning
          tolerance: 1%
          missing: partial_zero
          level: township, department
          rule: if review.total > 0 then request.received = request.closed and review.total < 5 ± 2
          zh: 甲
          en: A
        """
      ).first)
    #expect(rule.assertion.comparisons.map(\.tolerance) == [nil, .relative(0.01), .absolute(2)])
    #expect(rule.missing == .partialZero && rule.levels == [.township, .department])
  }

  @Test func aRuleForAllEditionsIsForThoseWithItsFigures() throws {
    func editions(_ rule: String, _ more: String = "") throws -> [[String]] {
      try rules(
        """
        - id: a
          edition: all
          kind: bound
          severity: warning
          rule: \(rule)
          zh: 甲
          en: A
        \(more)
        """
      ).map { $0.editions.map(\.name).sorted() }
    }
    #expect(try editions("request.received >= 0 and review.total >= 0") == [["2014"]])
    #expect(try editions("request.received:all >= 0") == [["2019", "2021"]])
    // The other ways of closing a request are three rows from 2021 on.
    #expect(try editions("sum(request.result.*:all) >= 0") == [["2019"], ["2021"]])
    #expect(
      try editions("request.received:$ >= 0", "  each: request").count == 7)
    #expect(throws: CatalogError.self) { try editions("request.recieved >= 0") }
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
      - id: e
        edition: 2014 2020
        kind: bound
        severity: info
        rule: request.received > 0
        zh: 甲
        en: A
      - id: f
        edition: all
        kind: bound
        severity: info
        rule: request.recieved > 0
        level: town
        zh: 甲
        en: A
      - id: g
        edition: "2014"
        kind: bound
        severity: info
        rule: request.received > 0
        missing: nonzero
        zh: 甲
        en: A
      - id: h
        edition: "2014"
        kind: bound
        severity: info
        rule: request.received > 0
        tolerance: 1 %%
        zh: 甲
        en: A
      - id: i
        edition: all
        kind: bound
        severity: info
        rule: request.recieved > 0
        each: requests
        zh: 甲
        en: A
      - id: j
        edition: all
        kind: bound
        severity: info
        rule: request.received > 0 and request.closd > 0
        scope: 1101181
        zh: 甲
        en: A
      """
    let error = #expect(throws: CatalogError.self) {
      try RuleFileLoader.rules(file: "x.yaml", text: text, catalog: catalog)
    }
    #expect(
      error?.problems.map(\.description) == [
        "x.yaml:5:29: ‘request.closd’ is no indicator of the rule's edition; did you mean ‘request.closed’?",
        "x.yaml:9:12: the edition is ‘1999’; expected all, 2014, 2019, 2021, fujian-2011, fujian-2014",
        "x.yaml:10:9: the kind is ‘bounds’; expected identity, bound, implication, carry-over, claim, rollup; did you mean ‘bound’?",
        "x.yaml:15:3: ‘sevrity’ is no key of a rule; did you mean ‘severity’?",
        "x.yaml:16:3: the rule has no ‘en’",
        "x.yaml:19:13: the severity is ‘fatal’; expected info, warning, error",
        "x.yaml:27:7: ‘{request.closed}’ stands for no figure of the rule",
        "x.yaml:30:12: the edition is ‘2020’; expected all, 2014, 2019, 2021, fujian-2011, fujian-2014; did you mean ‘2021’?",
        "x.yaml:40:9: ‘request.recieved’ is no indicator of the rule's edition; did you mean ‘request.received’?",
        "x.yaml:41:10: the level is ‘town’; expected province, prefecture, county, township, department; did you mean ‘township’?",
        "x.yaml:49:12: the missing mode is ‘nonzero’; expected bounds, non_null, non_zero, partial_null, partial_zero, always_null, always_zero; did you mean ‘non_zero’?",
        "x.yaml:57:17: found ‘%’, expected the end",
        "x.yaml:64:9: ‘request.recieved’ is no indicator of the rule's edition; did you mean ‘request.received’?",
        "x.yaml:65:9: ‘requests’ is no matrix of the edition; expected article20.1, article20.5, article20.6, article20.8, article20.9, request, review, fujian, or rows of one of them",
        "x.yaml:72:34: ‘request.closd’ is no indicator of the rule's edition; did you mean ‘request.closed’?",
        "x.yaml:73:10: the scope is ‘1101181’; expected a region's code",
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
