import Testing
import Vectors

@Suite struct PairingTests {
  @Test(arguments: Flavour.allCases) func agreeWithOneElementAtATime(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(500 + seed))
      let first = flavour.values(length, &random)
      let second = flavour.values(length, &random)
      let (one, other) = (Vector(first), Vector(second))
      let pairs = Array(zip(first, second))
      let note: Comment = "\(flavour), seed \(500 + seed)"
      #expect(
        areSame(
          Pairing.masked(one.span, by: other.span).array, pairs.map { $1.isNaN ? .nan : $0 }), note)
      #expect(areSame(Pairing.products(one.span, other.span).array, pairs.map { $0 * $1 }), note)
      #expect(
        areSame(
          Pairing.rates(one.span, per: other.span, factor: 100).array,
          pairs.map { $1 == 0 ? .nan : 100 * $0 / $1 }), note)
      #expect(
        areSame(
          Pairing.coalesced(one.span, other.span).array, pairs.map { $0.isNaN ? $1 : $0 }), note)
      let positions = (0..<length).map { Int32(length - 1 - $0) }
      #expect(
        areSame(
          Gathering.gather(one.span, at: Vector(positions).span).array, first.reversed()), note)
    }
  }
}
