import Testing

@testable import Nianbao

@Suite struct LocalisationTests {
  let catalog: Catalog
  let rules: RuleSet

  init() throws {
    catalog = try Catalog.builtIn()
    rules = try RuleSet.builtIn(catalog)
  }

  private func findings(_ changes: [IndicatorID: Double?], lastYear: [IndicatorID: Double?]? = nil)
    -> [Finding]
  {
    var reports = TestReports(catalog)
    if let lastYear { reports.add("110118111", 2016, lastYear) }
    reports.add("110118111", 2017, TestReports.consistent.merging(changes) { $1 })
    return Confrontation(reports.panel, with: rules).findings()
  }

  /// The first suspect of the first finding: id, suggested figure, reason.
  private func first(_ findings: [Finding]) -> (id: String, suggested: Double, reason: String)? {
    findings.first?.suspects.first.map {
      (catalog[$0.indicator].id.name, $0.suggested, $0.reason.english)
    }
  }

  @Test(
    arguments: [
      ("request.received.inperson", 45.0, 54.0, "adjacent digits swapped"),
      ("request.received", 113, 131, "adjacent digits swapped"),
      ("request.closed.ontime", 12, 121, "a digit dropped"),
      ("request.answered.granted", 770, 70, "a digit too many"),
      ("request.received.online", 600, 60, "off by a factor of 10"),
    ] as [(String, Double, Double, String)])
  func aSingleSlipIsFoundWithItsValue(id: String, printed: Double, right: Double, reason: String)
    throws
  {
    let suspect = try #require(first(findings([IndicatorID(id): printed])))
    #expect(suspect == (id, right, reason))
  }

  @Test func aWrongLeafBreaksTwoSumsAndIsTheOneThatExplainsBoth() throws {
    // A part of the answers that is itself a sum: both of its sums break.
    let findings = findings(["request.answered.refused": 8])
    #expect(
      Set(findings.map(\.id.name)) == [
        "parts:request.answered", "parts:request.answered.refused",
      ])
    for finding in findings {
      let suspect = try #require(finding.suspects.first)
      #expect(catalog[suspect.indicator].id == "request.answered.refused" && suspect.suggested == 9)
    }
  }

  @Test func neighbouringRowsSwappedAreFoundTogether() throws {
    // The last part of one sum and the total of the next.
    let findings = findings(["request.received.letter": 131, "request.closed": 15])
    let suspects = try #require(findings.first?.suspects)
    #expect(
      Set(suspects.prefix(2).map { catalog[$0.indicator].id.name }) == [
        "request.received.letter", "request.closed",
      ])
    #expect(suspects[0].reason.english == "swapped with the next row's figure")
  }

  @Test func lastYearsFigureIsRecognised() throws {
    var lastYear = TestReports.consistent
    lastYear["request.received.online"] = 37
    lastYear["request.received.inperson"] = 55
    lastYear["request.received.letter"] = 16
    lastYear["request.received"] = 110
    let suspect = try #require(first(findings(["request.received.online": 37], lastYear: lastYear)))
    #expect(suspect == ("request.received.online", 60, "last year's figure, not updated"))
  }

  @Test func scoresAddUpToOneAtMostAndAreSorted() {
    for changes in [["capacity.staff": 6.0], ["request.received": 130], ["review.other": 4]]
      as [[IndicatorID: Double?]]
    {
      for finding in findings(changes) {
        let scores = finding.suspects.map(\.score)
        #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (0...1).contains($0) })
        #expect(!scores.isEmpty)
      }
    }
  }

  @Test func everySuggestionRepairsItsFinding() {
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<60 {
      let ids = TestReports.consistent.keys.sorted()
      guard let id = ids.randomElement(using: &numbers) else { continue }
      let wrong = Double(Int.random(in: 0...400, using: &numbers))
      for finding in findings([id: wrong]) {
        for suspect in finding.suspects
        where suspect.reason.english != "swapped with the next row's figure" {
          let repaired = findings(
            [id: wrong].merging([catalog[suspect.indicator].id: suspect.suggested]) { $1 })
          #expect(!repaired.contains { $0.id == finding.id })
        }
      }
    }
  }
}
