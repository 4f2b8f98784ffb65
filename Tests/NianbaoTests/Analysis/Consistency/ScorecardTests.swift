import Testing

@testable import Nianbao

@Suite struct ScorecardTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  private func confrontation() -> Confrontation {
    fixture.confrontation([
      (ReviewFixture.unit, 2016, [:]), (ReviewFixture.unit, 2017, ["capacity.staff": 6]),
      (ReviewFixture.otherUnit, 2017, ["review.other": nil, "review.upheld": 1]),
    ])
  }

  @Test func theUnitsAddUpToTheWhole() {
    let confrontation = confrontation()
    let diagnosis = confrontation.diagnosis()
    let lines = Scorecard(confrontation, diagnosis).lines
    func sum(_ part: (Scorecard.Line) -> Int) -> Int { lines.map(part).reduce(0, +) }
    #expect(sum(\.reports) == 3)
    #expect(sum(\.satisfied) == confrontation.outcomes.map(\.satisfied).reduce(0, +))
    #expect(sum(\.failed) == confrontation.outcomes.map(\.failing.count).reduce(0, +))
    #expect(sum(\.notAssessable) == confrontation.outcomes.map(\.notAssessable).reduce(0, +))
    #expect(sum { $0.findings.values.reduce(0, +) } == diagnosis.findings.count)
    #expect(sum(\.stories) == diagnosis.stories.count)
  }

  @Test func theWorstUnitStandsFirst() throws {
    let confrontation = confrontation()
    let lines = Scorecard(confrontation, confrontation.diagnosis()).lines
    let codes = lines.map { confrontation.panel.units[$0.unit].code }
    #expect(codes == [ReviewFixture.unit, ReviewFixture.otherUnit])
    #expect(lines[0].failed == 1 && lines[0].findings == [.error: 1] && lines[0].reports == 2)
    let share = try #require(lines[0].share)
    #expect(share < 1 && share == Double(lines[0].satisfied) / Double(lines[0].satisfied + 1))
    #expect(lines[1].share == 1)
    #expect(Scorecard.Line(unit: UnitIndex(0)).share == nil)
  }

  @Test func whatCouldNotBeAssessedIsListedWithItsGaps() throws {
    let confrontation = confrontation()
    let checks = confrontation.unassessable()
    #expect(checks.count == confrontation.outcomes.map(\.notAssessable).reduce(0, +))
    let name = fixture.rules.rules.map(\.id.name)
    let review = try #require(checks.first { name[$0.rule] == "parts:review.total" })
    #expect(confrontation.panel.units[review.unit].code == ReviewFixture.otherUnit)
    #expect(review.gaps.map { fixture.catalog[$0.cell.indicator].id } == ["review.other"])
    #expect(review.causes == [.blank])
  }

  @Test func aMissingYearAndARowThatIsNotThereAreToldApart() throws {
    var reports = TestReports(fixture.catalog)
    var figures = TestReports.consistent
    figures.removeValue(forKey: "capacity.staff.parttime")
    reports.add(ReviewFixture.unit, 2017, figures)
    reports.add(
      ReviewFixture.unit, 2021, edition: "2021",
      ["request.received:natural": 3, "request.carriedin:natural": 1])
    let checks = Confrontation(reports.panel, with: fixture.rules).unassessable()
    func causes(_ rule: String) -> [Unassessable.Cause]? {
      checks.first { fixture.rules.rules[$0.rule].id.name == rule }?.causes
    }
    #expect(causes("parts:capacity.staff") == [.absent])
    #expect(causes("request.carried-over:natural") == [.noReport])
  }

  @Test func roundedFiguresMayLeaveACheckOpen() throws {
    let own = try RuleSet(catalog: fixture.catalog, rules: []).adding(
      file: "own.yaml",
      text: """
        - id: budget
          edition: "2014"
          kind: bound
          severity: info
          rule: capacity.budget > 1.5
          zh: 甲
          en: A
        """)
    var reports = TestReports(fixture.catalog)
    reports.add(ReviewFixture.unit, 2017, decimals: 1, ["capacity.budget": 1.5])
    let confrontation = Confrontation(reports.panel, with: own)
    let check = try #require(confrontation.unassessable().first)
    #expect(check.gaps == [] && check.causes == [.rounding])
    let table = UnassessableTable(confrontation, language: .english).text(as: .csv)
    #expect(table.contains(",budget,info,the rounded figures leave it open,rounding,\n"))
  }
}
