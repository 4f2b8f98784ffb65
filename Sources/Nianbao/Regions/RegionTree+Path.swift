extension RegionTree {
  /// The tree of a table of codes and names, or of all tables in a folder, under the headings `code`
  /// and `name`; of two regions with one code the later counts.
  ///
  /// - Throws: `ReadingError` where a file cannot be read or is no such table, `UserTableError` with
  ///   every line that has no code or name.
  public init(path: String) throws {
    let files = InputFiles([path])
    if let failure = files.failures.first { throw failure }
    var regions: [Region] = []
    var mistakes: [ReadingError] = []
    for file in files.paths {
      let table = try UserTable(path: file, columns: [.init("code", "代码"), .init("name", "名称")])
      for row in table.rows {
        guard let code = RegionCode(row["code"]) else {
          mistakes.append(
            row.mistake(
              "code",
              expected: LocalizedText(
                zh: "2、4、6、9 或 12 位区划代码", en: "a region code of 2, 4, 6, 9 or 12 digits")))
          continue
        }
        guard !row["name"].isEmpty else {
          mistakes.append(
            row.mistake("name", expected: LocalizedText(zh: "名称", en: "a name")))
          continue
        }
        regions.append(Region(code: code, name: row["name"]))
      }
    }
    guard mistakes.isEmpty else { throw UserTableError(mistakes: mistakes) }
    self.init(regions)
  }
}
