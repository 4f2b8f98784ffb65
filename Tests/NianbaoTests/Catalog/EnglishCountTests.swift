import Testing

@testable import Nianbao

@Suite struct EnglishCountTests {
  @Test func oneThingIsCalledOtherwiseThanSeveral() {
    #expect(EnglishCount.text(1, "report") == "1 report")
    #expect(EnglishCount.text(0, "report") == "0 reports")
    #expect(EnglishCount.text(12, "planted mistake") == "12 planted mistakes")
    #expect(EnglishCount.text(1, "discovery") == "1 discovery")
    #expect(EnglishCount.text(2, "discovery") == "2 discoveries")
    #expect(EnglishCount.text(2, "key") == "2 keys" && EnglishCount.text(2, "box") == "2 boxes")
  }

  @Test func theVerbGoesWithTheNumber() {
    #expect(EnglishCount.text(1, "check", "hold") == "1 check holds")
    #expect(EnglishCount.text(2, "check", "hold") == "2 checks hold")
    #expect(EnglishCount.text(1, "finding", "go") == "1 finding goes")
    #expect(EnglishCount.text(0, "info", "be") == "0 infos are")
    #expect(EnglishCount.text(1, "info", "be") == "1 info is")
  }
}
