/// What a command works on: a panel, whether opened from its file or read from reports.
public struct PanelInput: Sendable {
  /// The panel.
  public let panel: Panel
  /// The account of the reading; nil where a panel file was opened.
  public let importResult: ImportResult?
  /// Quotes printed rows as evidence.
  public let source: SourceText

  /// Why there is no panel.
  public enum Failure: DescribedError {
    /// A panel file stands among other paths.
    case panelFileAmongOthers(path: String)
    /// The panel file is not one, or is damaged.
    case panelFile(PanelFileError)

    /// What happened and what to do.
    public var message: LocalizedText {
      switch self {
      case .panelFile(let error): error.message
      case .panelFileAmongOthers(let path):
        LocalizedText(
          zh: "面板文件“\(path)”不能与其他文件一起给出；请单独使用，或从报告文件重新导入",
          en:
            "panel file ‘\(path)’ stands among other paths; use it alone, or import all reports anew"
        )
      }
    }
  }

  /// Opens a panel file, or reads report files and folders.
  ///
  /// - Parameters:
  ///   - stated: What a person says of the units and years of reports.
  ///   - progress: Is told after each report file how many of how many are read.
  /// - Throws: `Failure` for panel files; what is wrong with reports is in the account.
  public static func open(
    _ paths: [String], importer: ReportImporter, stated: SubjectStatements = SubjectStatements(),
    verifiesChunks: Bool = false, progress: (@Sendable (_ read: Int, _ of: Int) -> Void)? = nil
  ) async throws(Failure) -> PanelInput {
    let source = SourceText(importer: importer)
    if let path = paths.first(where: { PanelFile.isPanelFile($0) || $0.hasSuffix(".nbp") }) {
      guard paths.count == 1 else { throw .panelFileAmongOthers(path: path) }
      let panel: Panel
      do {
        panel = try PanelFile.open(
          path, catalog: importer.catalog, regions: importer.regions,
          verifiesChunks: verifiesChunks)
      } catch {
        throw .panelFile(error)
      }
      return PanelInput(panel: panel, importResult: nil, source: source)
    }
    let result = await importer.importReports(paths, stated: stated, progress: progress)
    return PanelInput(panel: result.panel, importResult: result, source: source)
  }
}
