#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of its own below the system's folder for temporary files.
struct TemporaryFolder: Sendable {
  /// The folder's path.
  let path: String
  private let file: String

  /// Makes a folder that only this user can read.
  ///
  /// - Parameter file: The file that it is made for, to be named in errors.
  init(for file: String) throws(ReadingError) {
    self.file = file
    let root = FileManager.default.temporaryDirectory.path
    path = "\(root)/nianbao-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .conversionFailed(file: file, program: path, reason: error.localizedDescription)
    }
  }

  /// Writes a file into the folder.
  ///
  /// - Returns: The file's path.
  func write(_ bytes: [UInt8], as name: String) throws(ReadingError) -> String {
    let target = "\(path)/\(name)"
    guard FileManager.default.createFile(atPath: target, contents: Data(bytes)) else {
      throw .conversionFailed(file: file, program: target, reason: "cannot be written")
    }
    return target
  }

  /// Removes the folder with all that is in it.
  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
