extension Catalog {
  /// The derived indicators of a user's file, in any encoding that reports come in.
  ///
  /// - Throws: `ReadingError` where the file cannot be read, `CatalogError` with every mistake in it.
  public func derived(path: String) throws -> [Indicator] {
    let bytes = try FileBytes(limit: 16 << 20).read(path)
    let text = try DecodedText(bytes, path: path, lineLimit: 1 << 20)
    return try DerivedFileLoader.indicators(
      file: path, text: String(decoding: text.bytes, as: UTF8.self), catalog: self)
  }
}
