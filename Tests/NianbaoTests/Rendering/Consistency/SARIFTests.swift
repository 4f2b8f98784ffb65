import Foundation
import Testing

@testable import Nianbao

/// What the schema of SARIF 2.1.0 (OASIS 2020) requires of the parts that are written.
@Suite struct SARIFTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  typealias Object = [String: Any]

  private func run(_ log: Object) throws -> Object {
    #expect(log["version"] as? String == "2.1.0")
    let runs = try #require(log["runs"] as? [Object])
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  private func results(_ run: Object) throws -> [Object] {
    try #require(run["results"] as? [Object])
  }

  private func report(_ change: (inout Review) -> Void = { _ in }) throws -> FindingsReport {
    let confrontation = fixture.confrontation([
      (ReviewFixture.unit, 2017, ["capacity.staff": 6, "training.session": 0]),
      (ReviewFixture.otherUnit, 2017, [:]),
    ])
    var review = Review(confrontation.diagnosis(), of: confrontation)
    change(&review)
    return FindingsReport(confrontation, review: review, source: try fixture.source())
  }

  @Test func theDriverHasEveryRuleOnceAndResultsPointAtIt() throws {
    let run = try run(report().sarif())
    let driver = try #require((run["tool"] as? Object)?["driver"] as? Object)
    #expect(driver["name"] as? String == "nianbao" && driver["version"] as? String == "0.1.0")
    let rules = try #require(driver["rules"] as? [Object])
    let ids = rules.compactMap { $0["id"] as? String }
    #expect(ids.count == rules.count && Set(ids).count == ids.count)
    for rule in rules {
      for text in ["shortDescription", "fullDescription"] {
        #expect(((rule[text] as? Object)?["text"] as? String)?.isEmpty == false)
      }
      let level = (rule["defaultConfiguration"] as? Object)?["level"] as? String
      #expect(["error", "warning", "note"].contains(level))
    }
    let results = try results(run)
    #expect(results.count == 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(result["ruleId"] as? String == ids[index])
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect(((result["message"] as? Object)?["text"] as? String)?.isEmpty == false)
    }
  }

  @Test func resultsSayWhereTheyAre() throws {
    let result = try #require(results(run(report().sarif())).first)
    let fingerprints = try #require(result["partialFingerprints"] as? [String: String])
    #expect(fingerprints["nianbao/v1"]?.count == Fingerprint.length)
    let locations = try #require(result["locations"] as? [Object])
    #expect(locations.count == 1)
    let related = try #require(result["relatedLocations"] as? [Object])
    #expect(related.compactMap { $0["id"] as? Int } == Array(1...related.count))
    for location in locations + related {
      let physical = try #require(location["physicalLocation"] as? Object)
      let artifact = try #require(physical["artifactLocation"] as? Object)
      #expect(artifact["uri"] as? String == "110118111-2017.txt")
      #expect((physical["region"] as? Object)?["startLine"] as? Int == 1)
      #expect(((location["message"] as? Object)?["text"] as? String)?.contains(" | ") == true)
    }
    let properties = try #require(result["properties"] as? Object)
    #expect((properties["suspects"] as? [Object])?.isEmpty == false)
  }

  @Test func verdictsAreSuppressions() throws {
    let plain = try results(run(report().sarif()))
    #expect(plain.allSatisfy { $0["suppressions"] == nil })
    let log = try report { review in
      review.verdicts = [
        review.fingerprints[0]: Verdict(.explained, note: "见函"),
        review.fingerprints[1]: Verdict(.return),
      ]
    }.sarif()
    let suppressions = try results(run(log)).compactMap { $0["suppressions"] as? [Object] }
    #expect(suppressions.map(\.count) == [1, 0])
    #expect(suppressions[0][0]["kind"] as? String == "external")
    #expect(suppressions[0][0]["justification"] as? String == "explained: 见函")
  }

  @Test func theFormerCheckIsTheBaseline() throws {
    let former = fixture.review([
      (ReviewFixture.unit, 2017, ["capacity.staff": 6]),
      (ReviewFixture.otherUnit, 2017, ["review.other": 4]),
    ])
    let log = try report { $0.compare(with: Baseline(former, language: .english)) }.sarif()
    let results = try results(run(log))
    let states = results.compactMap { $0["baselineState"] as? String }
    #expect(states == ["unchanged", "new", "absent"])
    #expect(results.last?["ruleId"] as? String == "parts:review.total")
  }

  @Test(arguments: [
    ("reports/古北口 镇.txt", nil, "reports/%E5%8F%A4%E5%8C%97%E5%8F%A3%20%E9%95%87.txt"),
    ("./a%b#c?.txt", nil, "a%25b%23c%3F.txt"), ("/data/r/a.txt", "/data", "r/a.txt"),
    ("/data2/a.txt", "/data", "file:///data2/a.txt"), ("c:a/b.txt", nil, "./c:a/b.txt"),
    ("../x/a.txt", "/data", "../x/a.txt"),
  ])
  func pathsAreReferences(path: String, folder: String?, expected: String) {
    #expect(FileURI.reference(to: path, in: folder) == expected)
    #expect(URL(string: expected) != nil)
  }

  @Test func otherTablesAreRefused() {
    let confrontation = fixture.confrontation([(ReviewFixture.unit, 2017, [:])])
    let table = ScorecardTable(
      Scorecard(confrontation, confrontation.diagnosis()), of: confrontation.panel)
    let buffer = table.render(as: .sarif, language: .english, to: ByteBuffer())
    #expect(buffer.failure is OutputFormat.NoTable && buffer.pending.isEmpty)
  }
}
