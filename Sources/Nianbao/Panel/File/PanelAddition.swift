/// What came of putting a panel's reports into a panel file.
public struct PanelAddition: Sendable {
  /// The file.
  public let path: String
  /// How many reports were put into it.
  public let reportCount: Int
  /// How many of its own they replaced.
  public let replacedCount: Int
  /// How many units it did not have before.
  public let newUnitCount: Int
  /// How the file was changed; nil where there was none and it was made.
  public let update: PanelFile.Update?

  /// Puts the reports of a panel into a file: those of a unit and year that it has already replace its
  /// own. Where there is no file it is made.
  ///
  /// - Throws: `PanelFileError` where the file is none, is damaged, cannot be written, or another process
  ///   changes it; it is as it was then.
  public init(_ panel: Panel, into path: String) throws(PanelFileError) {
    self.path = path
    reportCount = panel.reports.count
    guard PanelFile.exists(path) else {
      try PanelFile.write(panel, to: path)
      replacedCount = 0
      newUnitCount = panel.units.count
      update = nil
      return
    }
    let file = try PanelUpdate(path: path)
    let before = try file.panel(catalog: panel.catalog, regions: panel.regions)
    let merged = before.merging(panel)
    replacedCount = merged.replaced
    newUnitCount = merged.panel.units.count - before.units.count
    update = try file.write(merged.panel)
  }

  /// What happened, for the person who waits for it.
  public var summary: LocalizedText {
    let (zh, en): (String, String) =
      switch update {
      case .appended(let bytes):
        ("追加 \(bytes) 字节", "\(bytes) bytes appended")
      case .rewritten: ("文件整体重写", "the file was written anew")
      case nil: ("新建文件", "the file was made")
      }
    return LocalizedText(
      zh: "\(path)：新增报告 \(reportCount - replacedCount) 份，替换 \(replacedCount) 份，"
        + "新单位 \(newUnitCount) 个；\(zh)",
      en: "\(path): \(reportCount - replacedCount) reports added, \(replacedCount) replaced, "
        + "\(newUnitCount) new units; \(en)")
  }
}
