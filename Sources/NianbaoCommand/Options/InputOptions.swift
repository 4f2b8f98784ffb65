import ArgumentParser
import Nianbao

/// What a command reads.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Report files, folders of them, or one panel file; - is standard input.",
    completion: .file())
  var paths: [String]

  @OptionGroup var regionTables: RegionOptions

  @Option(
    help: ArgumentHelp(
      "The unit of the reports read, for reports that do not say it clearly.",
      discussion: "A region code, 110118/民政局 for a department, or a name with the regions above."),
    completion: Completions.region)
  var unit: String?

  @Option(help: "The year of the reports read, for reports that do not say it clearly.")
  var year: Int?

  @Option(
    help: "A table with the columns file, unit and year, for reports that do not say them clearly.",
    completion: .file())
  var manifest: String?

  @Flag(help: "Stop where an input cannot be read, instead of going on with the others.")
  var strict = false

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Name a report file, a folder or a panel file.") }
    if let year, !(1900...2999).contains(year) {
      throw ValidationError("--year is \(year); expected a year such as 2017.")
    }
  }

  /// The importer for the region tree that the options name.
  private func importer() throws -> ReportImporter {
    let catalog = try Catalog.builtIn()
    let (tree, history) = try regionTables.treeAndHistory(catalog)
    return try ReportImporter(catalog: catalog, regions: tree, history: history)
  }

  /// What the options say of the units and years of reports.
  private func statements(_ importer: ReportImporter) throws -> SubjectStatements {
    var statements = SubjectStatements(
      unit: try unit.map { try importer.unit(named: $0) }, year: year.map { Year($0) })
    if let manifest { try statements.add(manifest: manifest) }
    return statements
  }

  /// Opens the input and says what could not be read.
  ///
  /// - Returns: The input, and the exit status once all else is done.
  func open(_ output: OutputOptions, verifiesChunks: Bool = false) async throws -> (
    input: PanelInput, status: ExitStatus
  ) {
    let importer = try importer()
    let progress = ProgressLine(language: output.language, isQuiet: output.presentation.quiet)
    let statements = try statements(importer)
    let input = try await PanelInput.open(
      paths, importer: importer, stated: statements, verifiesChunks: verifiesChunks
    ) { read, total in progress.show(read, of: total) }
    progress.clear()
    let failures = input.importResult?.failures ?? []
    for failure in failures { StandardError.write("nianbao: \(failure.message[output.language])") }
    if strict, !failures.isEmpty { throw ExitStatus.failedInput }
    for reading in input.importResult?.readings.unplaced ?? [] {
      output.say(
        LocalizedText(
          zh: "nianbao: \(reading.path)：没有认出单位或年度，未计入；请用 --unit、--year 或 --manifest 指明",
          en:
            "nianbao: \(reading.path): no unit or year was recognised, left out; state them with "
            + "--unit, --year or --manifest"))
    }
    if !output.presentation.quiet, let remarks = input.importResult?.remarks { output.say(remarks) }
    return (input, failures.isEmpty ? .done : .failedInput)
  }
}
