import Foundation
import Testing

@testable import Nianbao

/// The tutorial article of the documentation: its code runs here, and prints what stands under it.
@Suite struct TutorialTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let article = root.appending(
    path: "Sources/Nianbao/Documentation.docc/FromReportsToATrend.md")

  @Test func theCodeRunsAndPrintsWhatTheArticleShows() async throws {
    let reports = Self.root.appending(path: "datasets/miyun/reports").path
    let folder = try ScratchFolder()
    let (panelFile, trendFile) = ("\(folder.path)/miyun.nbp", "\(folder.path)/trend.xlsx")
    var printed: [[String]] = [[]]
    func print(_ items: Any...) {
      printed[printed.count - 1].append(items.map { "\($0)" }.joined(separator: " "))
    }

    // snippet
    let importer = try ReportImporter(catalog: .builtIn(), regions: .builtIn())
    let input = try await PanelInput.open([reports], importer: importer)
    let panel = input.panel
    print(panel.units.count, "units,", panel.years.count, "years")
    // end
    printed.append([])

    // snippet
    try PanelFile.write(panel, to: panelFile)
    let opened = try await PanelInput.open([panelFile], importer: importer).panel
    print(opened.units.count, "units,", opened.years.count, "years")
    // end
    printed.append([])

    // snippet
    let rules = try RuleSet.builtIn(panel.catalog)
    let diagnosis = Confrontation(panel, with: rules, years: [2014]).diagnosis()
    let errors = diagnosis.findings.filter { $0.severity == .error }
    print(errors.count, "errors in", diagnosis.stories.count, "stories")
    for error in errors.prefix(3) {
      print(panel.units[error.unit].name, error.year, error.message.english)
    }
    // end
    printed.append([])

    // snippet
    let district = panel.rollUp(to: .county, years: 2016...2018).indicators("request.received")
    for row in try district.rows() {
      print(row.body.name, row.year, row.value ?? .nan)
    }
    let coverage = try district.evaluated()
    print(coverage.count(0, 2, 0), "of", coverage.expectations[0].count, "reported in 2018")
    // end
    printed.append([])

    // snippet
    for row in try district.change(.percent).changes() {
      print(row.year, row.difference ?? .nan, row.percent.map { "\(Int($0.rounded())) %" } ?? "")
    }
    // end
    printed.append([])

    // snippet
    let towns = panel.figures("request.received", years: 2018...2018)
    for row in try towns.ranked().top(3) {
      print(row.rank, "of", row.of, row.body.name, row.value, "was", row.previousRank ?? .nan)
    }
    for row in try towns.change(.percent).ranked().top(1) {
      print("grew most:", row.body.name, row.value, "%")
    }
    // end
    printed.append([])

    // snippet
    let derived = try panel.catalog.standardDerived()
    let onTime = panel.figures().adding(derived: derived).inSeries().asOf(2018)
      .indicators("derived.request.ontime-rate").years([2018])
    for row in try onTime.ranked().top(2) {
      print(row.rank, "of", row.of, row.body.name, row.value)
    }
    // end
    printed.append([])

    // snippet
    let stones = panel.figures("disclosure.total", years: 2016...2018).units("石城镇")
    let trend = TrendExport(try stones.frame())
    print(trend.text(as: .csv))
    try OutputDestination(path: trendFile).write {
      trend.render(as: .xlsx, language: .chinese, to: $0)
    }
    // end
    printed.append([])

    // snippet
    do throws(QueryError) {
      _ = try panel.figures("request.recieved").rows()
    } catch {
      print(error.message.english)
    }
    // end

    let blocks = try ArticleBlocks(Self.article)
    #expect(
      printed.map { $0.joined(separator: "\n").split(separator: "\n").map(String.init) }
        == blocks.outputs)
    #expect(FileManager.default.fileExists(atPath: trendFile))
  }

  @Test func theArticleShowsTheCodeThatRuns() throws {
    let blocks = try ArticleBlocks(Self.article)
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    var snippets: [[String]] = []
    var isInside = false
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      switch line {
      case "    // snippet":
        isInside = true
        snippets.append([])
      case "    // end": isInside = false
      default: if isInside { snippets[snippets.count - 1].append(String(line.dropFirst(4))) }
      }
    }
    try #require(snippets.count >= 8)
    #expect(snippets == blocks.code)
  }
}

/// The code of an article, block by block, and what the blocks print.
private struct ArticleBlocks {
  private(set) var code: [[String]] = []
  private(set) var outputs: [[String]] = []

  init(_ file: URL) throws {
    var fence: Substring?
    for line in try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
        if fence == "swift" { code.append([]) }
        if fence == "text" { outputs.append([]) }
      } else if fence == "swift" {
        code[code.count - 1].append(String(line))
      } else if fence == "text" {
        outputs[outputs.count - 1].append(String(line))
      }
    }
  }
}
