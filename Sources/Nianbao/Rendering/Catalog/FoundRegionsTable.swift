/// Regions that a search found, each with the path that names it where its name alone does not.
public struct FoundRegionsTable: TableSource {
  private let tree: RegionTree
  private let regions: [RegionTree.Region]

  /// The table of some regions of a tree.
  public init(_ regions: [RegionTree.Region], in tree: RegionTree) {
    self.regions = regions
    self.tree = tree
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("code", zh: "代码", en: "Code"), .text("name", zh: "名称", en: "Name"),
      .text("path", zh: "全称", en: "Path"), .number("from", zh: "起始年", en: "From"),
      .number("until", zh: "终止年", en: "Until"),
    ]
  }

  /// Hands the regions to a sink.
  public func write(to sink: inout some RowSink) {
    for region in regions {
      sink.text(region.code.description)
      sink.text(region.name)
      sink.text(tree.path(to: region.code).joined(separator: "/"))
      sink.number(region.from.map { Double($0.number) })
      sink.number(region.until.map { Double($0.number) })
      sink.endRow()
    }
  }
}
