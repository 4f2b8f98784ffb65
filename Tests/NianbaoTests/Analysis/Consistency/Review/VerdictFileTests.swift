import Testing

@testable import Nianbao

@Suite struct VerdictFileTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  private static let wrongStaff: [IndicatorID: Double?] = ["capacity.staff": 6]

  @Test func verdictsAreReadInBothLanguages() {
    let text = """
      # 本年核查

      000000000001 accepted
      000000000002 已说明 一人 十二月离职 # 见函
      00000000000A\t退回：请核对\r
        000000000004  EXPLAINED
      000000000005 -
      """
    let file = VerdictFile(file: "v.txt", text: "\u{FEFF}\(text)")
    #expect(file.mistakes == [])
    let verdicts = Dictionary(uniqueKeysWithValues: file.verdicts.map { ($0.text, $1) })
    #expect(
      verdicts == [
        "000000000001": Verdict(.accepted),
        "000000000002": Verdict(.explained, note: "一人 十二月离职 # 见函"),
        "00000000000a": Verdict(.return, note: "请核对"), "000000000004": Verdict(.explained),
      ])
  }

  @Test func aBadLineIsToldAndTheOthersCount() {
    let file = VerdictFile(
      file: "v.txt",
      text: """
        000000000001 accepted
        接受 000000000002
        000000000003 perhaps
        000000000004
        000000000001 return
        000000000005 接受
        """)
    #expect(file.mistakes.map(\.line) == [2, 3, 4, 5])
    #expect(Set(file.verdicts.keys.map(\.text)) == ["000000000001", "000000000005"])
    #expect(file.verdicts.values.allSatisfy { $0.decision == .accepted })
    #expect(
      file.mistakes[1].message.english
        == "v.txt:3: ‘verdict’ is ‘perhaps’ where accepted, explained, return, or - for none yet "
        + "was expected; correct it.")
    #expect(file.mistakes[3].message.chinese.contains("第 1 行已有"))
  }

  @Test func aNewFileHasAPlaceForEveryFindingAndReadsBack() {
    let review = fixture.review([
      (ReviewFixture.unit, 2017, Self.wrongStaff.merging(["review.other": 4]) { $1 })
    ])
    #expect(review.fingerprints.count == 2)
    for language in Language.allCases {
      let text = VerdictFile().text(updatedFor: review, language: language)
      let file = VerdictFile(file: "v.txt", text: text)
      #expect(file.mistakes == [] && file.verdicts.isEmpty)
      // What was written once is not changed by writing again.
      #expect(file.text(updatedFor: review, language: language) == text)
      let filled = VerdictFile(
        file: "v.txt",
        text: text.split(separator: "\n").map {
          $0.hasSuffix(" -") ? "\($0.dropLast(1))接受 好" : $0
        }.joined(separator: "\n"))
      #expect(Set(filled.verdicts.keys) == Set(review.fingerprints))
    }
  }

  @Test func whatPeopleWroteStaysAndWhatIsGoneIsMarked() throws {
    let before = fixture.review([
      (ReviewFixture.unit, 2017, Self.wrongStaff), (ReviewFixture.unit, 2016, Self.wrongStaff),
    ])
    let after = fixture.review([
      (ReviewFixture.unit, 2017, [:]), (ReviewFixture.unit, 2016, Self.wrongStaff),
      (ReviewFixture.otherUnit, 2016, Self.wrongStaff),
    ])
    var text = VerdictFile().text(updatedFor: before, language: .english)
    let gone = try #require(before.fingerprints.first { !after.fingerprints.contains($0) })
    let stays = try #require(before.fingerprints.first { after.fingerprints.contains($0) })
    text = "# by Wang\nthis line is wrong\n\n" + text
    text = text.replacing("\(gone) -", with: "\(gone) 接受 as told")
    text = text.replacing("\(stays) -", with: "\(stays) return  twice")
    let file = VerdictFile(file: "v.txt", text: text)
    #expect(file.mistakes.count == 1)

    let updated = file.text(updatedFor: after, language: .english)
    #expect(updated.hasPrefix("# by Wang\nthis line is wrong\n\n"))
    #expect(updated.contains("\n#~ \(gone) 接受 as told\n"))
    #expect(updated.contains("\n\(stays) return  twice\n"))
    let new = try #require(after.fingerprints.first { $0 != stays })
    #expect(updated.contains("\n\(new) -\n"))

    // Should it come back, the verdict counts again.
    let again = VerdictFile(file: "v.txt", text: updated)
    #expect(again.verdicts[gone] == Verdict(.accepted, note: "as told"))
    #expect(again.text(updatedFor: after, language: .english) == updated)
    let restored = again.text(updatedFor: before, language: .english)
    #expect(restored.contains("\n\(gone) 接受 as told\n") && !restored.contains("#~ \(gone)"))
  }

  @Test func placesWithoutVerdictGoWithTheirFinding() {
    let before = fixture.review([(ReviewFixture.unit, 2017, Self.wrongStaff)])
    let after = fixture.review([(ReviewFixture.unit, 2017, [:])])
    let file = VerdictFile(
      file: "v.txt", text: VerdictFile().text(updatedFor: before, language: .english))
    #expect(
      file.text(updatedFor: after, language: .english)
        == VerdictFile().text(updatedFor: after, language: .english))
  }

  @Test func reportsThatWereNotCheckedKeepTheirLines() {
    let before = fixture.review([(ReviewFixture.unit, 2017, Self.wrongStaff)])
    let others = fixture.review([(ReviewFixture.otherUnit, 2017, [:])])
    let text = VerdictFile().text(updatedFor: before, language: .english)
    let file = VerdictFile(file: "v.txt", text: text)
    #expect(file.text(updatedFor: others, language: .english) == text)
  }

  @Test func settledFindingsAreLeftOutAndCounted() throws {
    var review = fixture.review([
      (
        ReviewFixture.unit, 2017,
        Self.wrongStaff.merging(["review.other": 4, "capacity.budget": 1]) { $1 }
      )
    ])
    #expect(review.fingerprints.count == 2)
    review.verdicts = [
      review.fingerprints[0]: Verdict(.explained), review.fingerprints[1]: Verdict(.return),
    ]
    let shown = review.withoutSettled()
    #expect(shown.fingerprints == [review.fingerprints[1]] && shown.settledCount == 1)
    #expect(shown.verdict(on: 0)?.decision == .return)
    #expect(shown.diagnosis.stories.map(\.findings) == [[0]])
    // Another figure is another finding.
    let changed = fixture.review([(ReviewFixture.unit, 2017, ["capacity.staff": 7])])
    #expect(changed.fingerprints.allSatisfy { review.verdicts[$0] == nil })
  }

  @Test func twoFilesBecomeOne() throws {
    let one = VerdictFile(file: "a", text: "# a\n000000000001 accepted mine\n")
    let other = VerdictFile(
      file: "b", text: "#: x\n000000000001 return\n#: y\n000000000002 explained\nbad\n")
    let both = one.adding(other)
    #expect(
      both.verdicts[try #require(Fingerprint("000000000001"))] == Verdict(.accepted, note: "mine"))
    #expect(both.verdicts.count == 2 && both.mistakes.map(\.file) == ["b"])
  }
}
