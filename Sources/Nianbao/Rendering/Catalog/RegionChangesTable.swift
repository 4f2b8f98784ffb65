/// The renamed, merged and divided regions as a table: as CSV the form of a table for
/// `--region-changes`.
public struct RegionChangesTable: TableSource {
  private let history: RegionHistory

  /// The table of a history.
  public init(_ history: RegionHistory) { self.history = history }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("kind", zh: "类型", en: "Kind"), .text("old_code", zh: "原代码", en: "Old code"),
      .text("old_name", zh: "原名称", en: "Old name"), .number("from", zh: "起始年", en: "From"),
      .number("until", zh: "终止年", en: "Until"), .text("new_code", zh: "现代码", en: "New code"),
      .text("old_parent", zh: "原上级代码", en: "Old parent"),
      .text("basis", zh: "拆分依据", en: "Basis"),
    ]
  }

  /// Hands the changes to a sink in the order of the data files.
  public func write(to sink: inout some RowSink) {
    for change in history.changes {
      sink.text(change.kind.rawValue)
      sink.text(change.oldCode.description)
      sink.text(change.oldName)
      sink.number(change.from.map { Double($0.number) })
      sink.number(change.until.map { Double($0.number) })
      sink.text(change.newCode.description)
      sink.text(change.oldParent?.description)
      sink.text(change.basis?.description)
      sink.endRow()
    }
  }
}

extension RegionHistory.Change.Basis: CustomStringConvertible {
  /// A share in percent, or the indicator's id, as a table of changes has it.
  public var description: String {
    switch self {
    case .share(let share): "\(NumberText.text(share * 100))%"
    case .indicator(let id): id.name
    }
  }
}
