import Nianbao
import Testing

@testable import Synthesis

@Suite struct ProseRatesTests {
  private let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private let head = "kind\tform\tname\tcount\tof\n"
  private let needed =
    "silent\t-\t-\t1\t4\nrough\t-\tabout\t0\t9\nrough\t-\tat-least\t1\t10\ndifferent\t-\t-\t0\t49\n"

  @Test func theFileSaysHowOftenFiguresAreStated() throws {
    let rates = try ProseRates.builtIn(catalog)
    #expect(rates.silent > 0 && rates.silent < 1)
    #expect(rates.about > 0 && rates.atLeast > 0 && rates.different > 0 && rates.different < 0.05)
    #expect(rates.stated("request.received") > rates.stated("request.received.inperson"))
    #expect(rates.stated("request.received:all") > 0 && rates.stated("capacity.budget") == 0)
  }

  @Test func aCountOfNothingIsHalfOfOneMore() throws {
    let rates = try ProseRates(file: "own.tsv", text: head + needed, catalog: catalog)
    #expect(rates.silent == 0.25 && rates.about == 0.05 && rates.atLeast == 0.1)
    #expect(rates.different == 0.01)
  }

  @Test(arguments: [
    ("silent\t-\t-\t5\t4\n", 2, "‘5’ of ‘4’; expected whole numbers"),
    ("rough\t-\tnearly\t1\t4\n", 2, "the name is ‘nearly’; expected about or at-least"),
    ("figure\t2014\trequest.recieved\t1\t4\n", 2, "‘request.recieved’ is not the id of a figure"),
    ("figures\t-\t-\t1\t4\n", 2, "expected silent, rough, different or figure"),
    ("silent\t-\t-\t1\t4\n", 0, "‘about’ is missing"),
  ])
  func mistakesOfTheFileAreReportedByLine(rows: String, line: Int, message: String) throws {
    let error = try #require(throws: CatalogError.self) {
      try ProseRates(file: "own.tsv", text: head + rows, catalog: catalog)
    }
    #expect(error.problems.contains { $0.line == line && $0.message.contains(message) })
  }
}
