import Testing
import Vectors

@Suite struct RankAgreementTests {
  /// τ-b by comparing each pair with each.
  private static func tau(_ x: [Double], _ y: [Double]) -> Double {
    var (difference, untiedX, untiedY) = (0.0, 0.0, 0.0)
    for i in x.indices {
      for j in 0..<i {
        let (a, b) = (sign(x[i], x[j]), sign(y[i], y[j]))
        difference += a * b
        untiedX += a * a
        untiedY += b * b
      }
    }
    return difference / (untiedX * untiedY).squareRoot()
  }

  private static func sign(_ a: Double, _ b: Double) -> Double { a < b ? -1 : a > b ? 1 : 0 }

  @Test(arguments: 1...30 as ClosedRange<UInt64>) func tauCountsPairs(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2..<120, using: &random)
    let flavour: Flavour = seed.isMultiple(of: 2) ? .fewCounts : .decimals
    let (x, y) = (flavour.values(count, &random), flavour.values(count, &random))
    let known = x.indices.filter { !x[$0].isNaN && !y[$0].isNaN }
    let agreement = RankAgreement(Vector(x).span, Vector(y).span)
    #expect(agreement.count == known.count, "seed \(seed)")
    let expected = Self.tau(known.map { x[$0] }, known.map { y[$0] })
    #expect(
      expected.isNaN ? agreement.kendall.isNaN : abs(agreement.kendall - expected) < 1e-12,
      "seed \(seed)")
  }

  @Test func sameAndTurnedOrdersAreOneAndMinusOne() {
    let x = Vector([3.0, 1, .nan, 2, 9])
    let same = RankAgreement(x.span, x.span)
    #expect(same.spearman == 1 && same.kendall == 1 && same.count == 4)
    let turned = RankAgreement(x.span, Vector([-3.0, -1, 0, -2, -9]).span)
    #expect(turned.spearman == -1 && turned.kendall == -1)
    let equal = RankAgreement(x.span, Vector([1.0, 1, 1, 1, 1]).span)
    #expect(equal.spearman.isNaN && equal.kendall.isNaN)
  }
}
