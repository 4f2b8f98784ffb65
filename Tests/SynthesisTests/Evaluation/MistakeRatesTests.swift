import Nianbao
import Testing

@testable import Synthesis

@Suite struct MistakeRatesTests {
  private let head = "kind\tname\trate\tzh\ten\n"

  @Test func theFileNamesEveryTypeInBothLanguages() throws {
    let rates = try MistakeRates.builtIn()
    #expect(Set(rates.types.map(\.type)) == Set(MistakeType.allCases))
    #expect(rates.numbers.map(\.count) == [1, 2, 3])
    #expect(Set(rates.places.map(\.place)) == Set(MistakePlace.allCases))
    for type in MistakeType.allCases {
      let name = try #require(rates.names[type])
      #expect(!name.chinese.isEmpty && !name.english.isEmpty)
    }
  }

  @Test(arguments: [
    ("type\tdigits-mixed\t1\t乱\tmixed\n", 2, "there is no type ‘digits-mixed’"),
    ("place\tmargin\t1\t边\tin the margin\n", 2, "there is no place ‘margin’"),
    ("type\tsign\tx\t号\tsign\n", 2, "the rate is ‘x’; expected a number from 0"),
    ("type\tsign\t-1\t号\tsign\n", 2, "the rate is ‘-1’"),
    ("type\tsign\t1\t号\tsign\nnumber\t0\t1\t零\tzero\n", 3, "the number is ‘0’"),
    ("kind\tsign\t1\t号\tsign\n", 2, "the kind is ‘kind’; expected type, number or place"),
    ("type\tsign\t1\t号\tsign\n# again\ntype\tsign\t1\t号\tsign\n", 4, "has a line already"),
    ("type\tsign\t1\t号\tsign\n", 0, "no number has a rate above 0"),
  ])
  func mistakesOfTheFileAreReportedByLine(rows: String, line: Int, message: String) throws {
    let error = try #require(throws: CatalogError.self) {
      try MistakeRates(file: "own.tsv", text: head + rows)
    }
    #expect(error.problems.contains { $0.line == line && $0.message.contains(message) })
  }

  @Test func valuesAreDrawnByTheirRates() {
    var numbers = SplitMix64(seed: 5)
    let drawn = (0..<4000).compactMap { _ in
      numbers.draw([(value: "a", rate: 3), (value: "b", rate: 1)])
    }
    #expect(drawn.count == 4000 && abs(drawn.count { $0 == "a" } - 3000) < 120)
  }
}
