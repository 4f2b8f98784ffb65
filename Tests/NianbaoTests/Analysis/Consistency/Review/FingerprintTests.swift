import Testing

@testable import Nianbao

@Suite struct FingerprintTests {
  let fixture: ReviewFixture

  init() throws { fixture = try ReviewFixture.shared.get() }

  private func fingerprints(_ reports: [(String, Year, [IndicatorID: Double?])]) -> [String] {
    fixture.review(reports).fingerprints.map(\.text)
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func theHashIsSHA256(text: String, expected: String) {
    #expect(SHA256.hexadecimal(text.utf8) == expected)
  }

  @Test func aFingerprintIsTheSameOnEveryMachineAndInEveryVersion() {
    // printf 'parts:capacity.staff\n110118111\n2017\n…' | sha256sum: verdicts of years rest on it.
    let canonical =
      "parts:capacity.staff\n110118111\n2017\n110118111 capacity.staff 2017 table 6.0\n"
      + "110118111 capacity.staff.fulltime 2017 table 2.0\n"
      + "110118111 capacity.staff.parttime 2017 table 3.0\n"
    #expect(
      fingerprints([(ReviewFixture.unit, 2017, ["capacity.staff": 6])])
        == [Fingerprint(of: canonical).text])
    #expect(Fingerprint(of: canonical).text == "d2b40eafd1b2")
  }

  @Test func itHoldsOnlyForTheSameRuleUnitYearAndFigures() {
    let changes: [IndicatorID: Double?] = ["capacity.staff": 6]
    let same = fingerprints([(ReviewFixture.unit, 2017, changes)])
    #expect(same.count == 1)
    #expect(fingerprints([(ReviewFixture.unit, 2017, changes)]) == same)
    #expect(fingerprints([(ReviewFixture.unit, 2016, changes)]) != same)
    #expect(fingerprints([(ReviewFixture.otherUnit, 2017, changes)]) != same)
    #expect(fingerprints([(ReviewFixture.unit, 2017, ["capacity.staff": 7])]) != same)
    let swapped: [IndicatorID: Double?] = [
      "capacity.staff": 6, "capacity.staff.fulltime": 3, "capacity.staff.parttime": 2,
    ]
    #expect(fingerprints([(ReviewFixture.unit, 2017, swapped)]) != same)
  }

  @Test func otherReportsDoNotChangeIt() {
    let changes: [IndicatorID: Double?] = ["capacity.staff": 6]
    let alone = fingerprints([(ReviewFixture.unit, 2017, changes)])
    let among = fingerprints([
      ("110118001", 2017, changes), (ReviewFixture.otherUnit, 2016, [:]),
      (ReviewFixture.unit, 2017, changes),
    ])
    #expect(among.count == 2 && Set(alone).isSubset(of: among))
  }

  @Test func findingsThatAgreeInEverythingAreToldApart() {
    let confrontation = fixture.confrontation([(ReviewFixture.unit, 2017, [:])])
    let finding = Finding(
      id: RuleID("identical"), kind: .duplicate, severity: .info, unit: UnitIndex(0), year: 2017,
      cells: [], message: LocalizedText(zh: "", en: ""))
    let all = Fingerprint.all(of: [finding, finding, finding], in: confrontation.panel)
    #expect(Set(all).count == 3)
  }

  @Test func onlyTwelveHexadecimalDigitsAreOne() {
    #expect(Fingerprint("0123456789AB")?.text == "0123456789ab")
    for text in ["", "0123456789a", "0123456789abc", "0123456789ag", "０123456789ab", "接受"] {
      #expect(Fingerprint(text) == nil)
    }
  }
}
