import Markup
import Testing

/// Pages and XML made to exhaust time or memory.
///
/// Each is stopped at a counted bound; the time limits only keep a mistake from holding up the tests.
@Suite struct HostileMarkupTests {
  private func bound(_ xml: String, _ limits: MarkupDocument.Limits = .init())
    -> MarkupDocument.Bound?
  {
    do throws(MarkupDocument.Failure) {
      _ = try MarkupDocument.xml(Array(xml.utf8), limits: limits)
    } catch {
      if case .refused(let bound, _) = error { return bound }
    }
    return nil
  }

  // MARK: Entities

  @Test func aDocumentTypeIsRefusedBeforeItsEntitiesAreRead() {
    var laughs = "<!DOCTYPE a [<!ENTITY x0 'xxxxxxxxxx'>"
    for level in 1...30 {
      laughs += "<!ENTITY x\(level) '" + String(repeating: "&x\(level - 1);", count: 10) + "'>"
    }
    let quadratic =
      "<!DOCTYPE a [<!ENTITY x '\(String(repeating: "x", count: 50_000))'>]><a>"
      + String(repeating: "&x;", count: 50_000) + "</a>"
    for text in [
      laughs + "]><a>&x30;</a>", laughs + "]><a b='&x30;'/>", quadratic,
      "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
      "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
      "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&f;</a>",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]><a/>",
    ] {
      #expect(bound(text) == .documentType, "\(text.prefix(60))")
    }
  }

  @Test func aPageHasNoEntitiesOfItsOwn() throws {
    let page = "<!DOCTYPE html [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><p>[&f;]</p>"
    let text = try MarkupDocument.html(Array(page.utf8)).root.text
    #expect(text.contains("&f;") && !text.contains("root:"))
  }

  // MARK: Elements

  @Test(arguments: [1000, 10_000]) func nestedTablesAreFlattened(
    depth: Int
  ) throws {
    let page =
      "<p>甲</p>" + String(repeating: "<table><tr><td>", count: depth) + "7"
      + String(repeating: "</td></tr></table>", count: depth) + "<p>乙</p>"
    let document = try MarkupDocument.html(Array(page.utf8))
    #expect(document.isFlattened || document.isCutOff)
    #expect(document.root.text.hasPrefix("甲"))
    // What is deeper than the open elements allow is cut off, and said so.
    #expect(document.isCutOff == (document.bound != nil))
    #expect(document.isCutOff || document.root.text == "甲7乙")
    #expect(
      bound(
        String(repeating: "<t><r><c>", count: depth)
          + String(repeating: "</c></r></t>", count: depth))
        == .depth(limit: MarkupDocument.depthLimit))
  }

  @Test func endTagsAreNotLookedForAmongEndlessOpenElements() throws {
    let page = String(repeating: "<b>", count: 300_000) + String(repeating: "</i>", count: 300_000)
    let document = try MarkupDocument.html(Array(page.utf8))
    guard case .depth(let limit)? = document.bound else {
      Issue.record("\(document.bound as Any)")
      return
    }
    #expect(limit * page.utf8.count <= 2_000_000_000)
  }

  @Test func aTagWithEndlessAttributesIsStopped() throws {
    let attributes = (0..<200_000).map { " a\($0)=''" }.joined()
    let limit = MarkupDocument.Limits().attributes
    let page = try MarkupDocument.html(Array("<p>甲</p><p\(attributes)>乙</p>".utf8))
    #expect(page.bound == .attributes(limit: limit) && page.isCutOff)
    #expect(page.root.text.hasPrefix("甲"))
    #expect(bound("<a\(attributes)/>") == .attributes(limit: limit))
    // A page with a picture in it has long attributes, but few.
    let picture = "<p><img src='data:image/png;base64,\(String(repeating: "A", count: 2 << 20))'>丙"
    #expect(try MarkupDocument.html(Array(picture.utf8)).root.text == "丙")
  }

  @Test func elementsAndAttributesAreCounted() throws {
    var limits = MarkupDocument.Limits()
    limits.nodes = 1000
    let page = "<p>甲</p>" + String(repeating: "<i>1</i>", count: 5000)
    let document = try MarkupDocument.html(Array(page.utf8), limits: limits)
    #expect(document.bound == .nodes(limit: 1000) && document.root.text.hasPrefix("甲"))
    #expect(document.root.descendants("i").count < 1000)
    #expect(bound("<a>" + String(repeating: "<b/>", count: 2000) + "</a>", limits) != nil)
    #expect(
      bound("<a>" + String(repeating: "<b x='' y=''/>", count: 400) + "</a>", limits)
        == .nodes(limit: 1000))
    #expect(
      bound("<a>" + String(repeating: "<!--x--><?y z?>", count: 2000) + "</a>", limits) == nil)
    limits.bytes = 10
    #expect(throws: MarkupDocument.Failure.tooLarge(bytes: 11, limit: 10)) {
      try MarkupDocument.xml(Array("<a>1234</a>".utf8), limits: limits)
    }
  }
}
