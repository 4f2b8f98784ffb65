import Markup
import Testing

@testable import Nianbao

@Suite struct BriefingDataTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  @Test func theShippedFilesAreWhole() throws {
    for language in Language.allCases { _ = try BriefingTexts.builtIn(language) }
    let outline = try BriefingOutline.builtIn(catalog)
    for section in BriefingOutline.Section.allCases {
      #expect(outline.lines.contains { $0.section == section })
    }
  }

  @Test func mistakesAreToldByLine() {
    #expect {
      try BriefingOutline(
        file: "o.tsv",
        text:
          "section\tnotion\tindicator\tshow\nrequest\tx\tno.such\tcard\nother\tx\treview.total\tbig",
        catalog: catalog)
    } throws: { error in
      (error as? CatalogError)?.problems.map(\.line) == [2, 3, 3]
    }
    #expect {
      try BriefingTexts(
        file: "t.tsv", text: "id\tzh\ten\ntitle\t{region}报告\tReports\nnothing\t无\tnone",
        language: .chinese)
    } throws: { error in
      (error as? CatalogError)?.problems.map(\.line) == [2, 3]
    }
  }

  @Test func ofOneNotionTheLineOfTheLastYearIsShown() throws {
    let outline = try BriefingOutline.builtIn(catalog)
    let old = try #require(catalog.index(of: "request.received"))
    let new = try #require(catalog.index(of: "request.received:all"))
    let both = outline.lines {
      $0 == old || $0 == new
    } last: {
      $0 == new
    }
    #expect(both.map(\.indicator) == [new])
    let gone = outline.lines {
      $0 == old || $0 == new
    } last: { _ in
      false
    }
    #expect(gone.count == 1)
  }
}

@Suite struct BriefingPageTests {
  let catalog: Catalog
  let regions: RegionTree

  init() throws {
    catalog = try Catalog.builtIn()
    regions = try RegionTree.builtIn()
  }

  /// Two townships, one of them with a wrong sum and a name that a page must not take as markup.
  private func briefing() throws -> Briefing {
    var reports = TestReports(catalog, regions: regions)
    for year in [Year(2016), 2017] {
      reports.add("110118111", year, TestReports.consistent)
      var figures = TestReports.consistent
      if year == 2017 { figures["request.received"] = 132 }
      reports.add("110118112", year, figures)
    }
    let confrontation = Confrontation(reports.panel, with: try RuleSet.builtIn(catalog))
    let source = SourceText(
      importer: try ReportImporter(
        catalog: catalog, regions: regions, history: RegionHistory.builtIn()))
    let findings = FindingsReport(
      confrontation, diagnosis: confrontation.diagnosis(), source: source)
    return try Briefing(reports.panel, Selection(), findings: findings)
  }

  private func page(_ language: Language) throws -> String {
    var page = MarkupWriter(ByteBuffer())
    try BriefingPage(briefing: try briefing(), texts: .builtIn(language)).write(to: &page)
    return String(decoding: page.output.pending, as: UTF8.self)
  }

  @Test(arguments: Language.allCases) func thePageAsksNothingOfTheNetwork(language: Language)
    throws
  {
    let page = try page(language)
    let links = page.split(separator: "http").dropFirst()
    #expect(links.allSatisfy { $0.hasPrefix("://www.w3.org/2000/svg") || $0.hasPrefix("-equiv") })
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("<img") && !page.contains("@import") && !page.contains("url("))
  }

  @Test(arguments: Language.allCases) func thePageIsWholeAndItsPlacesAreThere(language: Language)
    throws
  {
    let page = try page(language)
    let document = try MarkupDocument.html(Array(page.utf8))
    let ids = Set(page.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } })
    for reference in ["href=\"#", "data-for=\"", "aria-labelledby=\""] {
      for target in page.split(separator: reference).dropFirst() {
        let id = target.prefix { $0 != "\"" }
        #expect(ids.contains(id), "\(reference)\(id)")
      }
    }
    #expect(document.root.name == "html")
    #expect(!page.contains("nan"))
    for placeholder in ["{region}", "{year}", "{n}", "{value}"] {
      #expect(!page.contains(placeholder))
    }
  }

  @Test func figuresChangesAndFindingsAreThere() throws {
    let page = try page(.english)
    // 131 + 131 requests, and 131 + 132 the year after.
    #expect(page.contains("263") && page.contains("262 the year before"))
    #expect(page.contains("▲ +1 (+0.4%)"))
    #expect(page.contains("class=\"finding error\""))
    #expect(page.contains("is 132, its parts add up to 131") && page.contains("Likeliest wrong"))
  }

  @Test func whatGoesBackToAUnitIsOnAPageOfItsOwn() throws {
    let briefing = try briefing()
    let list = ReturnList(report: briefing.findings, texts: try .builtIn(.chinese))
    let sheets = list.sheets
    #expect(sheets.count == 1)
    let sheet = try #require(sheets.first)
    #expect(briefing.panel.units[sheet.unit].code == "110118112")
    let page = String(
      decoding: try list.write(sheet, to: ByteBuffer()).pending, as: UTF8.self)
    #expect(page.contains("收到申请数 = 当面申请数 + 传真申请数 + 网络申请数 + 信函申请数"))
    let index = String(
      decoding: try list.writeIndex(sheets, to: ByteBuffer()).pending, as: UTF8.self)
    #expect(index.contains("href=\"110118112_"))
  }

  @Test func aPanelWithoutReportsInTheYearsSaysSo() throws {
    let briefing = try briefing()
    #expect(throws: Briefing.Failure.noReport) {
      try Briefing(briefing.panel, Selection(years: [1999]), findings: briefing.findings)
    }
  }
}

@Suite struct MarkupWriterTests {
  @Test func whatComesFromDataIsNoMarkup() {
    var page = MarkupWriter(ByteBuffer())
    page.element("p", ["title": "\"<&>", "hidden": nil], text: "<b>&\"镇")
    let text = String(decoding: page.output.pending, as: UTF8.self)
    #expect(text == "<p title=\"&quot;&lt;&amp;&gt;\">&lt;b&gt;&amp;&quot;镇</p>")
  }
}

@Suite struct CommonRegionTests {
  @Test func theSmallestRegionOfAllUnitsIsFound() throws {
    let catalog = try Catalog.builtIn()
    func region(_ codes: [String]) -> String? {
      var reports = TestReports(catalog)
      for code in codes { reports.add(code, 2017, TestReports.consistent) }
      return reports.panel.commonRegion?.description
    }
    #expect(region(["110118111"]) == "110118111")
    #expect(region(["110118111", "110118112"]) == "110118")
    #expect(region(["110118111", "110119001"]) == "1101")
    #expect(region(["130102001", "130402001"]) == "13")
    #expect(region(["110118111", "130402001"]) == nil)
  }
}
