extension VerdictFile {
  /// The verdicts of a file.
  ///
  /// - Throws: Where the file cannot be read; mistakes in lines are kept in `mistakes`.
  public init(path: String) throws(ReadingError) {
    let bytes = try FileBytes(limit: 256 << 20).read(path)
    guard !bytes.isEmpty else {
      self.init()
      return
    }
    let text = try DecodedText(bytes, path: path, lineLimit: 1 << 20)
    self.init(file: path, text: String(decoding: text.bytes, as: UTF8.self))
  }

  /// The verdicts of a file; none where there is no such file yet.
  public init(pathIfPresent path: String) throws(ReadingError) {
    do { try self.init(path: path) } catch .notFound {
      self.init()
    } catch { throw error }
  }
}

extension Baseline {
  /// The findings of a file that `check --format json` wrote; nil where a path is something else, such
  /// as a panel file or a folder.
  ///
  /// - Throws: Where a file that looks like one is none.
  public init?(path: String) throws(ReadingError) {
    guard !PanelFile.isPanelFile(path) else { return nil }
    let bytes: [UInt8]
    do { bytes = try FileBytes(limit: FileBytes.defaultLimit).read(path) } catch .notAFile {
      return nil
    } catch { throw error }
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard path.lowercased().hasSuffix(".json") || first == UInt8(ascii: "{") else { return nil }
    try self.init(file: path, json: bytes)
  }
}
