import Markup

/// The parts of an Office document of 2007 and later: a zip archive of XML files (ISO/IEC 29500).
struct OfficeArchive {
  private let archive: ZipArchive
  private let path: String

  /// Opens an archive.
  ///
  /// - Throws: `damagedArchive` where the bytes are none or are cut off.
  init(_ bytes: [UInt8], path: String) throws(ReadingError) {
    self.path = path
    do throws(ZipArchive.Failure) {
      archive = try ZipArchive(bytes)
    } catch {
      throw Self.error(error, path)
    }
  }

  /// The root element of a part, or nil where there is none of that name.
  ///
  /// - Throws: `damagedArchive` where it cannot be unpacked, is too large or is no XML.
  func part(_ name: String) throws(ReadingError) -> MarkupElement? {
    let bytes: [UInt8]?
    do throws(ZipArchive.Failure) {
      bytes = try archive.bytes(of: name)
    } catch {
      throw Self.error(error, path)
    }
    guard let bytes else { return nil }
    do throws(MarkupDocument.Failure) {
      return try MarkupDocument.xml(bytes).root
    } catch {
      let text = error.explanation
      throw .damagedArchive(
        file: path,
        reason: LocalizedText(
          zh: "\(name)：\(text.chinese)", en: "\(name): \(text.english)"))
    }
  }

  /// A part that an Office document cannot be without.
  ///
  /// - Throws: As `part`, and `damagedArchive` where there is none of that name.
  func requiredPart(_ name: String) throws(ReadingError) -> MarkupElement {
    if let root = try part(name) { return root }
    throw .damagedArchive(
      file: path, reason: LocalizedText(zh: "缺少 \(name)", en: "it has no \(name)"))
  }

  private static func error(_ failure: ZipArchive.Failure, _ path: String) -> ReadingError {
    .damagedArchive(file: path, reason: failure.explanation)
  }
}

extension ZipArchive.Failure {
  /// What was found and how much is allowed.
  fileprivate var explanation: LocalizedText {
    switch self {
    case .damaged(let reason):
      LocalizedText(zh: "压缩包损坏：\(reason)", en: "the zip archive is damaged: \(reason)")
    case .tooLarge(let entry, let limit):
      LocalizedText(
        zh: "\(entry) 解压后超过 \(limit) 字节", en: "\(entry) unpacks to more than \(limit) bytes")
    case .tooMany(let entries, let limit):
      LocalizedText(
        zh: "压缩包里有 \(entries) 个文件，超过 \(limit) 个",
        en: "the zip archive has \(entries) entries, more than \(limit)")
    case .repeated(let entry):
      LocalizedText(
        zh: "压缩包里有几个 \(entry)，分不清以哪个为准",
        en: "the zip archive has several entries \(entry), and nothing tells which counts")
    }
  }
}
