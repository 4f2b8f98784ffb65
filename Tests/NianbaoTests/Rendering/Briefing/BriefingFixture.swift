@testable import Nianbao

/// A briefing about a few townships of Beijing, in memory.
struct BriefingFixture {
  let catalog: Catalog
  let regions: RegionTree

  init() throws {
    catalog = try Catalog.builtIn()
    regions = try RegionTree.builtIn()
  }

  /// Three townships in two years, one of them with a wrong sum in the second, and the district that they
  /// lie in, which has a report of its own.
  var panel: Panel {
    var reports = TestReports(catalog, regions: regions)
    for year in [Year(2016), 2017] {
      for (position, code) in ["110118111", "110118112", "110118113"].enumerated() {
        var figures = TestReports.consistent
        figures["disclosure.total"] = Double(300 + 10 * position + year.number - 2016)
        if year == 2017, position == 1 { figures["request.received"] = 132 }
        reports.add(code, year, figures)
      }
      reports.add("110118", year, TestReports.consistent)
    }
    return reports.panel
  }

  var source: SourceText {
    get throws {
      SourceText(
        importer: try ReportImporter(
          catalog: catalog, regions: regions, history: RegionHistory.builtIn()))
    }
  }

  func briefing(_ panel: Panel? = nil) throws -> Briefing {
    let panel = panel ?? self.panel
    let confrontation = Confrontation(panel, with: try RuleSet.builtIn(catalog))
    let findings = FindingsReport(
      confrontation, diagnosis: confrontation.diagnosis(), source: try source)
    return try Briefing(panel, Selection(), findings: findings)
  }
}
