import Testing

@testable import Nianbao

@Suite struct CatalogTests {
  @Test func theShippedCatalogueHasNoMistakes() throws {
    let catalog = try Catalog.builtIn()
    let edition = try #require(catalog.edition("2014"))
    #expect(edition.indicators.count == 71)
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
