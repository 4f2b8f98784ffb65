import Testing

@testable import Nianbao

@Suite struct FindingsTextTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  @Test func aMistakeIsOneStoryWithAllThatItBreaks() throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    #expect(diagnosis.findings.count >= 2)
    let text = try fixture.report(confrontation, diagnosis).text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "110118111 2017  110118111-2017.txt")
    // First what contradicts, then the figures, then what is likeliest wrong.
    let messages = lines.indices.filter { lines[$0].hasPrefix("  error  ") }
    #expect(messages == Array(1...diagnosis.findings.count))
    #expect(
      lines.suffix(5).dropLast() == [
        "      likeliest wrong  不同意公开答复数 8 → 9  because  75%",
        "      or               涉及个人隐私 4 → 3 (0–3); 申请答复数 131 → 132 (≥ 132)  because  25%",
        "      adjustment       不同意公开答复数 8 → 8.5  because",
        "      proven: no smaller change satisfies all relations",
      ])
    // A figure that several findings rest on is quoted once.
    #expect(lines.count { $0.contains("不同意公开答复数 | 件 | 8") } == 1)
  }

  @Test func whatIsNotProvenIsSaid() throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    func text(_ proof: Story.Proof) throws -> String {
      let story = diagnosis.stories[0]
      return try fixture.report(
        confrontation,
        Diagnosis(
          findings: diagnosis.findings,
          stories: [
            Story(
              unit: story.unit, year: story.year, findings: story.findings,
              explanations: story.explanations, proof: proof)
          ])
      ).text(.chinese)
    }
    #expect(try text(.minimal).contains("已证明：没有更小的改动能使各项关系成立"))
    #expect(try text(.bounded(below: 2.5)).contains("权重低于 2.5 的改动不存在"))
    #expect(try text(.bounded(below: 0)).contains("未证明没有更小的改动"))
    #expect(try text(.minimal).contains("平差（非解释）"))
  }

  @Test func findingsOfNoStoryStandBehindTheStories() throws {
    var (confrontation, diagnosis) = fixture.oneStory()
    diagnosis.findings.insert(
      Finding(
        id: RuleID("outlier"), kind: .outlier, severity: .info, unit: UnitIndex(0), year: 2017,
        cells: [], message: LocalizedText(zh: "异常", en: "stands out"),
        suspects: [fixture.suspect("fee.collected", 0, 5)]), at: diagnosis.findings.count)
    let text = try fixture.report(confrontation, diagnosis).text()
    let info = try #require(text.range(of: "  info  stands out  outlier"))
    let proof = try #require(text.range(of: "proven:"))
    #expect(proof.upperBound < info.lowerBound)
    #expect(
      text.contains(
        "      suspect          \(fixture.label("fee.collected")) 0 → 5  digits swapped"))
  }

  @Test(arguments: [24, 40, 60, 79, 120], Language.allCases)
  func noLineIsWiderThanTheTerminal(width: Int, language: Language) throws {
    let (confrontation, diagnosis) = fixture.oneStory()
    let report = try fixture.report(confrontation, diagnosis)
    let narrow = report.text(language, width: width)
    for line in narrow.split(separator: "\n") { #expect(TextWidth.of(line) <= width, "\(line)") }
    // Nothing is cut: all signs are there, whatever the width.
    func signs(_ text: String) -> [Character: Int] {
      text.filter { !$0.isWhitespace }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(signs(narrow) == signs(report.text(language)))
  }

  @Test func aFormerCheckPartsWhatIsNewFromWhatIsOld() throws {
    let confrontation = fixture.confrontation([
      (ReviewFixture.unit, 2017, ["capacity.staff": 6]), (ReviewFixture.otherUnit, 2017, [:]),
      ("110118001", 2017, ["capacity.staff": 6]),
    ])
    var review = Review(confrontation.diagnosis(), of: confrontation)
    let former = fixture.review([
      (ReviewFixture.unit, 2017, ["capacity.staff": 6]),
      (ReviewFixture.otherUnit, 2017, ["capacity.staff": 6]),
    ])
    review.compare(with: Baseline(former, language: .english))
    let text = FindingsReport(confrontation, review: review, source: try fixture.source()).text()
    let parts = ["New, or with other figures\n", "[new] ", "Still there\n", "Resolved\n"]
    let places = parts.compactMap { text.range(of: $0)?.lowerBound }
    #expect(places.count == 4 && places == places.sorted())
    #expect(text.contains("  -  110118111 2017  ‘从事政府信息公开工作人员数’ is 6"))
    #expect(text.contains("  -  110118108 2017  ‘从事政府信息公开工作人员数’ is 6"))
    #expect(text.contains("1 new, 0 with other figures, 1 unchanged, 1 resolved"))
  }

  @Test func aVerdictIsToldWithItsNote() throws {
    let confrontation = fixture.confrontation([(ReviewFixture.unit, 2017, ["capacity.staff": 6])])
    var review = Review(confrontation.diagnosis(), of: confrontation)
    review.verdicts[review.fingerprints[0]] = Verdict(.return, note: "请核对人数")
    let report = FindingsReport(confrontation, review: review, source: try fixture.source())
    #expect(report.text(.chinese).contains("\n      退回  请核对人数\n"))
    review.verdicts[review.fingerprints[0]] = Verdict(.accepted)
    let settled = FindingsReport(
      confrontation, review: review.withoutSettled(), source: try fixture.source())
    #expect(settled.text(.chinese).hasSuffix("；另有 1 处已有结论，用 --all 列出\n"))
  }
}

@Suite struct TextWrappingTests {
  @Test(arguments: [
    ("古北口镇，密云区", 9, ["古北口", "镇，密云", "区"]),
    ("one two three", 8, ["one two", "three"]),
    ("a/very/long/path.txt", 8, ["a/very/l", "ong/path", ".txt"]),
    ("人数 52 → 25 其他", 10, ["人数", "52 → 25 其", "他"]),
    ("a | 1 | 2", 8, ["a | 1 |", "2"]), ("", 8, [""]),
  ])
  func linesBreakWhereAReaderExpectsIt(text: String, width: Int, expected: [String]) {
    #expect(TextWidth.wrap(text, to: width) == expected)
    #expect(TextWidth.wrap(text, to: nil) == [text])
  }

  @Test func whatIsTakenOfTheFirstLineCounts() {
    #expect(TextWidth.wrap("one two", to: 8, taken: 5) == ["one", "two"])
    #expect(TextWidth.wrap("longer", to: 8, taken: 5) == ["", "longer"])
  }
}
