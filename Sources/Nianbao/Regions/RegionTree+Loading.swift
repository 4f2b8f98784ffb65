extension RegionTree {
  /// The tree that ships in the binary: the National Bureau of Statistics' codes as of 2023-06-30.
  ///
  /// - Throws: `CatalogError` where the data file has a mistake; a test reads it.
  /// - Complexity: Linear in its 44,704 regions.
  public static func builtIn() throws(CatalogError) -> RegionTree {
    let file = try EmbeddedFile.required("regions/2023.tsv")
    return try RegionTree(file: file.path, text: file.text)
  }

  /// A tree from a table with the headings `code` and `name`, tab-separated, in tree order.
  init(file: String, text: String) throws(CatalogError) {
    var regions: [Region] = []
    var problems: [DataFileProblem] = []
    var line = 0
    for content in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      line += 1
      if line == 1 || content.isEmpty || content.first == UInt8(ascii: "#") { continue }
      guard let tab = content.firstIndex(of: UInt8(ascii: "\t")),
        let code = RegionCode(Substring(content[..<tab])),
        let name = String(content[content.index(after: tab)...]), !name.isEmpty
      else {
        problems.append(
          DataFileProblem(
            file: file, line: line, message: "expected a code of 2, 4, 6 or 9 digits, a tab, a name"
          ))
        continue
      }
      if let last = regions.last, !(last.code < code) {
        problems.append(
          DataFileProblem(
            file: file, line: line, message: "‘\(code)’ does not stand after ‘\(last.code)’"))
        continue
      }
      regions.append(Region(code: code, name: name))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.init(sorted: regions)
  }
}
