import Testing

@testable import Nianbao

/// Rules over what prose states and over what the units below add up to.
@Suite struct ProseAndUnitsBelowTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private func rules(_ rule: String, _ keys: String = "") throws -> RuleSet {
    try RuleSet(catalog: catalog, rules: []).adding(
      file: "own.yaml",
      text: """
        - id: own
          edition: "2014"
          kind: claim
          severity: error
          rule: \(rule)
          zh: "{left} {right} {difference}"
          en: "{left} {right} {difference}"
        \(keys)
        """)
  }

  // MARK: Prose

  private typealias Stated = (value: Double, precision: Claim.Precision)

  /// The truth of `request.received = claim(request.received)` for a table's figure and claims.
  private func truth(
    _ printed: Double, _ stated: [Stated], isShare: Bool = false, text: String = ""
  )
    throws -> Truth?
  {
    let received = try #require(catalog.index(of: "request.received"))
    var reports = TestReports(catalog)
    reports.add(
      "110118001", 2017, ["request.received": printed],
      claims: stated.map {
        Claim(
          indicator: received, value: $0.value, isShare: isShare, precision: $0.precision,
          text: text, place: .line(1))
      })
    let confrontation = Confrontation(
      reports.panel, with: try rules("request.received = claim(request.received)"))
    var evaluation = RuleEvaluation(confrontation.figures)
    let truth = evaluation.truths(of: confrontation.compiled[0], 2017)[0]
    #expect(
      truth == confrontation.compiled[0].truth(confrontation.figures, UnitIndex(0), 2017))
    return truth
  }

  @Test func exactClaimsAreNumbers() throws {
    #expect(try truth(5, [(5, .exact)]) == .isTrue)
    #expect(try truth(5, [(6, .exact)]) == .isFalse)
    #expect(try truth(5, []) == .unknown)
    #expect(try truth(5, [(39.1, .exact)], isShare: true) == .unknown)
  }

  @Test func approximateClaimsAreIntervals() throws {
    #expect(try truth(255, [(260, .about)]) == .unknown)
    #expect(try truth(249, [(260, .about)]) == .isFalse)
    #expect(try truth(271, [(260, .about)]) == .isFalse)
    #expect(try truth(210, [(200, .atLeast)]) == .unknown)
    #expect(try truth(199, [(200, .atLeast)]) == .isFalse)
    #expect(try truth(201, [(200, .atMost)]) == .isFalse)
    // 1.2万 is rounded.
    #expect(try truth(12_345, [(12_000, .exact)], text: "1.2万条") == .unknown)
    #expect(try truth(12_600, [(12_000, .exact)], text: "1.2万条") == .isFalse)
    #expect(try truth(12_345, [(12_000, .exact)], text: "12000条") == .isFalse)
    #expect(try truth(12_345, [(12_000, .exact)], text: "12000万元") == .isFalse)
  }

  @Test func severalClaimsAgreeOrAreConfrontedEach() throws {
    #expect(try truth(5, [(5, .exact), (5, .exact)]) == .isTrue)
    // An exact claim counts before a rough one.
    #expect(try truth(5, [(8, .about), (5, .exact)]) == .isTrue)
    #expect(try truth(205, [(200, .atLeast), (210, .about)]) == .unknown)
    #expect(try truth(199, [(200, .atLeast), (210, .about)]) == .isFalse)
    // Claims that contradict each other refute only what contradicts both.
    #expect(try truth(5, [(5, .exact), (8, .exact)]) == .unknown)
    #expect(try truth(9, [(5, .exact), (8, .exact)]) == .isFalse)
  }

  @Test func theShippedRulesCompareClaimsWithTheTable() throws {
    let session = try #require(catalog.index(of: "training.session"))
    var reports = TestReports(catalog)
    reports.add(
      "110118001", 2017, TestReports.consistent,
      claims: [
        Claim(indicator: session, value: 3, precision: .exact, text: "培训3期", place: .line(1))
      ])
    reports.add("110118002", 2017, TestReports.consistent)
    let confrontation = Confrontation(reports.panel, with: try RuleSet.builtIn(catalog))
    let findings = confrontation.findings()
    #expect(findings.map(\.id.name) == ["claim:training.session"])
    let finding = try #require(findings.first)
    #expect(finding.actual == 2 && finding.expected == 3 && finding.kind == .claim)
    #expect(finding.message.chinese == "“举办各类培训班数”表中为2，正文说是3，相差-1")
    #expect(finding.cells.map(\.source) == [.table, .prose])
    // A report that states nothing is not counted.
    let claims = confrontation.outcomes.filter {
      confrontation.compiled[$0.rule].rule.kind == .claim
    }
    #expect(claims.count == 1 && claims[0].failing.count == 1 && claims[0].satisfied == 0)
    #expect(claims[0].notAssessable == 0)
  }

  // MARK: Units below

  /// Districts with townships and departments; what they report.
  private static let tree = RegionTree(
    [
      ("11", "北京市"), ("1101", "市辖区"), ("110118", "密云区"), ("110118001", "鼓楼街道"),
      ("110118002", "果园街道"), ("110119", "延庆区"), ("110119001", "百泉街道"),
    ].compactMap { code, name in
      RegionCode(code).map { RegionTree.Region(code: $0, name: name) }
    })

  /// The truth of a rule in a government's report of 2017.
  private func truthAbove(
    _ figures: [(code: String, year: Year, received: Double?)], of code: String = "110118",
    rule: String = "request.received = children(request.received)", keys: String = ""
  ) throws -> Truth? {
    var reports = TestReports(catalog, regions: Self.tree)
    for (code, year, received) in figures {
      reports.add(code, year, ["request.received": received, "complaint.total": 0])
    }
    let panel = reports.panel
    let confrontation = Confrontation(panel, with: try rules(rule, keys))
    var evaluation = RuleEvaluation(confrontation.figures)
    let region = try #require(RegionCode(code))
    let unit = try #require(panel.units.index(of: .government(region)))
    let truth = evaluation.truths(of: confrontation.compiled[0], 2017)[unit.position]
    #expect(truth == confrontation.compiled[0].truth(confrontation.figures, unit, 2017))
    // Reports without units below are not counted.
    let outcome = confrontation.outcomes.first { $0.year == 2017 }
    #expect(
      (outcome.map { $0.failing.count + $0.satisfied + $0.notAssessable } ?? 0)
        <= panel.units.count { !["110118001", "110118002", "110119001"].contains($0.code) })
    return truth
  }

  @Test func theSumBelowIsThatOfTheUnitsDirectlyBelow() throws {
    #expect(
      try truthAbove([("110118", 2017, 7), ("110118001", 2017, 3), ("110118002", 2017, 4)])
        == .isTrue)
    #expect(
      try truthAbove([("110118", 2017, 9), ("110118001", 2017, 3), ("110118002", 2017, 4)])
        == .isFalse)
    // A unit without a report may have any number, but the others are too much already.
    #expect(try truthAbove([("110118", 2017, 7), ("110118001", 2017, 3)]) == .unknown)
    #expect(try truthAbove([("110118", 2017, 7), ("110118001", 2017, 8)]) == .isFalse)
    #expect(
      try truthAbove([("110118", 2017, 7), ("110118001", 2017, 3), ("110118002", 2017, nil)])
        == .unknown)
    #expect(
      try truthAbove([("110118", 2017, 7), ("110118001", 2017, 3), ("110118002", 2016, 4)])
        == .unknown)
  }

  @Test func modesDecideWhatAUnitWithoutReportMeans() throws {
    let figures: [(String, Year, Double?)] = [("110118", 2017, 3), ("110118001", 2017, 3)]
    for (mode, expected) in [
      (.partialZero, .isTrue), (.alwaysZero, .isTrue), (.alwaysNull, .unknown), (.nonNull, nil),
    ] as [(MissingMode, Truth?)] {
      #expect(
        try truthAbove(figures, keys: "  missing: \(mode.rawValue)") == expected, "\(mode)")
    }
  }

  @Test func collectiveRegionsArePassedThrough() throws {
    // Beijing's districts stand below it, not 市辖区; their townships do not.
    #expect(
      try truthAbove(
        [
          ("11", 2017, 12), ("110118", 2017, 7), ("110119", 2017, 5), ("110118001", 2017, 100),
        ], of: "11") == .isTrue)
  }

  @Test func theYearBeforeOfTheUnitsBelowNests() throws {
    #expect(
      try truthAbove(
        [
          ("110118", 2017, 7), ("110118001", 2017, 1), ("110118001", 2016, 3),
          ("110118002", 2016, 1),
        ], rule: "request.received >= prev(children(2 * request.received))") == .isFalse)
  }

  @Test func levelsRestrictARule() throws {
    var reports = TestReports(catalog, regions: Self.tree)
    for code in ["11", "110118", "110118001"] {
      reports.add(code, 2017, ["request.received": 1])
    }
    for (level, count) in [("county", 1), ("township province", 2), ("department", 0)] {
      let confrontation = Confrontation(
        reports.panel, with: try rules("request.received = 2", "  level: \(level)"))
      #expect(confrontation.outcomes.first?.failing.count ?? 0 == count)
    }
  }

  @Test func departmentsStandBelowTheirRegion() throws {
    let units = UnitTable(
      [("110118", "密云区", .government), ("110118", "民政局", .department)].map {
        Unit(name: $1, region: RegionCode($0), kind: $2)
      } + [Unit(name: "鼓楼街道", region: RegionCode("110118001"))])
    let panel = Panel(
      catalog: catalog, regions: Self.tree, units: units, years: [],
      reports: ReportTable(reports: [], unitCount: 3, positions: [:]), unrecognised: [],
      columns: [])
    let below = UnitsBelow(panel)
    let region = try #require(RegionCode("110118"))
    let district = try #require(units.index(of: .government(region)))
    #expect(
      Set(below.units(below: district).map { units[$0].name }) == ["民政局", "鼓楼街道"])
    #expect(below.absentRegions(below: district, in: 2017) == 1)
  }

  @Test func theSampleFileIsFine() throws {
    let path = "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
    let set = try RuleSet.builtIn(catalog).adding(path: "\(path)/Documentation/Samples/rollup.yaml")
    let own = set.rules.filter { $0.kind == .rollUp }
    #expect(own.count == 16 && own.allSatisfy { !$0.levels.isEmpty })
    let remarks = RuleVerification.remarks(on: set) { $0.kind == .rollUp }
    #expect(remarks.allSatisfy { $0.severity == .info })
    var reports = TestReports(catalog, regions: Self.tree)
    for (code, received) in [("110118", 9.0), ("110118001", 3), ("110118002", 4)] {
      reports.add(code, 2017, ["request.received": received])
    }
    let findings = Confrontation(reports.panel, with: set).findings()
    let own2017 = findings.filter { $0.kind == .rollUp }
    #expect(own2017.map(\.id.name) == ["rollup.received"])
    #expect(own2017.first?.message.chinese == "收到申请数为9，所属单位之和为7，相差+2")
  }

  // MARK: Tolerances

  @Test(arguments: [
    ("±2", 10.0, 12.0, false), ("±2", 10, 13, true), ("± 10%", 11, 10, false),
    ("± 10%", 111, 100, true), ("± 10%", 9, 10, false), ("± 10%", 89, 100, true),
  ]) func tolerancesDecide(tolerance: String, left: Double, right: Double, isBroken: Bool) throws {
    var reports = TestReports(catalog)
    reports.add("110118001", 2017, ["request.received": left, "request.closed": right])
    for text in [
      try rules("request.received = request.closed \(tolerance)"),
      try rules("request.received = request.closed", "  tolerance: \(tolerance.dropFirst())"),
    ] {
      let findings = Confrontation(reports.panel, with: text).findings()
      #expect(findings.isEmpty != isBroken)
      // The message tells the comparison as written.
      #expect(findings.allSatisfy { $0.actual == left && $0.expected == right })
    }
  }
}
