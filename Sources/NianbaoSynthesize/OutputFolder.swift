import Synthesis

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder that files are written to; folders on the way are made.
struct OutputFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let target = "\(path)/\(name)"
    let folder = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: target))
    } catch {
      throw SynthesisError.unwritable(path: target, reason: "\(error)")
    }
  }
}
