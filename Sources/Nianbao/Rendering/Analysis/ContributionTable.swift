/// Contributions to a change as a table: one row a contribution, the largest of each change first.
public struct ContributionTable: TableSource {
  private let contributions: Contributions
  private let excerpt: FrameExcerpt
  private let top: Int?

  /// The table of some contributions.
  ///
  /// - Parameter top: How many of each change are shown; nil for all.
  public init(_ contributions: Contributions, _ selection: Selection = Selection(), top: Int? = nil)
  {
    self.contributions = contributions
    self.top = top
    excerpt = FrameExcerpt(contributions.frame, selection)
  }

  private var isByPart: Bool {
    contributions.groups.contains { group in
      group.items.contains { if case .part = $0.source { true } else { false } }
    }
  }

  /// The columns; what contributes is a body or a part of the indicator.
  public var headings: [TableHeading] {
    let whole: [TableHeading] = [
      .text("whole", zh: "范围", en: "Whole"), .text("whole_code", zh: "范围代码", en: "Whole code"),
    ]
    let source: [TableHeading] =
      isByPart
      ? [
        .number("breakdown", zh: "分组", en: "Breakdown"),
        .text("part", zh: "分项", en: "Part"), .text("part_label", zh: "分项名称", en: "Part label"),
      ] : excerpt.bodyHeadings
    return whole + excerpt.indicatorHeadings + source + [
      .number("from", zh: "起始年", en: "From"), .number("to", zh: "终止年", en: "To"),
      .number("previous", zh: "起始数", en: "Previous"), .number("value", zh: "终止数", en: "Value"),
      .number("contribution", zh: "贡献", en: "Contribution"),
      .number("points", zh: "拉动百分点", en: "Points"),
      .number("share", zh: "贡献率%", en: "Share %"), .text("kind", zh: "类别", en: "Kind"),
      .number("change", zh: "总增减", en: "Change of whole"), .text("note", zh: "备注", en: "Note"),
    ]
  }

  /// Hands the rows to a sink, whole by whole, in the order of the form.
  public func write(to sink: inout some RowSink) {
    let isByPart = isByPart
    for group in contributions.groups {
      let style = excerpt.differenceStyle(group.indicator)
      for item in group.items.prefix(top ?? .max) {
        sink.text(group.whole.name)
        sink.text(group.whole.code)
        excerpt.writeIndicator(group.indicator, to: &sink)
        writeSource(item, group, isByPart, to: &sink)
        sink.number(contributions.from.number)
        sink.number(contributions.to.number)
        sink.number(item.previous, as: excerpt.style(group.indicator))
        sink.number(item.value, as: excerpt.style(group.indicator))
        sink.number(item.amount, as: style)
        sink.number(group.points(item), as: .signed(decimals: 1))
        sink.number(group.share(item), as: .rounded(decimals: 1))
        sink.text(item.kind.rawValue)
        sink.number(group.change, as: style)
        sink.text(item.notes.names)
        sink.endRow()
      }
    }
  }

  private func writeSource(
    _ item: Contributions.Item, _ group: Contributions.Group, _ isByPart: Bool,
    to sink: inout some RowSink
  ) {
    if isByPart { sink.number(group.breakdown) }
    switch item.source {
    case .body(let body): excerpt.writeBody(body, to: &sink)
    case .part(let part):
      sink.text(contributions.frame.catalog[part].id.name)
      sink.text(contributions.frame.catalog[part].label)
    case .rest:
      sink.null()
      sink.null()
    }
  }
}
