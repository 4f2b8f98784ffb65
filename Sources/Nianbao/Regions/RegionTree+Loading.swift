import Vectors

extension RegionTree {
  /// The tree that ships in the binary: the National Bureau of Statistics' codes as of 2023-06-30.
  ///
  /// - Throws: `CatalogError` where the data file has a mistake; a test reads it.
  /// - Complexity: Linear in its 44,704 regions.
  public static func builtIn() throws(CatalogError) -> RegionTree {
    let file = try EmbeddedFile.required("regions/2023.tsv")
    return try RegionTree(RegionColumns(file: file.path, file.bytes))
  }

  /// A tree from a table with the headings `code` and `name`, tab-separated, in tree order.
  init(file: String, text: String) throws(CatalogError) {
    try self.init(RegionColumns(file: file, Vector(Array(text.utf8))))
  }
}
