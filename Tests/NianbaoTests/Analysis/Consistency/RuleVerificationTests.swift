import Testing

@testable import Nianbao

@Suite struct RuleVerificationTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private func entry(_ id: String, _ rule: String, _ keys: [String] = []) -> String {
    let severity = keys.contains { $0.hasPrefix("severity") } ? [] : ["severity: error"]
    return
      (["- id: \(id)", "edition: \"2014\"", "kind: bound"] + severity + keys
      + ["rule: \(rule)", "zh: 甲", "en: A"]).joined(separator: "\n  ")
  }

  /// What is said of some rules: `id kind because`.
  private func remarks(_ rules: [String], besideShipped: Bool = false) throws -> [String] {
    let base =
      besideShipped ? try RuleSet.builtIn(catalog) : try RuleSet(catalog: catalog, rules: [])
    let set = try base.adding(file: "own.yaml", text: rules.joined(separator: "\n"))
    return RuleVerification.remarks(on: set) { $0.origin.file == "own.yaml" }.map { remark in
      let because = remark.because.map { set.rules[$0].id.name }
      return ([set.rules[remark.rule].id.name, remark.kind.rawValue] + because)
        .joined(separator: " ")
    }
  }

  @Test func theShippedRulesSayNothingTwiceButWhatTheFormsDo() throws {
    let rules = try RuleSet.builtIn(catalog)
    let remarks = RuleVerification.remarks(on: rules)
    for remark in remarks where remark.severity > .info {
      Issue.record("\(rules.rules[remark.rule].id): \(remark.text(rules).english)")
    }
    // Sums along rows and along columns give the grand total twice, and its balance.
    let expected = [
      "parts:request.result.total:all", "parts:request.result.total:all", "request.balance:all",
    ]
    #expect(remarks.map { rules.rules[$0.rule].id.name } == expected)
  }

  @Test func contradictionsAreFoundWithTheRulesTheyRestOn() throws {
    #expect(
      try remarks([entry("a", "request.received <= -1")]) == ["a contradictory"])
    #expect(
      try remarks([
        entry("a", "request.received >= 5"), entry("b", "request.closed >= request.received"),
        entry("c", "request.closed <= 4"), entry("d", "request.answered <= request.closed"),
      ]) == [
        "a contradictory b c", "b contradictory a c", "c contradictory a b",
      ])
    // Beside the shipped rules: the parts of what was received are not above it.
    #expect(
      try remarks(
        [entry("a", "request.received.online > request.received")], besideShipped: true)
        == ["a contradictory parts:request.received"])
    #expect(
      try remarks([
        entry("a", "if review.total > 0 then litigation.total > 9"),
        entry("b", "litigation.total <= 9"),
      ]) == ["a contradictory b"])
  }

  @Test func premisesThatNeverHoldAreFound() throws {
    #expect(
      try remarks([entry("a", "if review.total < 0 then litigation.total > 0")])
        == ["a never-fires"])
    #expect(
      try remarks([
        entry("a", "if review.total > 9 then litigation.total > 0"),
        entry("b", "review.total <= 9"),
      ]) == ["a never-fires b"])
    #expect(
      try remarks(
        [entry("a", "if request.received.fax > request.received then review.total > 0")],
        besideShipped: true) == ["a never-fires parts:request.received"])
  }

  @Test func rulesThatNothingBreaksAreFound() throws {
    #expect(try remarks([entry("a", "review.total >= 0")]) == ["a never-fails"])
    #expect(try remarks([entry("a", "review.total = review.total")]) == ["a never-fails"])
    #expect(
      try remarks([entry("a", "review.total <= review.total + litigation.total")])
        == ["a never-fails"])
    #expect(
      try remarks([entry("a", "if review.total > 3 then review.total >= 4")])
        == ["a never-fails"])
    // A gain or loss may be below zero.
    #expect(
      try remarks(
        [entry("a", "permit:net >= 0").replacing("\"2014\"", with: "\"2019\"")]) == [])
  }

  @Test func whatSaysTheSameOrLessIsFound() throws {
    #expect(
      try remarks([
        entry("a", "2 * review.total <= 2 * litigation.total + 4"),
        entry("b", "litigation.total >= review.total - 2"),
      ]) == ["b duplicate a"])
    #expect(
      try remarks([
        entry("a", "review.total <= litigation.total"),
        entry("b", "litigation.total <= complaint.total"),
        entry("c", "review.total <= complaint.total + 1"),
      ]) == ["c redundant a b"])
    #expect(
      try remarks(
        [entry("a", "request.received.fax + request.received.online <= request.received")],
        besideShipped: true) == ["a redundant parts:request.received"])
    #expect(
      try remarks([
        entry("a", "review.total = litigation.total"),
        entry("b", "litigation.total = complaint.total"),
        entry("c", "complaint.total = review.total"),
      ]) == ["c redundant a b"])
    // A rule that cannot be broken is more than one that hardly can.
    #expect(
      try remarks([
        entry("a", "review.total <= litigation.total", ["severity: warning"]),
        entry("b", "review.total <= litigation.total + 1"),
      ]) == [])
    // Nor does a rule for some units make one for all of them say nothing new.
    #expect(
      try remarks([
        entry("a", "review.total <= litigation.total", ["level: county"]),
        entry("b", "review.total <= litigation.total + 1"),
        entry("c", "review.total <= litigation.total + 2", ["level: county"]),
      ]) == ["c redundant b"])
  }

  @Test func remarksAreTold() throws {
    let set = try RuleSet(catalog: catalog, rules: []).adding(
      file: "own.yaml",
      text: entry("a", "review.total <= 3") + "\n" + entry("b", "review.total <= 4"))
    let remark = try #require(RuleVerification.remarks(on: set).first)
    #expect(remark.text(set).chinese == "由 a 推出" && remark.text(set).english == "follows from a")
    let table = RuleRemarkTable([remark], on: set, language: .english).text(as: .csv)
    #expect(
      table.split(separator: "\n") == [
        "severity,rule,remark,text,because,origin",
        "warning,b,redundant,follows from a,a,own.yaml:8",
      ])
  }

  /// Whatever is said of small random rules is true of all whole numbers from 0 to 4.
  @Test(arguments: 1...40 as ClosedRange<UInt64>) func whatIsSaidHolds(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    let ids = ["review.total", "litigation.total", "complaint.total"]
    func comparison() -> String {
      let sum = ids.map { "\(Int.random(in: 0...2, using: &numbers)) * \($0)" }
        .joined(separator: Bool.random(using: &numbers) ? " + " : " - ")
      let sign = ["=", "<=", ">=", "<", ">"].randomElement(using: &numbers) ?? "="
      return "\(sum) + 0 * review.total \(sign) \(Int.random(in: 0...4, using: &numbers))"
    }
    let texts = (0..<5).compactMap { number -> String? in
      let text =
        Bool.random(using: &numbers) ? comparison() : "if \(comparison()) then \(comparison())"
      // Sums without figures are mistakes of their own.
      let names = RuleParser.Names(
        catalog: catalog, indicators: ids.compactMap { catalog.index(of: IndicatorID($0)) },
        step: nil)
      guard (try? RuleParser.assertion(text, names: names)) != nil else { return nil }
      return entry("r\(number)", text)
    }
    let set = try RuleSet(catalog: catalog, rules: []).adding(
      file: "own.yaml", text: texts.joined(separator: "\n"))
    let points = (0...4).flatMap { one in
      (0...4).flatMap { other in (0...4).map { [Double(one), Double(other), Double($0)] } }
    }
    func holds(_ rule: Int, _ point: [Double]) -> Bool {
      CompiledRule(set.rules[rule], catalog).truth { reference in
        let position = ids.firstIndex(of: catalog[reference.indicator].id.name) ?? 0
        return FigureInterval(low: point[position], high: point[position])
      } == .isTrue
    }
    func premiseHolds(_ rule: Int, _ point: [Double]) -> Bool {
      guard let premise = set.rules[rule].assertion.premise else { return true }
      return premise.truth { reference in
        let position = ids.firstIndex(of: catalog[reference.indicator].id.name) ?? 0
        return FigureInterval(low: point[position], high: point[position])
      } == .isTrue
    }
    for remark in RuleVerification.remarks(on: set) {
      let near = points.filter { point in remark.because.allSatisfy { holds($0, point) } }
      switch remark.kind {
      case .contradictory:
        #expect(!near.contains { premiseHolds(remark.rule, $0) && holds(remark.rule, $0) })
      case .neverFires: #expect(!near.contains { premiseHolds(remark.rule, $0) })
      case .neverFails, .redundant: #expect(near.allSatisfy { holds(remark.rule, $0) })
      case .duplicate:
        #expect(points.allSatisfy { holds(remark.rule, $0) == holds(remark.because[0], $0) })
      }
    }
  }
}
