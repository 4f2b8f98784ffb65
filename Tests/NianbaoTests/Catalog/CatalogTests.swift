import Testing

@testable import Nianbao

@Suite struct CatalogTests {
  @Test func theShippedCatalogueHasNoMistakes() throws {
    let catalog = try Catalog.builtIn()
    let edition = try #require(catalog.edition("2014"))
    #expect(edition.indicators.count == 71)
    #expect(catalog.edition("2019")?.indicators.count == 22 + 23 * 7 + 15)
    #expect(catalog.edition("2021")?.indicators.count == 10 + 25 * 7 + 15)
    #expect(catalog.edition(for: 2018)?.id == "2014" && catalog.edition(for: 2030)?.id == "2021")
    #expect(catalog.edition(for: 2013) == nil)
  }

  @Test func theNineSectionsHaveEightSums() throws {
    let catalog = try Catalog.builtIn()
    let edition = try #require(catalog.edition("2014"))
    let sums = edition.indicators.filter { !catalog.children(of: $0, .part, in: edition).isEmpty }
    #expect(
      sums.map { catalog[$0].id } == [
        "disclosure.key", "request.received", "request.closed", "request.answered",
        "request.answered.refused", "review.total", "litigation.total", "capacity.staff",
      ])
  }

  @Test func aTotalOfTheMatrixAddsUpAlongRowsAndColumns() throws {
    let catalog = try Catalog.builtIn()
    let edition = try #require(catalog.edition("2021"))
    let total = try #require(catalog.index(of: "request.result.total:all"))
    let groups = catalog.children(of: total, .part, in: edition)
    #expect(groups.map(\.count) == [2 + 8 + 3 + 5 + 3, 6])
    #expect(catalog[total].label == "总计｜总计" && catalog[total].measure.name == "件")
    let older = try #require(catalog.edition("2019"))
    #expect(catalog.children(of: total, .part, in: older).map(\.count) == [2 + 8 + 3 + 5 + 1, 6])
  }

  @Test func mistakesOfADataFileAreAllNamedByLine() throws {
    let measures = try #require(EmbeddedFile.named("measures.tsv"))
    let head = "id\tkind\tnumber\tlabel\tnote\tmeasure\tparent\trelation\tscope\tnature\tdomain\n"
    let form = EmbeddedFile(
      path: "editions/x.tsv",
      text: head + "a\trow\t\t甲\t\t条\nb\trow\t\t乙\t\t斤\na\trow\t\t丙\t\t条\n"
        + "c\trow\t\t丁\t\t条\tz\tpart\nd\tline\t\t戊\t\t条\ne\trow\t\t己\t\t条\ta\tsum\n")
    let editions = EmbeddedFile(
      path: "editions/editions.tsv",
      text: "edition\tfirst\tlast\tscope\ttitle_zh\ttitle_en\nx\t2014\t\t\t甲\tA\n"
        + "y\t2019\t2018\t\t乙\tB\nz\t2019\t\tq\t丙\tC\n")
    let labels = EmbeddedFile(path: "editions/labels.tsv", text: "indicator\tlabel\nq\t别名\n")
    let error = #expect(throws: CatalogError.self) {
      try Catalog(measures: measures, editions: editions, labels: labels, forms: [form])
    }
    #expect(
      error?.problems.map { "\($0.file):\($0.line)" } == [
        "editions/x.tsv:3", "editions/x.tsv:4", "editions/x.tsv:6", "editions/x.tsv:5",
        "editions/x.tsv:7", "editions/editions.tsv:3", "editions/editions.tsv:4",
        "editions/labels.tsv:2",
      ])
  }

  @Test func theShippedRegionTreeIsWhole() throws {
    let tree = try RegionTree.builtIn()
    #expect(tree.regions.filter { $0.code.level == .township }.count == 41352)
    let code = try #require(RegionCode("110118111"))
    #expect(tree.path(to: code) == ["北京市", "密云区", "古北口镇"])
    let miyun = try #require(RegionCode("110118"))
    #expect(tree.regions(in: miyun, at: .township).count == 21)
    #expect(code.description == "110118111" && miyun.contains(code) && !code.contains(miyun))
  }
}
