import CatalogData
import Vectors

/// What this build of the product is and knows, as a table: one row a fact.
public struct ProductFactsTable: TableSource {
  private var facts: [(name: String, title: LocalizedText, value: String)] = []
  private let language: Language

  /// The facts.
  ///
  /// - Parameters:
  ///   - regions: The tree of today, without the regions of the past.
  ///   - language: The language in which each fact is described.
  public init(
    _ catalog: Catalog, rules: RuleSet, regions: RegionTree, history: RegionHistory,
    derivedCount: Int, language: Language
  ) {
    self.language = language
    let rows: [(String, String, String, String)] = [
      ("version", "版本", "version", ProductVersion.number),
      ("commit", "提交", "commit that was built", Self.commit ?? ""),
      ("swift", "Swift 运行库", "Swift runtime", Self.swift),
      ("blas", "线性代数库", "linear algebra", BLAS.account),
      ("vectors", "向量指令", "vector instructions chosen", Processor.vectorLevel),
      (
        "panel_file", "面板文件格式（可写；可读至）", "panel file version, written and highest read",
        "\(PanelFile.version)"
      ),
      (
        "editions", "表式", "editions of the form",
        catalog.editions.map(\.id.name).joined(separator: " ")
      ),
      ("indicators", "指标数", "indicators", "\(catalog.indicators.count)"),
      ("derived_indicators", "派生指标数", "derived indicators", "\(derivedCount)"),
      ("rules", "勾稽规则数", "rules", "\(rules.rules.count)"),
      ("regions", "现有地区数", "regions of today", "\(regions.regions.count)"),
      ("region_changes", "地区变更数", "changes of regions", "\(history.changes.count)"),
    ]
    facts = rows.map { ($0.0, LocalizedText(zh: $0.1, en: $0.2), $0.3) }
  }

  /// The commit of the build, where the build was told.
  public static var commit: String? {
    let text = String(cString: catalog_data_commit())
    return text.isEmpty ? nil : text
  }

  /// The version of the Swift library that it runs with, such as `6.3`; of its third part the library says
  /// nothing.
  private static var swift: String {
    "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")
  }

  /// The one line of `--version`: the version, then what it was built of.
  public static var versionLine: String {
    let built = [commit.map { "commit \($0)" }, "Swift \(swift)"]
    return "nianbao \(ProductVersion.number) (\(built.compactMap(\.self).joined(separator: ", ")))"
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("fact", zh: "项目", en: "Fact"), .text("value", zh: "内容", en: "Value"),
      .text("description", zh: "说明", en: "Description"),
    ]
  }

  /// Hands the facts to a sink.
  public func write(to sink: inout some RowSink) {
    for fact in facts {
      sink.text(fact.name)
      sink.text(fact.value)
      sink.text(fact.title[language])
      sink.endRow()
    }
  }
}
