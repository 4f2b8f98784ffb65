import Testing

@testable import Nianbao

@Suite struct ExplorerStateTests {
  private func state(_ path: String, _ query: [(String, String)] = []) throws -> ExplorerState? {
    try ExplorerState(path: path, query: query.map { (name: $0.0, value: $0.1) })
  }

  @Test func anAddressSaysAll() throws {
    let query = [
      ("within", "北京市/密云区"), ("from", "2014"), ("to", "2018"), ("indicators", "request.*"),
      ("indicators", "review.total"), ("by", "county"), ("sort", "value"), ("order", "down"),
      ("page", "3"), ("lang", "en"),
    ]
    let state = try #require(try state("/rank.csv", query))
    #expect(state.view == .rank && state.format == .csv && state.page == 3)
    #expect(
      state.address == "/rank.csv?within=%E5%8C%97%E4%BA%AC%E5%B8%82%2F%E5%AF%86%E4%BA%91%E5%8C%BA"
        + "&from=2014&to=2018&indicators=request.%2A&indicators=review.total&by=county&sort=value"
        + "&order=down&page=3&lang=en")
    #expect(state.fields.map(\.value) == query.map(\.1))
    #expect(state.with { $0.view = .trend }.page == 1)
  }

  @Test func whatIsLeftOutIsChosenByThePage() throws {
    let plain = try #require(try state("/", [("within", ""), ("unknown", "x")]))
    #expect(plain == ExplorerState() && plain.address == "/")
  }

  @Test(arguments: ["/no", "/rank.exe", "/rank.csv.csv", "/briefing.csv", "/overview/x", "/../x"])
  func otherAddressesAreNone(path: String) throws {
    #expect(try state(path) == nil)
  }

  @Test(arguments: [
    ("from", "18"), ("to", "20x8"), ("page", "0"), ("page", "-1"), ("by", "village"),
    ("order", "sideways"), ("lang", "fr"),
  ])
  func aValueThatSaysNothingIsRefused(name: String, value: String) {
    #expect(throws: ExplorerProblem.badValue(name: name, value: value)) {
      try state("/rank", [(name, value)])
    }
  }
}

@Suite struct ExplorerTests {
  let fixture: BriefingFixture
  let panel: Panel
  let explorer: Explorer

  init() throws {
    fixture = try BriefingFixture()
    panel = fixture.panel
    explorer = Explorer(
      figures: panel.inSeries(), reports: panel, rules: try RuleSet.builtIn(fixture.catalog),
      source: try fixture.source, language: .english)
  }

  private func text(
    _ address: String, _ outcome: Explorer.Answer.Outcome = .found,
    at location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let answer = try answer(address)
    #expect(answer.outcome == outcome, "\(address)", sourceLocation: location)
    return String(decoding: answer.bytes, as: UTF8.self)
  }

  private func answer(_ address: String) throws -> Explorer.Answer {
    let parts = address.split(separator: "?", maxSplits: 1)
    let fields = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { field in
      let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (name: String(sides[0]), value: sides.count > 1 ? Self.decoded(sides[1]) : "")
    }
    return try explorer.answer(path: String(parts[0]), query: fields)
  }

  /// Percent-encoding undone.
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"),
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      rest = rest.dropFirst(2)
      bytes.append(code)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// All that pages lead to is there: followed link by link, each address once.
  @Test func everyLinkLeadsSomewhere() throws {
    var (open, seen) = (["/", "/briefing"], Set(["/", "/briefing"]))
    while let address = open.popLast(), seen.count < 120 {
      let page = try text(address)
      guard page.hasPrefix("<!doctype") else { continue }
      #expect(!page.contains(" style=\"") && !page.contains("<style") && !page.contains("onclick"))
      for link in page.split(separator: "href=\"/").dropFirst() {
        let target =
          "/" + link.prefix { $0 != "\"" && $0 != "#" }.replacing("&amp;", with: "&")
        if seen.insert(target).inserted { open.append(target) }
      }
    }
    #expect(seen.count > 40)
  }

  @Test func aTableIsTheOneOfTheCommand() throws {
    let selection = Selection(
      years: [2016, 2017], indicators: [try #require(fixture.catalog.index(of: "disclosure.total"))]
    )
    let frame = panel.inSeries().frame(indicators: selection.indicators)
    let query = "from=2016&to=2017&indicators=disclosure.total&by=unit"
    #expect(
      try text("/rank.json?\(query)")
        == RankTable(frame.ranked(), selection).text(as: .json, language: .english))
    #expect(
      try text("/change.csv?\(query)").dropFirst()
        == ChangeTable(frame.change(), selection).text(as: .csv, language: .english)[...])
    #expect(try answer("/change.csv?\(query)").fileName == "nianbao-change.csv")
    let sorted = try text("/rank.csv?\(query)&sort=value&order=down")
    let values = sorted.split(separator: "\n").dropFirst().map { row in
      Double(row.split(separator: ",", omittingEmptySubsequences: false)[8]) ?? .nan
    }
    #expect(values.count == 8 && values == values.sorted(by: >))
  }

  @Test func aRegionIsNamedAsInTheCommand() throws {
    for region in ["110118", "密云区", "北京市/密云区"] {
      #expect(try text("/?within=\(region)").contains("<h1>Disclosure reports: 密云区</h1>"))
    }
    let problem = try text("/?within=无此地&lang=zh", .badRequest)
    #expect(problem.contains("没有地区“无此地”") && problem.contains("role=\"alert\""))
    #expect(try text("/rank?from=2017&to=2016", .badRequest).contains("exchange them"))
    #expect(try text("/rank?indicators=no.such", .badRequest).contains("no indicator"))
    #expect(try text("/none", .noSuchPage).contains("no such page"))
  }

  @Test func whatAnAddressSaysIsNoMarkup() throws {
    let evil = "\"><script>x</script>"
    for address in ["/rank?within=\(evil)", "/rank?sort=\(evil)", "/rank?indicators=\(evil)"] {
      let page = String(decoding: try answer(address).bytes, as: UTF8.self)
      #expect(!page.contains("<script>x"), "\(address)")
    }
  }

  @Test func assetsAreFilesOfTheBinary() throws {
    for (path, type) in [("/explorer.js", "text/javascript"), ("/briefing.css", "text/css")] {
      let answer = try answer(path)
      #expect(answer.type.hasPrefix(type) && !answer.bytes.isEmpty)
    }
    for language in Language.allCases { _ = try ExplorerTexts.builtIn(language) }
  }
}
