import Testing

@testable import Nianbao

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (322, "322"), (-18, "-18"), (0.1, "0.1"), (477.35, "477.35"),
    (59237.2449, "59237.2449"), (1e22, "10000000000000000000000"), (1.5e-7, "0.00000015"),
    (-2.5e-3, "-0.0025"), (9_007_199_254_740_992, "9007199254740992"),
    (1.0 / 3, "0.3333333333333333"),
    (.nan, ""), (.infinity, ""),
  ]) func writesEveryDigitAndNoExponent(value: Double, expected: String) {
    #expect(NumberText.text(value) == expected)
  }

  @Test(arguments: [
    (12.5, 2, "12.50"), (12.0, 2, "12.00"), (0.07, 2, "0.07"), (-0.5, 1, "-0.5"), (3, 0, "3"),
    (1.005, 2, "1.005"), (0.1 + 0.2, 1, "0.30000000000000004"),
  ]) func keepsPrintedDecimalsOnlyWhereTheNumberHasThem(
    value: Double, decimals: Int, expected: String
  ) {
    #expect(NumberText.text(value, decimals: decimals) == expected)
  }

  @Test(arguments: [
    (12.345, 1, "12.3"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (99.96, 1, "100.0"), (-7.25, 0, "-7"),
  ]) func roundsForReaders(value: Double, decimals: Int, expected: String) {
    #expect(NumberStyle.rounded(decimals: decimals).text(of: value) == expected)
  }

  @Test func gainsHaveAPlusSign() {
    #expect(NumberStyle.signed(decimals: 1).text(of: 3) == "+3.0")
    #expect(NumberStyle.signed(decimals: 1).text(of: -3) == "-3.0")
    #expect(NumberStyle.signed(decimals: 1).text(of: 0.01) == "0.0")
  }

  @Test func whatIsWrittenReadsBackAsTheSameNumber() throws {
    var state: UInt64 = 20_171_231
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state)
      guard value.isFinite else { continue }
      #expect(Double(NumberText.text(value)) == value)
    }
  }
}
