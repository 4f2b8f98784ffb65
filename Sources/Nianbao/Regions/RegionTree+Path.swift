extension RegionTree {
  /// The tree of a table of codes and names, or of all tables in a folder.
  ///
  /// - Throws: `ReadingError` where a file cannot be read, `CatalogError` where it is no such table.
  public init(path: String) throws {
    let files = InputFiles([path])
    if let failure = files.failures.first { throw failure }
    var tables: [(file: String, text: String)] = []
    for file in files.paths {
      let bytes = try FileBytes(limit: 64 << 20).read(file)
      let text = try DecodedText(bytes, path: file, lineLimit: 1 << 20)
      tables.append((file, String(decoding: text.bytes, as: UTF8.self)))
    }
    try self.init(tables: tables)
  }
}
