import CatalogData
import Vectors

/// One data file of the catalogue, as it was when the binary was built.
public struct EmbeddedFile: Sendable {
  /// The path below `Sources/CatalogData`, such as `editions/2014.tsv`.
  public let path: String
  /// The file's bytes.
  public let bytes: Vector<UInt8>

  /// The file's bytes as text. O(their number).
  public var text: String { bytes.text(from: 0, to: bytes.count) }

  /// A file of a text.
  init(path: String, text: String) {
    self.init(path: path, bytes: Vector(Array(text.utf8)))
  }

  private init(path: String, bytes: Vector<UInt8>) {
    self.path = path
    self.bytes = bytes
  }

  /// All embedded files whose path starts with a folder, in their order in `embedded.c`.
  ///
  /// - Parameter folder: Such as `"rules/"`; an empty prefix selects every file.
  /// - Complexity: O(files); no file is read.
  public static func all(in folder: String) -> [EmbeddedFile] {
    var files: [EmbeddedFile] = []
    var position = 0
    // The pointers lead into constant data of the binary; this is the one place that reads them.
    while let entry = catalog_data_file_at(position)?.pointee {
      position += 1
      let path = String(cString: entry.path)
      guard path.hasPrefix(folder) else { continue }
      files.append(
        EmbeddedFile(path: path, bytes: Vector(everlasting: entry.bytes, count: entry.count)))
    }
    return files
  }

  /// The embedded file at a path, or nil where there is none.
  public static func named(_ path: String) -> EmbeddedFile? {
    all(in: path).first { $0.path == path }
  }
}

extension EmbeddedFile {
  /// The embedded file at a path.
  ///
  /// - Throws: `CatalogError` where `embedded.c` lacks it.
  static func required(_ path: String) throws(CatalogError) -> EmbeddedFile {
    guard let file = named(path) else {
      throw CatalogError(problems: [
        DataFileProblem(file: path, line: 0, message: "the file is not embedded")
      ])
    }
    return file
  }
}
