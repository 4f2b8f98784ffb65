import Testing

@testable import Nianbao

@Suite struct WhatIfTests {
  let catalog: Catalog
  let rules: RuleSet

  init() throws {
    catalog = try Catalog.builtIn()
    rules = try RuleSet.builtIn(catalog)
  }

  private func panel(_ numbers: inout SeededNumbers) -> Panel {
    var reports = TestReports(catalog)
    for code in ["110118001", "110118002", "110118003", "110101001", "130102001", "110118"] {
      for year in Year(2015)...Year(2017) where Int.random(in: 0..<5, using: &numbers) > 0 {
        var figures = TestReports.consistent
        for (id, _) in TestReports.consistent where Int.random(in: 0..<9, using: &numbers) == 0 {
          figures[id] = Double(Int.random(in: 0...40, using: &numbers))
        }
        reports.add(code, year, figures)
      }
    }
    return reports.panel
  }

  private func corrections(_ panel: Panel, _ numbers: inout SeededNumbers) -> [Correction] {
    let ids = TestReports.consistent.keys.sorted()
    return (1...4).compactMap { line in
      guard let id = ids.randomElement(using: &numbers), let indicator = catalog.index(of: id),
        let unit = panel.units.indices.randomElement(using: &numbers),
        let year = panel.years.randomElement(using: &numbers),
        panel.reports.position(of: unit, in: year) != nil
      else { return nil }
      let value = Int.random(in: -1...60, using: &numbers)
      return Correction(
        unit: unit, year: year, indicator: indicator, value: value < 0 ? nil : Double(value),
        origin: .init(file: "c.csv", line: line))
    }
  }

  /// Against the full findings of both panels.
  @Test(arguments: 1...25 as ClosedRange<UInt64>) func findingsGoAndComeAsTwoChecksSay(seed: UInt64)
    throws
  {
    var numbers = SeededNumbers(seed: seed)
    let panel = panel(&numbers)
    let corrections = corrections(panel, &numbers)
    let whatIf = try WhatIf(panel, correcting: corrections, with: rules)
    let before = Set(whatIf.before.findings().map(FindingsDifference.Key.init))
    let left = Confrontation(try panel.correcting(corrections), with: rules).findings()
    let after = Set(left.map(FindingsDifference.Key.init))
    #expect(
      Set(whatIf.findings.gone.map(FindingsDifference.Key.init)) == before.subtracting(after))
    #expect(
      Set(whatIf.findings.come.map(FindingsDifference.Key.init)) == after.subtracting(before))
    for severity in Rule.Severity.allCases {
      #expect(whatIf.remaining[severity] ?? 0 == left.count { $0.severity == severity })
    }
  }

  /// Places against counting those who have more.
  @Test(arguments: 1...25 as ClosedRange<UInt64>) func ranksMoveAsCountingSays(seed: UInt64) throws
  {
    var numbers = SeededNumbers(seed: seed)
    let panel = panel(&numbers)
    guard let correction = corrections(panel, &numbers).first else { return }
    let whatIf = try WhatIf(panel, correcting: [correction], with: rules)
    func figure(_ panel: Panel, _ unit: UnitIndex) -> Double? {
      panel.value(correction.indicator, correction.year, unit)
    }
    let region = try #require(panel.units.region(of: correction.unit)?.parent)
    let tier = panel.units.region(of: correction.unit)?.level
    let peers = panel.units.indices.filter { unit in
      panel.units.region(of: unit).map { region.contains($0) && $0.level == tier } ?? false
        && panel.units.isConsolidating(unit) == panel.units.isConsolidating(correction.unit)
    }
    func rank(_ panel: Panel, _ unit: UnitIndex) -> Int? {
      figure(panel, unit).map { own in
        1 + peers.count { peer in figure(panel, peer).map { $0 > own } ?? false }
      }
    }
    let expected = peers.filter { rank(panel, $0) != rank(whatIf.corrected, $0) }
    let moves = whatIf.ranks.filter { $0.subject == .units }
    #expect(moves.map(\.body.code) == expected.map { panel.units[$0].code })
    #expect(moves.map { $0.before?.rank } == expected.map { rank(panel, $0) })
    #expect(moves.map { $0.after?.rank } == expected.map { rank(whatIf.corrected, $0) })
  }

  @Test func theCountyMovesAmongCountiesWhenATownshipDoes() throws {
    var reports = TestReports(catalog)
    for (code, value) in [("110118001", 5.0), ("110118002", 1), ("110101001", 7), ("130102001", 9)]
    {
      reports.add(code, 2017, ["request.received": value])
    }
    let indicator = try #require(catalog.index(of: "request.received"))
    let panel = reports.panel
    let code = try #require(RegionCode("110118002"))
    let unit = try #require(panel.units.index(of: .government(code)))
    let whatIf = try WhatIf(
      panel,
      correcting: [
        Correction(
          unit: unit, year: 2017, indicator: indicator, value: 4,
          origin: .init(file: "c.csv", line: 2))
      ], with: rules)
    // 5 + 1 against 7 within the prefecture; 13 against 9 between the provinces stays.
    let regions = whatIf.ranks.filter { $0.subject == .regions }
    #expect(regions.map(\.body.code) == ["110101", "110118"])
    #expect(regions.map { $0.before?.rank } == [1, 2] && regions.map { $0.after?.rank } == [2, 1])
    #expect(regions.map { $0.after?.value } == [7, 9])
    #expect(whatIf.ranks.count == 2)
  }

  @Test func aSelectionBoundsWhatIsLookedAt() throws {
    var reports = TestReports(catalog)
    for code in ["110118001", "110118002"] {
      reports.add(code, 2017, TestReports.consistent.merging(["capacity.staff": 6]) { $1 })
    }
    let panel = reports.panel
    let staff = try #require(catalog.index(of: "capacity.staff"))
    let correction = Correction(
      unit: UnitIndex(0), year: 2017, indicator: staff, value: 5,
      origin: .init(file: "c.csv", line: 2))
    func whatIf(_ selection: Selection, _ severity: Rule.Severity = .info) throws -> WhatIf {
      try WhatIf(
        panel, correcting: [correction], with: rules, selection: selection, severity: severity)
    }
    #expect(try whatIf(Selection()).findings.gone.map(\.unit) == [UnitIndex(0)])
    #expect(try whatIf(Selection()).remaining[.error] == 1)
    #expect(try whatIf(Selection(units: [UnitIndex(1)])).findings.gone.isEmpty)
    #expect(try whatIf(Selection(units: [UnitIndex(0)])).remaining[.error] ?? 0 == 0)
    let other = try #require(catalog.index(of: "request.received"))
    #expect(try whatIf(Selection(indicators: [other])).findings.gone.isEmpty)
    #expect(try whatIf(Selection(years: [2016])).findings.gone.isEmpty)
  }

  @Test func proposalsCanBeApplied() throws {
    var reports = TestReports(catalog)
    reports.add(
      "110118111", 2017, TestReports.consistent.merging(["request.received.inperson": 45]) { $1 })
    let panel = reports.panel
    let diagnosis = Confrontation(panel, with: rules).diagnosis()
    func text(_ shown: Diagnosis) -> String {
      ProposalTable(shown, of: panel, language: .english).text(as: .csv)
    }
    let lines = text(diagnosis).split(separator: "\n")
    #expect(lines.count == 2 && lines[0] == "unit,unit_code,year,indicator,value,old,note")
    #expect(lines[1].hasPrefix("110118111,110118111,2017,request.received.inperson,54,45,"))
    #expect(text(Diagnosis(findings: [], stories: [])).split(separator: "\n").count == 1)
    let list = try CorrectionList(
      assignments: ["110118111,2017,request.received.inperson=54"], for: panel)
    let whatIf = try WhatIf(panel, correcting: list.corrections, with: rules)
    #expect(whatIf.findings.gone.count == diagnosis.findings.count)
    #expect(whatIf.remaining.values.allSatisfy { $0 == 0 })
  }
}
