import Vectors

/// Why a panel file was not opened or not written.
public enum PanelFileError: DescribedError, Sendable, Equatable {
  /// The system refused: the reason is its own.
  case system(path: String, reason: String)
  /// Another process changes the file.
  case busy(path: String)
  /// The file does not begin as a panel file does.
  case noPanelFile(path: String)
  /// A newer program wrote it.
  case newerVersion(path: String, version: UInt64)
  /// The file is shorter or longer than it says.
  case cutOff(path: String, expected: UInt64, found: Int)
  /// A part of it does not have the bytes that were written.
  case damaged(path: String, part: String)

  /// What happened and what to do.
  public var message: LocalizedText {
    switch self {
    case .system(let path, let reason):
      LocalizedText(
        zh: "无法使用面板文件“\(path)”：\(reason)", en: "cannot use panel file ‘\(path)’: \(reason)")
    case .busy(let path):
      LocalizedText(
        zh: "面板文件“\(path)”正被另一个程序修改；请等它结束后再试",
        en: "another program is changing panel file ‘\(path)’; try again when it is done")
    case .noPanelFile(let path):
      LocalizedText(
        zh: "“\(path)”不是面板文件；请用 nianbao import 生成",
        en: "‘\(path)’ is not a panel file; nianbao import makes one")
    case .newerVersion(let path, let version):
      LocalizedText(
        zh: "面板文件“\(path)”是版本 \(version)，本程序只认识到版本 \(PanelFile.version)；请升级 nianbao",
        en: "panel file ‘\(path)’ has version \(version), this program knows up to "
          + "\(PanelFile.version); use a newer nianbao")
    case .cutOff(let path, let expected, let found):
      LocalizedText(
        zh: "面板文件“\(path)”应有 \(expected) 字节，实有 \(found) 字节；请重新复制或重新导入",
        en: "panel file ‘\(path)’ should have \(expected) bytes and has \(found); copy it again or "
          + "import anew")
    case .damaged(let path, let part):
      LocalizedText(
        zh: "面板文件“\(path)”已损坏（\(part)）；请重新复制或重新导入",
        en: "panel file ‘\(path)’ is damaged (\(part)); copy it again or import anew")
    }
  }
}

extension PanelFileError {
  /// Why the system refused.
  init(_ failure: MappedFile.Failure, path: String) {
    self = failure.isBusy ? .busy(path: path) : .system(path: path, reason: failure.reason)
  }
}
