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

  /// The report of the tests with some figures changed.
  private func panel(_ changes: [IndicatorID: Double?]) -> Panel {
    var reports = TestReports(catalog)
    reports.add("110118111", 2017, TestReports.consistent.merging(changes) { $1 })
    return reports.panel
  }

  private func diagnosis(_ panel: Panel) -> Diagnosis {
    Confrontation(panel, with: rules).diagnosis()
  }

  @Test func everyExplanationRepairsItsStory() {
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<60 {
      let ids = TestReports.consistent.keys.sorted()
      guard let id = ids.randomElement(using: &numbers) else { continue }
      let wrong = Double(Int.random(in: 0...400, using: &numbers))
      let before = diagnosis(panel([id: wrong]))
      for story in before.stories {
        for explanation in story.explanations where !explanation.isAdjustment {
          let changes = Dictionary(
            uniqueKeysWithValues: explanation.changes.map {
              (catalog[$0.indicator].id, Double?.some($0.suggested))
            })
          let after = diagnosis(panel([id: wrong].merging(changes) { $1 })).findings.map(\.id)
          for finding in story.findings {
            #expect(!after.contains(before.findings[finding].id))
          }
          // Nothing that held breaks: what is left belongs to other stories.
          #expect(Set(after).isSubset(of: before.findings.map(\.id)))
        }
      }
    }
  }

  @Test func oneMistakeIsOneStory() throws {
    let diagnosis = diagnosis(panel(["request.answered.refused": 8]))
    #expect(diagnosis.findings.count == 2 && diagnosis.stories.count == 1)
    let story = try #require(diagnosis.stories.first)
    #expect(story.findings == [0, 1] && story.proof == .minimal)
    #expect(abs(story.explanations.reduce(0) { $0 + $1.score } - 1) < 1e-3)
    let change = try #require(story.explanations.first?.changes.first)
    #expect(change.suggested == 9 && change.interval == 9...9)
  }

  @Test func mistakesFarApartAreStoriesOfTheirOwn() {
    let diagnosis = diagnosis(panel(["request.received": 113, "review.total": 30]))
    #expect(diagnosis.stories.map(\.findings.count) == [1, 1])
    #expect(diagnosis.stories.allSatisfy { $0.proof == .minimal && !$0.explanations.isEmpty })
  }

  @Test func whatTheRestDoesNotImplyIsAnInterval() throws {
    let diagnosis = diagnosis(panel(["training.session": 0]))
    let change = try #require(
      diagnosis.stories.first?.explanations.lazy.filter { $0.changes.count == 1 }
        .flatMap(\.changes).first {
          catalog[$0.indicator].id == "training.session"
        })
    // At least one session, and no more sessions than people.
    #expect(change.interval == 1...210 && change.interval.contains(change.suggested))
  }

  @Test func figuresThatMakeNoSenseAreFindings() throws {
    let negative = diagnosis(panel(["capacity.readingpoint": -9]))
    let finding = try #require(negative.findings.first)
    #expect(finding.id.name == "figure.negative" && negative.findings.count == 1)
    #expect(finding.suspects.first?.suggested == 9)
    #expect(finding.suspects.first?.reason.english == "wrong sign")
    let broken = diagnosis(panel(["capacity.readingpoint": 9.5]))
    #expect(broken.findings.map(\.id.name) == ["figure.not-whole"])
  }

  /// The year in the middle says 7 carried out where 5 is right: the balance of its year and what the
  /// next year carries in both speak against that one cell.
  @Test func aCarryOverThatBreaksTwiceHasItsMistakeInTheMiddle() throws {
    func figures(carriedIn: Double, received: Double, done: Double, carriedOut: Double)
      -> [IndicatorID: Double?]
    {
      [
        "request.received:all": received, "request.carriedin:all": carriedIn,
        "request.result.total:all": done, "request.carriedout:all": carriedOut,
      ]
    }
    var reports = TestReports(catalog)
    reports.add(
      "110118111", 2021, edition: "2021",
      figures(carriedIn: 2, received: 10, done: 9, carriedOut: 3))
    reports.add(
      "110118111", 2022, edition: "2021",
      figures(carriedIn: 3, received: 14, done: 12, carriedOut: 7))
    reports.add(
      "110118111", 2023, edition: "2021",
      figures(carriedIn: 5, received: 20, done: 21, carriedOut: 4))
    let diagnosis = diagnosis(reports.panel)
    #expect(
      diagnosis.findings.map { "\($0.id) \($0.year)" }.sorted() == [
        "request.balance:all 2022", "request.carried-over:all 2023",
      ])
    let story = try #require(diagnosis.stories.first)
    #expect(diagnosis.stories.count == 1 && story.findings.count == 2)
    let best = try #require(story.explanations.first)
    #expect(best.changes.map { catalog[$0.indicator].id } == ["request.carriedout:all"])
    #expect(best.changes.first?.year == 2022 && best.changes.first?.suggested == 5)
    #expect(story.explanations.dropFirst().allSatisfy { $0.weight > best.weight })
  }

  /// A rule ties a district to its townships; the township's own sum says which of the two is wrong.
  @Test func parentAndChildrenAreLookedAtTogether() throws {
    let own = try RuleSet(catalog: catalog, rules: rules.rules).adding(
      file: "own.yaml",
      text: """
        - id: rollup.received
          edition: "2014"
          kind: rollup
          severity: error
          rule: request.received = children(request.received)
          zh: 本级{left}，下级合计{right}
          en: "{left}, the units below {right}"
        """)
    func figures(_ total: Double, _ parts: [Double]) -> [IndicatorID: Double?] {
      [
        "request.received": total, "request.received.inperson": parts[0],
        "request.received.fax": parts[1], "request.received.online": parts[2],
        "request.received.letter": parts[3],
      ]
    }
    var reports = TestReports(catalog)
    reports.add("110118", 2017, figures(30, [10, 0, 20, 0]))
    reports.add("110118001", 2017, figures(12, [4, 0, 8, 0]))
    reports.add("110118002", 2017, figures(81, [6, 0, 12, 0]))
    let diagnosis = Confrontation(reports.panel, with: own).diagnosis()
    #expect(
      Set(diagnosis.findings.map(\.id.name)) == ["rollup.received", "parts:request.received"])
    let story = try #require(diagnosis.stories.first)
    #expect(diagnosis.stories.count == 1)
    let change = try #require(story.explanations.first?.changes.first)
    #expect(reports.panel.units[change.unit].code == "110118002")
    #expect(change.suggested == 18 && change.reason.english == "adjacent digits swapped")
  }

  /// Where four figures of two tied sums are off by what no slip explains, the adjustment is offered.
  @Test func whatNoSlipExplainsIsAdjusted() throws {
    let panel = panel([
      "request.answered": 1773, "request.answered.refused": 517, "request.answered.granted": 371,
      "request.received": 2089, "request.received.online": 613, "request.closed": 557,
    ])
    let diagnosis = diagnosis(panel)
    let adjusted = diagnosis.stories.flatMap(\.explanations).filter(\.isAdjustment)
    for explanation in adjusted {
      #expect(explanation.score == 0 && explanation.changes.count > 1)
      // All equalities of the table hold with the adjusted figures.
      var figures: [IndicatorIndex: Double] = [:]
      for id in TestReports.consistent.keys {
        guard let index = catalog.index(of: id) else { continue }
        figures[index] = panel.value(index, 2017, UnitIndex(0))
      }
      for change in explanation.changes { figures[change.indicator] = change.suggested }
      for rule in rules.rules
      where rule.kind == .identity && rule.editions.contains("2014") && rule.scope == nil {
        for comparison in rule.assertion.comparisons {
          let residual = comparison.left.adding(comparison.right, times: -1)
          let values = residual.terms.map { term in figures[term.cell.indicator] }
          guard values.allSatisfy({ $0 != nil }) else { continue }
          let sum = zip(residual.terms, values).reduce(0) { $0 + $1.0.coefficient * ($1.1 ?? 0) }
          #expect(abs(sum) < 0.2)
        }
      }
    }
    #expect(!adjusted.isEmpty)
  }
}
