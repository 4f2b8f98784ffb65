import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A briefing as a folder of files: the page, its tables as CSV for programs and as one workbook for
/// people, the document to edit, and what goes back to the units.
public struct BriefingFolder {
  private let briefing: Briefing
  private let texts: BriefingTexts
  private let path: String

  /// A folder to write a briefing into; it is made where it is not there.
  ///
  /// - Throws: `CatalogError` for a mistake of the data files.
  public init(_ briefing: Briefing, path: String, language: Language) throws(CatalogError) {
    self.briefing = briefing
    self.path = path
    texts = try BriefingTexts.builtIn(language)
  }

  private var language: Language { texts.language }

  /// Writes the page, the tables, the workbook and the document.
  ///
  /// - Returns: The paths written, the page first.
  /// - Throws: `OutputDestination.Failure` where a file cannot be written.
  public func write() throws -> [String] {
    try makeFolder(path)
    var paths = ["\(path)/briefing.html"]
    try OutputDestination(path: paths[0]).write { buffer in
      var page = MarkupWriter(buffer)
      try BriefingPage(briefing: briefing, texts: texts).write(to: &page)
      return page.output
    }
    let tables = BriefingTables(briefing: briefing, texts: texts)
    // What only adds up the others is for people.
    for table in tables.all where table != .units {
      let file = "\(path)/\(table.rawValue).csv"
      try OutputDestination(path: file).write {
        tables.tidy(table).render(
          as: .csv, language: language, withByteOrderMark: true, to: $0)
      }
      paths.append(file)
    }
    let workbook = "\(path)/briefing.xlsx"
    try OutputDestination(path: workbook).write(
      BriefingWorkbook(briefing: briefing, texts: texts).write)
    let document = "\(path)/briefing.docx"
    try OutputDestination(path: document).write {
      $0.appending(try BriefingDocument(briefing: briefing, texts: texts).bytes())
    }
    return paths + [workbook, document]
  }

  /// Writes what goes back to the units: a page for each with something to put right, and one that
  /// leads to them.
  ///
  /// - Returns: The paths written, the one that leads to the others first.
  /// - Throws: `OutputDestination.Failure` where a file cannot be written.
  public func writeReturns() throws -> [String] {
    let folder = "\(path)/returns"
    try makeFolder(path)
    try makeFolder(folder)
    let list = ReturnList(report: briefing.findings, texts: texts)
    let sheets = list.sheets
    var paths = ["\(folder)/index.html"]
    try OutputDestination(path: paths[0]).write { try list.writeIndex(sheets, to: $0) }
    for sheet in sheets {
      let file = "\(folder)/\(list.fileName(of: sheet))"
      try OutputDestination(path: file).write { try list.write(sheet, to: $0) }
      paths.append(file)
    }
    return paths
  }

  private func makeFolder(_ path: String) throws {
    let made = path.split(separator: "/", omittingEmptySubsequences: false).indices.map { end in
      path.split(separator: "/", omittingEmptySubsequences: false)[...end].joined(separator: "/")
    }
    for part in made where !part.isEmpty {
      guard mkdir(part, 0o755) == 0 || errno == EEXIST else {
        throw OutputDestination.Failure(path: part, reason: Errno(rawValue: errno).description)
      }
    }
  }
}
