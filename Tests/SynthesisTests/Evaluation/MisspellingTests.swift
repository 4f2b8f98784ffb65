import Nianbao
import Testing

@testable import Synthesis

@Suite struct MisspellingTests {
  @Test func digitsGoWrongAsPeopleWriteThem() {
    #expect(Misspelling.swapped(310) == [130, 301])
    #expect(Misspelling.swapped(310, movesZeros: false) == [130])
    #expect(Misspelling.swapped(20) == [], "02 would be noticed")
    #expect(Misspelling.dropped(302) == [32, 30])
    #expect(Misspelling.dropped(322, keepsFirst: true) == [32, 32])
    #expect(Misspelling.dropped(5) == [])
    #expect(Misspelling.added(4).count == 19 && Misspelling.added(0) == [])
    #expect(Misspelling.mistyped(7) == [1, 2, 3, 4, 5, 6, 8, 9])
    #expect(Misspelling.scaled(30, by: 10, isWhole: true) == [300, 3])
    #expect(Misspelling.scaled(35, by: 10, isWhole: true) == [350])
    #expect(Misspelling.scaled(5.4, by: 10_000, isWhole: false) == [54_000, 0.00054])
    #expect(Misspelling.swapped(3.45) == [3.54], "digits do not pass the point")
    #expect(Misspelling.swapped(-12) == [-21])
  }

  @Test(arguments: MistakeType.allCases) func everyWrongFigureLeadsBackToTheRightOne(
    type: MistakeType
  ) {
    var numbers = SplitMix64(seed: 11)
    for _ in 0..<200 {
      let value = Double(numbers.integer(in: 1...numbers.integer(in: 2...5000)))
      for wrong in type.misspellings(of: value, isWhole: true) ?? [] {
        #expect(wrong != value)
        guard let origins = type.origins(of: wrong, isWhole: true) else { continue }
        #expect(origins.contains(value), "\(type) made \(wrong) of \(value)")
      }
    }
  }
}
