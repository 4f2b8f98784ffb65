import Testing

@testable import Nianbao

@Suite struct DiagnosisChoosingTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  private func finding(_ name: String, _ severity: Rule.Severity, unit: Int = 0) -> Finding {
    Finding(
      id: RuleID(name), kind: .identity, severity: severity, unit: UnitIndex(unit), year: 2017,
      cells: [], message: LocalizedText(zh: name, en: name))
  }

  private func story(_ findings: [Int], unit: Int = 0, score: Double? = nil) -> Story {
    Story(
      unit: UnitIndex(unit), year: 2017, findings: findings,
      explanations: score.map {
        [fixture.explanation([fixture.suspect("capacity.staff", 6, 5)], score: $0)]
      } ?? [], proof: .minimal)
  }

  @Test func storiesKeepWhatIsLeftOfTheirFindings() {
    let diagnosis = Diagnosis(
      findings: [
        finding("a", .error), finding("b", .warning), finding("c", .info), finding("d", .warning),
      ], stories: [story([0, 2]), story([1]), story([3])])
    let kept = diagnosis.filtered { $0.severity != .info && $0.id.name != "b" }
    #expect(kept.findings.map(\.id.name) == ["a", "d"])
    #expect(kept.stories.map(\.findings) == [[0], [1]])
    #expect(kept.storyPositions == [0, 1])
    #expect(diagnosis.filtered { _ in false }.stories.isEmpty)
  }

  @Test func everyFindingKeepsItsStoryWhateverIsChosen() {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<50 {
      let names = (0..<12).map { "\($0)" }
      var stories = [[Int]](repeating: [], count: 5)
      for position in names.indices where position != 7 {
        stories[Int.random(in: 0..<5, using: &numbers)].append(position)
      }
      let diagnosis = Diagnosis(
        findings: names.map { finding($0, .error) },
        stories: stories.filter { !$0.isEmpty }.map { story($0) })
      let chosen = Set(names.filter { _ in Bool.random(using: &numbers) })
      let kept = diagnosis.filtered { chosen.contains($0.id.name) }
      // The slow way: names instead of positions.
      let expected = diagnosis.stories.map { story in
        story.findings.map { names[$0] }.filter(chosen.contains)
      }.filter { !$0.isEmpty }
      #expect(kept.stories.map { $0.findings.map { kept.findings[$0].id.name } } == expected)
      #expect(kept.findings.map(\.id.name) == names.filter(chosen.contains))
    }
  }

  @Test func theSeverestAndSurestStoryIsToldFirst() {
    let diagnosis = Diagnosis(
      findings: [
        finding("a", .error), finding("b", .error, unit: 1), finding("c", .warning),
        finding("d", .error, unit: 2), finding("e", .info),
      ],
      stories: [
        story([2], score: 1), story([0], unit: 0, score: 0.4), story([1, 4], unit: 1, score: 0.9),
        story([3], unit: 2, score: 0.4),
      ])
    let ordered = diagnosis.sorted()
    let names = ordered.stories.map { $0.findings.map { ordered.findings[$0].id.name } }
    #expect(names == [["b", "e"], ["a"], ["d"], ["c"]])
    #expect(ordered.findings.map(\.id.name) == ["a", "b", "d", "c", "e"])
    #expect(ordered.storyPositions == [1, 0, 2, 3, 0])
  }
}
