import Foundation
import Testing

@testable import Nianbao

@Suite struct FindingsJSONTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  @Test func findingsPointAtStoriesAndStoriesAtFindings() throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    let report = try fixture.report(confrontation, diagnosis)
    let json = try report.json()
    #expect(Set(json.keys) == ["findings", "stories", "summary"])
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(findings.compactMap { $0["story"] as? Int } == findings.map { _ in 0 })
    #expect(
      findings.compactMap { $0["fingerprint"] as? String }
        == report.review.fingerprints.map(\.text))
    #expect(findings.allSatisfy { $0["verdict"] is NSNull && $0["state"] == nil })
    let stories = try #require(json["stories"] as? [[String: Any]])
    let story = try #require(stories.first)
    #expect(stories.count == 1 && story["findings"] as? [Int] == Array(findings.indices))
    #expect(story["proven_minimal"] as? Bool == true && story["bounded_below"] == nil)
    #expect(story["severity"] as? String == "error" && story["year"] as? Int == 2017)
    let explanations = try #require(story["explanations"] as? [[String: Any]])
    #expect(explanations.map { $0["adjustment"] as? Bool } == [false, false, true])
    let change = try #require((explanations[1]["changes"] as? [[String: Any]])?.last)
    #expect(change["indicator"] as? String == "request.answered")
    let interval = try #require(change["interval"] as? [Any])
    #expect(interval.first as? Double == 132 && interval.last is NSNull)
  }

  @Test func theContractHoldsForEveryFinding() throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    let json = try fixture.report(confrontation, diagnosis).json()
    let keys: Set = [
      "rule", "kind", "severity", "unit", "unit_code", "year", "indicators", "labels", "values",
      "expected", "actual", "difference", "message", "evidence", "suspects",
    ]
    for finding in try #require(json["findings"] as? [[String: Any]]) {
      #expect(keys.isSubset(of: finding.keys))
    }
  }

  @Test func statesAndWhatWasResolvedAreTold() throws {
    let confrontation = fixture.confrontation([
      (ReviewFixture.unit, 2017, ["capacity.staff": 6]), (ReviewFixture.otherUnit, 2017, [:]),
    ])
    var review = Review(confrontation.diagnosis(), of: confrontation)
    review.compare(
      with: Baseline(
        fixture.review([(ReviewFixture.otherUnit, 2017, ["capacity.staff": 6])]),
        language: .english))
    let report = FindingsReport(confrontation, review: review, source: try fixture.source())
    let json = try report.json()
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(findings.compactMap { $0["state"] as? String } == ["new"])
    let against = try #require(json["against"] as? [String: Any])
    #expect(against["new"] as? Int == 1 && against["resolved"] as? Int == 1)
    let absent = try #require((against["absent"] as? [[String: Any]])?.first)
    #expect(absent["unit_code"] as? String == ReviewFixture.otherUnit)

    let csv = FindingsTable(report, language: .english).text(as: .csv)
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(csv.count == 3 && csv[0].last == "state")
    #expect(csv[1].last == "new" && csv[2].last == "absent")
  }

  @Test func everyRowOfEveryTableHasAllColumns() throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    let report = try fixture.report(confrontation, diagnosis)
    func check(_ table: some TableSource) throws {
      let json = table.text(as: .json)
      let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
      #expect(try !#require(rows).isEmpty)
      for row in rows ?? [] { #expect(Set(row.keys) == Set(table.headings.map(\.id))) }
    }
    try check(FindingsTable(report, language: .english))
    try check(StoriesTable(report, language: .english))
    try check(ScorecardTable(Scorecard(confrontation, diagnosis), of: confrontation.panel))
    let blank = fixture.confrontation([(ReviewFixture.unit, 2017, ["review.other": nil])])
    try check(UnassessableTable(blank, language: .chinese))
  }

  @Test func aStoryIsOneRow() throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    let report = try fixture.report(confrontation, diagnosis)
    let json = StoriesTable(report, language: .english).text(as: .json)
    let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    let row = try #require(rows?.first)
    #expect(rows?.count == 1 && row["findings"] as? Int == diagnosis.findings.count)
    #expect(row["change"] as? String == "不同意公开答复数 8 → 9")
    #expect(row["alternatives"] as? Int == 2)
  }
}
