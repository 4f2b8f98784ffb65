import Markup
import Testing

@Suite struct MarkupDocumentTests {
  @Test func aPageIsATreeWithTextAndLines() throws {
    let page = Array(
      "<html><body>\n<TABLE><tr><td colspan=2>收到<b>申请</b>数&nbsp;</td><td>1<!-- x -->2</td></tr></table>"
        .utf8)
    let document = try MarkupDocument.html(page)
    let cells = document.root.descendants("td")
    #expect(cells.map(\.text) == ["收到申请数\u{A0}", "12"])
    #expect(cells.first?.attributes["colspan"] == "2")
    #expect(cells.first?.line == 2)
    #expect(!document.isFlattened && !document.isCutOff)
  }

  @Test func namespacePrefixesAreLeftOut() throws {
    let xml = Array("<w:p xmlns:w='u'><w:t xml:space='preserve'> a &amp; b</w:t></w:p>".utf8)
    let document = try MarkupDocument.xml(xml)
    #expect(document.root.name == "p" && document.root.first("t")?.text == " a & b")
    #expect(document.root.first("t")?.attributes["space"] == "preserve")
  }

  @Test func malformedXMLIsNamedByLine() {
    #expect {
      try MarkupDocument.xml(Array("<a>\n<b></a>".utf8))
    } throws: { error in
      guard case .malformed(let line, let reason)? = error as? MarkupDocument.Failure else {
        return false
      }
      return line == 2 && !reason.isEmpty
    }
  }

  @Test(arguments: [300, 1_000, 50_000]) func deepNestingIsBounded(depth: Int) throws {
    let page = String(repeating: "<table><tr><td>", count: depth) + "7"
    let document = try MarkupDocument.html(Array(page.utf8))
    #expect(document.isFlattened || document.isCutOff)
  }

  @Test func anEntityBombDoesNotGrow() throws {
    var bomb = "<!DOCTYPE a [<!ENTITY x0 'xxxxxxxxxx'>"
    for level in 1...30 {
      bomb += "<!ENTITY x\(level) '" + String(repeating: "&x\(level - 1);", count: 10) + "'>"
    }
    bomb += "]><a>&x30;</a>"
    let text = (try? MarkupDocument.xml(Array(bomb.utf8)))?.root.text ?? ""
    #expect(text.utf8.count < 1000)
  }

  @Test func externalEntitiesAreNotRead() throws {
    let xml = "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><a>[&f;]</a>"
    let text = (try? MarkupDocument.xml(Array(xml.utf8)))?.root.text ?? "[]"
    #expect(text == "[]")
  }

  @Test func anyBytesMakeAPageOrAnError() {
    var state: UInt64 = 7
    let page = Array("<html><table><tr><td rowspan=3>收到申请数</td></tr></table></html>".utf8)
    for _ in 0..<2000 {
      var bytes = page
      for _ in 0..<5 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      _ = try? MarkupDocument.html(bytes)
      _ = try? MarkupDocument.xml(bytes)
    }
    #expect(throws: MarkupDocument.Failure.self) { try MarkupDocument.xml([]) }
  }
}
