import Testing

@testable import Nianbao

@Suite struct ConfrontationTests {
  let catalog: Catalog
  let rules: RuleSet

  init() throws {
    catalog = try Catalog.builtIn()
    rules = try RuleSet.builtIn(catalog)
  }

  private func findings(_ changes: [IndicatorID: Double?]) -> [Finding] {
    var reports = TestReports(catalog)
    reports.add("110118111", 2017, TestReports.consistent.merging(changes) { $1 })
    return Confrontation(reports.panel, with: rules).findings()
  }

  @Test func aConsistentReportHasNoFindings() {
    #expect(findings([:]).map(\.id.name) == [])
  }

  @Test func aFormOfOtherYearsIsAFinding() throws {
    var reports = TestReports(catalog)
    reports.add("110118111", 2021, TestReports.consistent)
    reports.add("110118111", 2018, TestReports.consistent)
    let findings = Confrontation(reports.panel, with: rules).findings()
    #expect(findings.map(\.id.name) == ["form.year"] && findings.map(\.year) == [2021])
    #expect(
      findings.first?.message.chinese == "报告写的是 2021 年，统计表却是 2014 版式（用于 2014–2018 年）；请核对年份")
    #expect(findings.first?.suspects.isEmpty == true && findings.first?.cells.isEmpty == true)
  }

  @Test func aBrokenSumIsNamedWithBothSides() throws {
    let finding = try #require(findings(["capacity.staff": 6]).first)
    #expect(finding.id.name == "parts:capacity.staff" && finding.severity == .error)
    #expect(finding.actual == 6 && finding.expected == 5 && finding.difference == 1)
    #expect(finding.message.chinese == "“从事政府信息公开工作人员数”为6，各项之和为5，相差+1")
    #expect(finding.cells.map(\.value) == [6, 2, 3])
  }

  @Test func aBlankPartIsNotAssessableUnlessTheRestIsTooMuch() {
    #expect(findings(["capacity.staff.parttime": nil]).isEmpty)
    #expect(
      findings(["capacity.staff.parttime": nil, "capacity.staff": 1]).map(\.id.name) == [
        "parts:capacity.staff"
      ])
    #expect(findings(["capacity.staff": nil]).isEmpty)
  }

  @Test func channelsMayAddUpToMoreButNotToLess() {
    #expect(findings(["disclosure.channel.other": 300]).isEmpty)
    #expect(
      findings(["disclosure.channel.website": 100]).map(\.id.name) == [
        "channels:disclosure.total"
      ])
    #expect(
      findings(["disclosure.channel.website": 323]).map(\.id.name) == [
        "within:disclosure.channel.website"
      ])
  }

  @Test func carryOversLookAtTheYearBefore() {
    let open: [IndicatorID: Double?] = ["request.received": 10, "request.closed": 7]
    let late: [IndicatorID: Double?] = ["request.received": 4, "request.closed": 15]
    func broken(_ years: Year...) -> [Year] {
      var reports = TestReports(catalog)
      reports.add("110118111", years[0], open)
      reports.add("110118111", years[1], late)
      return Confrontation(reports.panel, with: rules).findings()
        .filter { $0.id.name == "request.closed-within-received" }.map(\.year)
    }
    #expect(broken(2015, 2016) == [2016])
    #expect(broken(2014, 2016) == [])
  }

  @Test func printedAmountsStandForWhatRoundsToThem() throws {
    let text = """
      - id: fees
        edition: "2014"
        kind: identity
        severity: error
        rule: fee.collected = capacity.budget
        zh: 甲
        en: A
      """
    let own = try RuleSet(catalog: catalog, rules: []).adding(file: "own.yaml", text: text)
    func isBroken(_ left: Double, _ right: Double, decimals: Int) -> Bool {
      var reports = TestReports(catalog)
      reports.add(
        "110118111", 2017, decimals: decimals, ["fee.collected": left, "capacity.budget": right])
      return !Confrontation(reports.panel, with: own).findings().isEmpty
    }
    #expect(!isBroken(1.2, 1.3, decimals: 1))
    #expect(isBroken(1.2, 1.4, decimals: 1))
    #expect(isBroken(1.20, 1.22, decimals: 2))
  }

  @Test func rulesOfAProvinceAreForItsUnitsAlone() {
    let key: [IndicatorID: Double?] = [
      "disclosure.key": 5, "disclosure.key.finance": 1, "disclosure.total": 9,
    ]
    for (code, expected) in [("110118111", 1), ("130102001", 0)] {
      var reports = TestReports(catalog)
      var figures = key
      for index in catalog.indicators where index.id.name.hasPrefix("disclosure.key.") {
        figures[index.id] = figures[index.id] ?? 0
      }
      reports.add(code, 2017, figures)
      let broken = Confrontation(reports.panel, with: rules).findings()
        .filter { $0.id.name == "parts:disclosure.key" }
      #expect(broken.count == expected)
    }
  }

  @Test func theMatrixOfTheLaterFormsBalances() throws {
    var figures: [IndicatorID: Double?] = [:]
    let edition = try #require(catalog.edition("2021"))
    for index in edition.indicators { figures[catalog[index].id] = 0 }
    for column in ["natural", "all"] {
      figures[IndicatorID("request.received:\(column)")] = 5
      figures[IndicatorID("request.result.granted:\(column)")] = 3
      figures[IndicatorID("request.result.total:\(column)")] = 3
      figures[IndicatorID("request.carriedout:\(column)")] = 2
    }
    var reports = TestReports(catalog)
    reports.add("110118111", 2021, edition: "2021", figures)
    var next = figures.mapValues { _ in 0 as Double? }
    next["request.carriedin:all"] = 1
    next["request.carriedin:natural"] = 1
    next["request.carriedout:all"] = 1
    next["request.carriedout:natural"] = 1
    reports.add("110118111", 2022, edition: "2021", next)
    let broken = Confrontation(reports.panel, with: rules).findings()
    #expect(
      broken.map(\.id.name) == ["request.carried-over:natural", "request.carried-over:all"])
    #expect(broken.allSatisfy { $0.year == 2022 && $0.actual == 1 && $0.expected == 2 })
  }

  /// Vectors against one report at a time, and both against the definition, on random reports.
  @Test(arguments: 1...30 as ClosedRange<UInt64>) func columnsAndSingleReportsAgree(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var reports = TestReports(catalog)
    for unit in 1...6 {
      for year in Year(2014)...Year(2016) where Bool.random(using: &numbers) {
        var figures: [IndicatorID: Double?] = [:]
        for (id, value) in TestReports.consistent.sorted(by: { $0.key < $1.key }) {
          switch Int.random(in: 0..<12, using: &numbers) {
          case 0: continue
          case 1: figures[id] = .some(nil)
          case 2: figures[id] = Double(Int.random(in: 0...20, using: &numbers))
          default: figures[id] = value
          }
        }
        reports.add("11011800\(unit)", year, figures)
      }
    }
    let panel = reports.panel
    let confrontation = Confrontation(panel, with: rules)
    let applicability = Applicability(panel, unitsBelow: confrontation.figures.unitsBelow)
    for outcome in confrontation.outcomes {
      for unit in panel.units.indices {
        let rule = confrontation.compiled[outcome.rule]
        guard applicability.isAbout(rule, unit, outcome.year) else {
          #expect(!outcome.failing.contains(unit))
          continue
        }
        #expect(
          (rule.truth(confrontation.figures, unit, outcome.year) == .isFalse)
            == outcome.failing.contains(unit))
        if let holds = plainTruth(rules.rules[outcome.rule], panel, unit, outcome.year) {
          #expect(outcome.failing.contains(unit) == !holds)
        }
      }
      #expect(
        outcome.failing.count + outcome.satisfied + outcome.notAssessable
          == panel.units.indices.count { unit in
            panel.reports.report(of: unit, in: outcome.year) != nil
          } || !rules.rules[outcome.rule].editions.contains("2014"))
    }
  }

  /// Whether a rule holds, computed from the plain figures; nil where one is missing.
  private func plainTruth(_ rule: Rule, _ panel: Panel, _ unit: UnitIndex, _ year: Year) -> Bool? {
    func value(_ form: LinearForm) -> Double? {
      form.terms.reduce(form.constant as Double?) { sum, term in
        let figure = panel.value(term.cell.indicator, year.advanced(by: -term.cell.lag), unit)
        guard let sum, let figure else { return nil }
        return sum + term.coefficient * figure
      }
    }
    func holds(_ condition: Condition) -> Bool? {
      switch condition {
      case .comparison(let comparison):
        guard let left = value(comparison.left), let right = value(comparison.right) else {
          return nil
        }
        switch comparison.sign {
        case .equal: return abs(left - right) < 1e-9
        case .atMost: return left <= right
        case .atLeast: return left >= right
        case .below: return left < right
        case .above: return left > right
        }
      case .and(let one, let other):
        guard let one = holds(one), let other = holds(other) else { return nil }
        return one && other
      case .or(let one, let other):
        guard let one = holds(one), let other = holds(other) else { return nil }
        return one || other
      }
    }
    // Amounts are intervals, so plain numbers do not decide their rules.
    guard !rule.assertion.cells.contains(where: { catalog[$0.indicator].measure.kind == .amount })
    else { return nil }
    guard let premise = rule.assertion.premise else { return holds(rule.assertion.conclusion) }
    guard let given = holds(premise), let then = holds(rule.assertion.conclusion) else {
      return nil
    }
    return !given || then
  }
}
