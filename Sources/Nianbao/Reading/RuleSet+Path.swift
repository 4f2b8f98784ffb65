extension RuleSet {
  /// This set with the rules of a file.
  ///
  /// - Throws: `ReadingError` where the file cannot be read, `CatalogError` with its mistakes.
  public func adding(path: String) throws -> RuleSet {
    let bytes = try FileBytes(limit: 16 << 20).read(path)
    let text = try DecodedText(bytes, path: path, lineLimit: 1 << 20)
    return try adding(file: path, text: String(decoding: text.bytes, as: UTF8.self))
  }
}
