#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that some paths stand for, in an order that does not depend on the file system.
///
/// A file that is named is always read. A folder stands for all files in it and below whose name
/// ends in one of `extensions`, sorted by name; hidden files and folders are passed over, and a
/// folder that is met a second time, through a symbolic link, is not walked again.
struct InputFiles {
  /// The files in order; `-` stands for standard input.
  private(set) var paths: [String] = []
  /// What could not be listed.
  private(set) var failures: [ReadingError] = []
  /// Files in folders that are passed over because of their name's end.
  private(set) var skipped: [String] = []

  /// The ends of names that are taken for reports in folders.
  static let extensions = Set(ReportFormat.byExtension.keys)
  static let listedExtensions = ".txt .html .docx .doc .xlsx .xls .pdf .csv .tsv …"

  /// A folder's identity, whatever path leads to it.
  private struct Folder: Hashable {
    let device: UInt64
    let node: UInt64
  }
  private var walked: Set<Folder> = []

  /// The files of some paths.
  ///
  /// - Complexity: Linear in the entries of the folders; depth is bounded by `depthLimit`.
  init(_ paths: [String]) {
    for path in paths {
      if path == "-" {
        self.paths.append(path)
        continue
      }
      let before = (self.paths.count, failures.count)
      add(path, isNamed: true, depth: 0)
      if self.paths.count == before.0, failures.count == before.1 {
        failures.append(.emptyFolder(folder: path))
      }
    }
  }

  private static let depthLimit = 64

  private mutating func add(_ path: String, isNamed: Bool, depth: Int) {
    var info = stat()
    guard stat(path, &info) == 0 else {
      let code = errno
      if !isNamed, code == ENOENT || code == ELOOP {
        // A link that leads nowhere or in circles inside a folder is nobody's report. What is not
        // even a link has a name of bytes that are no text, as the folder lists it.
        if lstat(path, &info) != 0, code == ENOENT { failures.append(.nameIsNoText(file: path)) }
        return
      }
      failures.append(
        code == ENOENT ? .notFound(file: path) : .refused(file: path, errno: code))
      return
    }
    switch info.st_mode & S_IFMT {
    case S_IFDIR:
      let folder = Folder(device: UInt64(info.st_dev), node: UInt64(info.st_ino))
      guard depth < Self.depthLimit, walked.insert(folder).inserted else { return }
      walk(path, depth: depth)
    case S_IFREG:
      if isNamed || Self.extensions.contains(Self.fileExtension(path)) {
        paths.append(path)
      } else {
        skipped.append(path)
      }
    default:
      if isNamed { failures.append(.notAFile(file: path)) }
    }
  }

  private mutating func walk(_ folder: String, depth: Int) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      failures.append(.refused(file: folder, errno: EACCES))
      return
    }
    for name in names.sorted(by: Self.standsBefore) where name.utf8.first != UInt8(ascii: ".") {
      add(
        folder.utf8.last == UInt8(ascii: "/") ? folder + name : "\(folder)/\(name)",
        isNamed: false, depth: depth + 1)
    }
  }

  /// Order by bytes, so that it is the same in every locale.
  private static func standsBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// The end of a file's name behind its last dot, in lower case.
  static func fileExtension(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}

extension ReadingError {
  /// The error for a system call that failed.
  static func refused(file: String, errno code: Int32) -> ReadingError {
    // The C library's text is constant data or thread-local, copied at once.
    .refused(file: file, code: code, reason: strerror(code).map { String(cString: $0) } ?? "")
  }
}
