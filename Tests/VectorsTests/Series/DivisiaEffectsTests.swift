import Foundation
import Testing

@testable import Vectors

@Suite struct DivisiaEffectsTests {
  @Test func theLogarithmicMeanLiesBetweenGeometricAndArithmetic() {
    for (a, b) in [(1.0, 2.0), (3, 3.0000001), (1e-3, 1e6), (7, 7), (1e-200, 1e200)] {
      let mean = LogarithmicMean.of(a, b)
      #expect(mean == LogarithmicMean.of(b, a))
      #expect(
        mean >= (a.squareRoot() * b.squareRoot()) * (1 - 1e-14) && mean <= (a + b) / 2 * (1 + 1e-14)
      )
      if a != b { #expect(abs(mean * (log(a) - log(b)) - (a - b)) <= 1e-7 * max(a, b)) }
    }
    #expect(LogarithmicMean.of(0, 5) == 0 && LogarithmicMean.of(0, 0) == 0)
    #expect(LogarithmicMean.of(-1, 5).isNaN)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>) func effectsAddUpAndMultiply(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let factors = Int.random(in: 1...4, using: &random)
    var effects = DivisiaEffects(factors: factors)
    var (before, after) = (0.0, 0.0)
    for _ in 0..<Int.random(in: 1...9, using: &random) {
      let earlier = (0..<factors).map { _ in Double.random(in: 0.01...9, using: &random) }
      let later = (0..<factors).map { _ in Double.random(in: 0.01...9, using: &random) }
      let values = (earlier.reduce(1, *), later.reduce(1, *))
      effects.add(values, factors: earlier, later)
      before += values.0
      after += values.1
    }
    let note: Comment = "seed \(seed)"
    #expect(abs(effects.amounts.reduce(0, +) - (after - before)) < 1e-9 * max(before, after), note)
    let product = effects.amounts.map {
      DivisiaEffects.multiplier($0, before: before, after: after)
    }.reduce(1, *)
    #expect(abs(product - after / before) < 1e-9 * after / before, note)
  }

  @Test func zerosAreTheLimitOfSmallNumbers() {
    // The error of a small number e in place of 0 shrinks as 1 / |ln e|, so only the direction shows.
    for (earlier, later) in [
      ([4.0, 0.0], [5.0, 0.5]), ([0.0, 2.0], [3.0, 1.0]), ([2.0, 3.0], [0.0, 6.0]),
    ] {
      var exact = DivisiaEffects(factors: 2)
      exact.add(
        (earlier.reduce(1, *), later.reduce(1, *)), factors: earlier, later)
      var errors: [Double] = []
      for tiny in [1e-20, 1e-80, 1e-300] {
        var near = DivisiaEffects(factors: 2)
        let (a, b) = (earlier.map { $0 == 0 ? tiny : $0 }, later.map { $0 == 0 ? tiny : $0 })
        near.add((a.reduce(1, *), b.reduce(1, *)), factors: a, b)
        errors.append(abs(near.amounts[0] - exact.amounts[0]))
      }
      #expect(errors[0] > errors[1] && errors[1] > errors[2] && errors[2] < 0.02)
    }
    var nothing = DivisiaEffects(factors: 2)
    nothing.add((0, 0), factors: [0, .nan], [0, 1])
    #expect(nothing.amounts == [0, 0])
    #expect(DivisiaEffects.multiplier(1, before: 0, after: 1).isNaN)
  }
}
