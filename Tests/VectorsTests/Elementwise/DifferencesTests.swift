import Testing
import Vectors

@Suite struct DifferencesTests {
  @Test(arguments: Flavour.allCases)
  func agreeWithTheFormulas(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(200 + seed))
      let left = flavour.values(length, &random)
      let right = flavour.values(length, &random)
      let a = Vector(left)
      let b = Vector(right)
      let note: Comment = "\(flavour), seed \(200 + seed), length \(length)"
      func expected(_ formula: (Double, Double) -> Double) -> [Double] {
        zip(left, right).map { $0.isNaN || $1.isNaN ? .nan : formula($0, $1) }
      }
      #expect(
        areSame(Differences.difference(of: a.span, from: b.span).array, expected { $0 - $1 }), note)
      #expect(
        areSame(
          Differences.percentChange(of: a.span, from: b.span).array,
          expected { $1 > 0 ? 100 * ($0 - $1) / $1 : .nan }), note)
      #expect(
        areSame(
          Differences.index(of: a.span, base: b.span).array,
          expected { $1 > 0 ? 100 * $0 / $1 : .nan }), note)
      #expect(
        areSame(
          Differences.ratio(of: a.span, to: b.span).array, expected { $1 == 0 ? .nan : $0 / $1 }),
        note)
    }
  }

  @Test func changeFromZeroAndFromANegativeBaseIsNull() {
    let change = Differences.percentChange(
      of: Vector([5.0, 5, 5, .nan, 3]).span, from: Vector([0.0, -0.0, -1, 1, 2]).span)
    #expect(areSame(change.array, [.nan, .nan, .nan, .nan, 50]))
  }

  @Test func annualisedChangeCompoundsToTheWholeChange() {
    let values = Vector([121.0, 100, 0, -1, 5, .nan, 8])
    let bases = Vector([100.0, 100, 100, 100, 0, 1, .nan])
    let change = Differences.annualisedChange(of: values.span, from: bases.span, years: 2).array
    #expect(isClose(change[0], 10, size: 100))
    #expect(change[1] == 0)
    #expect(change[2] == -100)
    #expect(change[3...].allSatisfy { $0.isNaN })
  }

  @Test func vectorsOfDifferentLengthsStop() async {
    await #expect(processExitsWith: .failure) {
      _ = Differences.difference(of: Vector([1.0, 2]).span, from: Vector([1.0]).span)
    }
  }
}
