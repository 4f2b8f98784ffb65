import Testing

@testable import Nianbao

@Suite struct SelectionTests {
  let catalog: Catalog
  let tree: RegionTree

  init() throws {
    catalog = try Catalog.builtIn()
    tree = try RegionTree.builtIn()
  }

  @Test func yearsAreListsAndRanges() throws {
    #expect(try Selection.years("2014-2016,2018").sorted() == [2014, 2015, 2016, 2018])
    #expect(try Selection.years("2017") == [2017])
    #expect(throws: SelectionError.badYears("2018-2014")) { try Selection.years("2018-2014") }
    #expect(throws: SelectionError.badYears("14")) { try Selection.years("2017,14") }
    #expect(throws: SelectionError.self) { try Selection.years("") }
  }

  @Test func indicatorsAreIdsLabelsAndPatterns() throws {
    func ids(_ words: String...) throws -> [String] {
      try Selection.indicators(words, in: catalog).map { catalog[$0].id.name }
    }
    #expect(try ids("收到申请数") == ["request.received"])
    #expect(
      try ids("training.*") == ["training.meeting", "training.session", "training.participant"])
    #expect(
      try ids("training.session,request.received") == ["request.received", "training.session"])
    #expect(
      throws: SelectionError.unknownIndicator("request.recieved", nearest: ["request.received"])
    ) {
      try ids("request.recieved")
    }
    #expect(
      throws: SelectionError.ambiguousIndicator("其他情形数", ids: ["review.other", "litigation.other"])
    ) { try ids("其他情形数") }
  }

  @Test func regionsAreNamesCodesAndPaths() throws {
    func code(_ word: String) throws -> String { try Selection.region(word, in: tree).description }
    #expect(try code("密云区") == "110118")
    #expect(try code("110118111") == "110118111")
    #expect(try code("北京市") == "11")
    #expect(try code("北京市/朝阳区") == "110105")
    #expect(throws: SelectionError.self) { try code("城关镇") }
    #expect(throws: SelectionError.unknownRegion("密云", nearest: ["密云区"])) { try code("密云") }
  }

  @Test func patternsMatchWholeTexts() {
    #expect(Glob("request.*").matches("request.received.fax"))
    #expect(Glob("*口镇").matches("古北口镇") && !Glob("*口镇").matches("古北口镇人民政府"))
    #expect(Glob("a?c*").matches("abcd") && !Glob("a?c").matches("ac"))
  }
}
