import Testing

@testable import Nianbao

@Suite struct BaselineTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  private func reports(_ staff: Double, _ other: Double) -> [(String, Year, [IndicatorID: Double?])]
  {
    [
      (ReviewFixture.unit, 2017, ["capacity.staff": staff]),
      (ReviewFixture.otherUnit, 2017, ["capacity.staff": other]),
    ]
  }

  private func states(_ review: Review) -> [Baseline.State?] {
    review.diagnosis.findings.indices.map { review.state(of: $0) }
  }

  /// The units stand in the order of their codes: the other one first.
  @Test func findingsAppearStayChangeAndGo() throws {
    var now = fixture.review(reports(6, 7))
    now.compare(with: Baseline(fixture.review(reports(6, 7)), language: .english))
    #expect(states(now) == [.unchanged, .unchanged] && now.comparison?.resolved == [])

    now.compare(with: Baseline(fixture.review(reports(6, 5)), language: .english))
    #expect(states(now) == [.new, .unchanged])

    now.compare(with: Baseline(fixture.review(reports(9, 7)), language: .english))
    #expect(states(now) == [.unchanged, .updated])

    var repaired = fixture.review(reports(5, 7))
    repaired.compare(with: Baseline(fixture.review(reports(6, 7)), language: .english))
    #expect(states(repaired) == [.unchanged])
    let resolved = try #require(repaired.comparison?.resolved.first)
    #expect(resolved.rule == "parts:capacity.staff" && resolved.unitCode == ReviewFixture.unit)
    #expect(repaired.comparison?.uncheckedCount == 0)
  }

  @Test func reportsThatWereNotCheckedAreNotResolved() {
    var now = fixture.review([(ReviewFixture.unit, 2017, [:])])
    now.compare(with: Baseline(fixture.review(reports(6, 7)), language: .english))
    #expect(now.comparison?.resolved.map(\.unitCode) == [ReviewFixture.unit])
    #expect(now.comparison?.uncheckedCount == 1)
  }

  @Test func whatAVerdictSettlesIsNotResolved() {
    var now = fixture.review(reports(6, 7))
    now.verdicts[now.fingerprints[0]] = Verdict(.accepted)
    now.compare(with: Baseline(fixture.review(reports(6, 7)), language: .english))
    let shown = now.withoutSettled()
    #expect(shown.comparison?.resolved == [] && states(shown) == [.unchanged])
  }

  @Test func theFilterHoldsForWhatWasResolvedToo() throws {
    let staff = try #require(fixture.catalog.index(of: "capacity.staff"))
    let fee = try #require(fixture.catalog.index(of: "fee.collected"))
    var now = fixture.review(reports(5, 5))
    now.compare(with: Baseline(fixture.review(reports(6, 7)), language: .english))
    func count(_ severity: Rule.Severity, _ indicators: [IndicatorIndex]?) -> Int? {
      now.filtered(atLeast: severity, about: indicators).comparison?.resolved.count
    }
    #expect(count(.error, nil) == 2 && count(.info, [staff]) == 2 && count(.info, [fee]) == 0)
  }

  @Test func theFindingsOfFormerOutputAreReadBack() throws {
    let confrontation = fixture.confrontation(reports(6, 7))
    let report = try fixture.report(confrontation, confrontation.diagnosis())
    let json = report.renderJSON(language: .chinese, to: ByteBuffer()).pending
    let baseline = try Baseline(file: "old.json", json: json)
    #expect(baseline.entries == Baseline(report.review, language: .chinese).entries)
    #expect(baseline.entries.count == 2)
  }

  @Test func formerOutputWithoutFingerprintsIsMatchedByRuleAndReport() throws {
    let json = """
      {"findings":[{"rule":"parts:capacity.staff","kind":"identity","severity":"error",
      "unit":"甲镇","unit_code":"110118111","year":2017,"indicators":["capacity.staff"],
      "message":"…"}],"summary":{}}
      """
    var now = fixture.review(reports(6, 7))
    now.compare(with: try Baseline(file: "old.json", json: Array(json.utf8)))
    #expect(states(now) == [.new, .unchanged])
  }

  @Test(arguments: ["", "[]", "{}", "{\"findings\":[{}]}", "{\"findings\":7}", "unit,year"])
  func otherFilesAreRefused(text: String) {
    let error = #expect(throws: ReadingError.self) {
      try Baseline(file: "old.json", json: Array(text.utf8))
    }
    #expect(error?.message.english.hasPrefix("old.json:1: ‘findings’ is") == true)
  }
}
