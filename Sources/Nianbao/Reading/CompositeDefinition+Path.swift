extension CompositeDefinition {
  /// The definition in a file of weights.
  ///
  /// - Throws: `ReadingError` where the file cannot be read, `CatalogError` with its mistakes.
  public init(path: String, catalog: Catalog) throws {
    let bytes = try FileBytes(limit: 16 << 20).read(path)
    let text = try DecodedText(bytes, path: path, lineLimit: 1 << 20)
    try self.init(
      file: path, text: String(decoding: text.bytes, as: UTF8.self), catalog: catalog)
  }
}
