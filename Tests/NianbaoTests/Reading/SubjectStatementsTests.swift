import Testing

@testable import Nianbao

/// Units and years that a person states, by option or by manifest.
@Suite struct SubjectStatementsTests {
  let fixtures: ReadingFixtures
  let importer: ReportImporter
  let folder: ScratchFolder

  init() throws {
    fixtures = try ReadingFixtures.shared.get()
    importer = fixtures.importer
    folder = try ScratchFolder()
    let unclear = SmallReport.published(RecognitionTests.rows)
      .replacing("北京市密云区古北口镇", with: "城关镇").replacing("古北口镇", with: "城关镇")
    try folder.write(unclear, to: "a/1.txt")
    try folder.write(unclear, to: "b/1.txt")
    try folder.write(SmallReport.published(RecognitionTests.rows), to: "b/2.txt")
  }

  private func read(_ manifest: String, name: String = "units.csv") async throws -> ImportResult {
    var statements = SubjectStatements()
    try statements.add(manifest: folder.write(manifest, to: "lists/\(name)"))
    return await importer.importReports(
      ["\(folder.path)/a", "\(folder.path)/b"], stated: statements)
  }

  @Test(arguments: [
    ("110118111", "110118111"), ("110228111", "110118111"), ("北京市密云区古北口镇", "110118111"),
    ("密云县古北口镇", "110118111"), ("北京市/密云区/古北口镇", "110118111"),
    ("110118/民政局", "110118/民政局"), ("北京市密云区民政局", "110118/民政局"), ("平潭综合实验区", ""),
  ]) func aUnitIsNamedByCodeOrPath(text: String, code: String) throws {
    #expect(try importer.unit(named: text).code == code)
  }

  @Test(arguments: ["城关镇", "999999", "1101181", "999999/民政局"])
  func anUnclearUnitIsAMistake(text: String) {
    #expect(throws: UnitNameMistake.self) { try importer.unit(named: text) }
  }

  @Test func anUnclearReportAsksAndIsSettledByItsManifest() async throws {
    let unclear = await importer.importReports(["\(folder.path)/a"])
    #expect(unclear.readings.map(\.needsStatement) == [true])
    let asked = ManifestTable(unclear).render(
      as: .csv, language: .chinese, to: ByteBuffer())
    let lines = String(decoding: asked.pending, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && lines[1].contains("城关镇") && lines[1].contains(",2017,"))
    // The table is filled in and handed back.
    let answer = lines[1].replacing(",,2017,", with: ",河北省正定县正定镇,2015,")
    let settled = try await read("\(lines[0])\n\(answer)\n")
    #expect(settled.failures.isEmpty)
    #expect(settled.readings[0].candidates.map(\.code) == ["130123100"])
    #expect(settled.readings[0].year == 2015)
    #expect(settled.readings[1].needsStatement)
  }

  @Test(arguments: ["units.csv", "单位.tsv"]) func filesAreNamedByTheEndsOfTheirPaths(
    name: String
  ) async throws {
    let tab = name.hasSuffix("tsv")
    let text = "文件,单位,年度\nb/1.txt,110118108,2016\n../a/1.txt,110118102,\n2.txt,,2014\n"
    let result = try await read(tab ? text.replacing(",", with: "\t") : text, name: name)
    // A path with `..` is none of those read, for paths are compared by their names alone.
    #expect(result.failures.count == 1 && result.failures[0].line == 3)
    #expect(result.readings.map { $0.candidates.count == 1 } == [false, true, true])
    #expect(result.readings.map(\.year) == [2017, 2016, 2014])
    #expect(result.readings[1].notes.contains { $0.kind == .contradiction })
  }

  @Test func whatAManifestCannotSettleIsToldWithItsLine() async throws {
    let result = try await read(
      "file,unit,year\n1.txt,110118108,\nc/9.txt,110118108,\nb/2.txt,城关镇,\nb/1.txt,110118111,\n")
    #expect(result.failures.map(\.line) == [2, 3, 4])
    #expect(result.failures[0].message.english.contains("2 files end"))
    #expect(result.readings[1].candidates.map(\.code) == ["110118111"])
  }

  @Test func aManifestWithMistakesIsRefusedWithAllOfThem() throws {
    var statements = SubjectStatements()
    let path = try folder.write("file,unit,year\na,,20\n,x,2017\n", to: "m.csv")
    let error = #expect(throws: UserTableError.self) { try statements.add(manifest: path) }
    #expect(error?.mistakes.map(\.line) == [2, 3])
    let other = try folder.write("name,unit\n", to: "n.csv")
    #expect(throws: ReadingError.missingHeading(file: other, line: 1, expected: ["file", "文件"])) {
      try statements.add(manifest: other)
    }
  }

  @Test func aStatementHoldsForAllFilesUnlessTheManifestSaysOtherwise() async throws {
    var statements = SubjectStatements(unit: try importer.unit(named: "110118108"), year: 2012)
    let manifest = try folder.write("file,year\nb/1.txt,2013\n", to: "years.csv")
    try statements.add(manifest: manifest)
    let result = await importer.importReports(
      ["\(folder.path)/a", "\(folder.path)/b"], stated: statements)
    #expect(
      result.readings.map { $0.candidates.map(\.code) } == Array(repeating: ["110118108"], count: 3)
    )
    #expect(result.readings.map(\.year) == [2012, 2013, 2012])
  }
}
