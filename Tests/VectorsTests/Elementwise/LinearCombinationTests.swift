import Testing
import Vectors

@Suite struct LinearCombinationTests {
  @Test(arguments: Flavour.allCases)
  func agreesWithTheFormula(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(300 + seed))
      let count = Int.random(in: 0...5, using: &random)
      let coefficients = (0..<count).map { _ in Double(Int.random(in: -2...2, using: &random)) }
      let columns = (0..<count).map { _ in flavour.values(length, &random) }
      let combination = LinearCombination(
        zip(coefficients, columns).map { .init($0, Vector($1)) }, constant: 3, count: length)
      let note: Comment = "\(flavour), seed \(300 + seed), length \(length)"

      let plain = (0..<length).map { row in
        zip(coefficients, columns).reduce(3) { $0 + $1.0 * $1.1[row] }
      }
      #expect(areSame(combination.evaluate().array, plain), note)

      var values = [Double](repeating: 9, count: length)
      var positive = [UInt8](repeating: 9, count: length)
      var negative = positive
      do {
        var valuesSpan = values.mutableSpan
        var positiveSpan = positive.mutableSpan
        var negativeSpan = negative.mutableSpan
        combination.evaluateWithNullsAsZero(
          into: &valuesSpan, positiveNulls: &positiveSpan, negativeNulls: &negativeSpan)
      }
      for row in 0..<length {
        var expected = 3.0
        var nulls = (positive: 0, negative: 0)
        for (coefficient, column) in zip(coefficients, columns) {
          expected += column[row].isNaN ? 0 : coefficient * column[row]
          if column[row].isNaN, coefficient > 0 { nulls.positive += 1 }
          if column[row].isNaN, coefficient < 0 { nulls.negative += 1 }
        }
        #expect(isSame(values[row], expected), note)
        #expect(Int(positive[row]) == nulls.positive, note)
        #expect(Int(negative[row]) == nulls.negative, note)
      }
    }
  }

  @Test func aCombinationWithoutTermsIsItsConstant() {
    #expect(
      LinearCombination([], constant: 2, count: 9).evaluate().array == .init(repeating: 2, count: 9)
    )
  }
}
