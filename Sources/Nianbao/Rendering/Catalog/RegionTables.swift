/// The regions of a tree as a table: as CSV the form of a table for `--regions`.
public struct RegionsTable: TableSource {
  private let tree: RegionTree

  /// The table of a tree.
  public init(_ tree: RegionTree) { self.tree = tree }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("code", zh: "代码", en: "Code"), .text("name", zh: "名称", en: "Name"),
      .text("parent", zh: "上级代码", en: "Parent"), .number("from", zh: "起始年", en: "From"),
      .number("until", zh: "终止年", en: "Until"), .text("kind", zh: "类型", en: "Kind"),
    ]
  }

  /// Hands the regions to a sink in tree order, the departments behind them.
  public func write(to sink: inout some RowSink) {
    for region in tree.regions {
      sink.text(region.code.description)
      sink.text(region.name)
      sink.text((region.parent ?? region.code.parentByCode)?.description)
      sink.number(region.from.map { Double($0.number) })
      sink.number(region.until.map { Double($0.number) })
      sink.text("region")
      sink.endRow()
    }
    for department in tree.departments {
      sink.text("")
      sink.text(department.name)
      sink.text(department.region.description)
      sink.number(department.from.map { Double($0.number) })
      sink.number(department.until.map { Double($0.number) })
      sink.text("department")
      sink.endRow()
    }
  }
}

/// What became of one region, and of those that went into it, as a table in the order of the years.
public struct RegionHistoryTable: TableSource {
  private let tree: RegionTree
  private let changes: [RegionHistory.Change]

  /// The table of a region of a tree.
  public init(_ region: RegionCode, in tree: RegionTree) {
    self.tree = tree
    changes = tree.history.changes(about: region)
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .number("year", zh: "年份", en: "Year"), .text("kind", zh: "类型", en: "Kind"),
      .text("old_code", zh: "原代码", en: "Old code"), .text("old_name", zh: "原名称", en: "Old name"),
      .text("new_code", zh: "现代码", en: "New code"), .text("new_name", zh: "现名称", en: "New name"),
      .text("old_parent", zh: "原上级", en: "Old parent"), .text("basis", zh: "拆分依据", en: "Basis"),
    ]
  }

  /// Hands the changes to a sink.
  public func write(to sink: inout some RowSink) {
    for change in changes {
      let year = change.kind == .established ? change.from : change.until
      sink.number(year.map { Double($0.number) })
      sink.text(change.kind.rawValue)
      sink.text(change.oldCode.description)
      sink.text(change.oldName)
      sink.text(change.newCode.description)
      sink.text(tree.region(tree.history.current(change.newCode))?.name)
      sink.text((change.oldParent ?? change.oldCode.parentByCode).flatMap { tree.region($0)?.name })
      sink.text(change.basis?.description)
      sink.endRow()
    }
  }
}

extension RegionHistory {
  /// The changes that led to a region or away from it, its own earlier names included, by year.
  func changes(about region: RegionCode) -> [Change] {
    var names: Set<RegionCode> = [region, current(region)]
    // The region's own earlier codes, each found through the one after it.
    for _ in changes.indices {
      let earlier = changes.filter { $0.kind.isSuccession && names.contains($0.newCode) }
      let known = names.count
      names.formUnion(earlier.map(\.oldCode))
      if names.count == known { break }
    }
    return changes.filter { names.contains($0.newCode) || names.contains($0.oldCode) }
      .enumerated().sorted { left, right in
        (year(left.element), left.offset) < (year(right.element), right.offset)
      }.map(\.element)
  }

  private func year(_ change: Change) -> Int {
    (change.kind == .established ? change.from : change.until)?.number ?? 0
  }
}
