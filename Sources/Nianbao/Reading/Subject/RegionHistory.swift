/// Regions that are now another: renamed, raised from county to district, given another code.
public struct RegionHistory: Sendable {
  /// One change.
  public struct Change: Sendable, Hashable {
    /// The code until then.
    public let oldCode: RegionCode
    /// The name until then.
    public let oldName: String
    /// The code of the region in the tree.
    public let newCode: RegionCode
    /// The last year of the old name; nil where not known.
    public let until: Year?
  }

  /// The changes in the order of the data file.
  public let changes: [Change]

  /// The history that ships in the binary.
  ///
  /// - Throws: `CatalogError` where the data file has a mistake; a test reads it.
  public static func builtIn() throws(CatalogError) -> RegionHistory {
    try RegionHistory(file: EmbeddedFile.required("regions/renames.tsv"))
  }

  /// A history from a table with the headings `old_code`, `old_name`, `new_code` and `until`.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text, headings: ["old_code", "old_name", "new_code", "until"])
    var changes: [Change] = []
    var problems: [DataFileProblem] = []
    for row in table.rows {
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file.path, line: row.line, message: message))
      }
      guard let old = RegionCode(row["old_code"]), let new = RegionCode(row["new_code"]),
        old.level == new.level
      else {
        report(
          "the codes are ‘\(row["old_code"])’ and ‘\(row["new_code"])’; expected two codes of one "
            + "level")
        continue
      }
      guard !row["old_name"].isEmpty else {
        report("the old name is empty")
        continue
      }
      let until = Int(row["until"])
      guard until != nil || row["until"].isEmpty else {
        report("the last year is ‘\(row["until"])’; expected a year, or nothing")
        continue
      }
      changes.append(
        Change(
          oldCode: old, oldName: row["old_name"], newCode: new, until: until.map { Year($0) }))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.changes = changes
  }

  /// The code that a region has in the tree now; the code itself where nothing changed.
  ///
  /// - Complexity: O(changes).
  public func current(_ code: RegionCode) -> RegionCode {
    for change in changes where change.oldCode.contains(code) {
      let tail = code.description.dropFirst(change.oldCode.level.digits)
      if let current = RegionCode(change.newCode.description + tail) { return current }
    }
    return code
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
