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
      throw .damagedArchive(file: path, reason: "\(name): \(error)")
    }
  }

  private static func error(_ failure: ZipArchive.Failure, _ path: String) -> ReadingError {
    switch failure {
    case .damaged(let reason): .damagedArchive(file: path, reason: reason)
    case .tooLarge(let entry, let limit):
      .damagedArchive(file: path, reason: "\(entry) unpacks to more than \(limit) bytes")
    case .tooMany(let entries, let limit):
      .damagedArchive(file: path, reason: "\(entries) entries, more than \(limit)")
    }
  }
}
