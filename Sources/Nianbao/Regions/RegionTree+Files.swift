extension RegionTree {
  /// A tree from the texts of tables of codes and names, comma- or tab-separated, with a heading line
  /// that has `code` and `name` among others; of several tables all regions together.
  ///
  /// - Throws: `CatalogError` with every line that has no code or name.
  public init(tables: [(file: String, text: String)]) throws(CatalogError) {
    var regions: [Region] = []
    var problems: [DataFileProblem] = []
    for table in tables {
      var columns: (code: Int, name: Int)?
      for (offset, line) in table.text.split(
        omittingEmptySubsequences: false, whereSeparator: \.isNewline
      ).enumerated() {
        if line.allSatisfy(\.isWhitespace) || line.first == "#" { continue }
        let separator: Character = line.contains("\t") ? "\t" : ","
        let cells = line.split(separator: separator, omittingEmptySubsequences: false)
          .map { $0.filter { $0 != "\"" && $0 != "\u{FEFF}" } }
        guard let (code, name) = columns else {
          guard let code = cells.firstIndex(of: "code"), let name = cells.firstIndex(of: "name")
          else {
            problems.append(
              DataFileProblem(
                file: table.file, line: offset + 1,
                message: "the heading is ‘\(line)’; expected code and name among the columns"))
            break
          }
          columns = (code, name)
          continue
        }
        guard max(code, name) < cells.count, let region = RegionCode(cells[code]),
          !cells[name].isEmpty
        else {
          problems.append(
            DataFileProblem(
              file: table.file, line: offset + 1,
              message: "‘\(line)’ has no code of 2, 4, 6, 9 or 12 digits, or no name"))
          continue
        }
        regions.append(Region(code: region, name: cells[name]))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.init(regions)
  }
}
