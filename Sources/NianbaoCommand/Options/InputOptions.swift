import ArgumentParser
import Nianbao

/// What a command reads.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Report files, folders of them, or one panel file; - is standard input.",
    completion: .file())
  var paths: [String]

  @Option(help: "The region tree: a table of codes and names, or a folder of such tables.")
  var regions: String?

  @Flag(help: "Stop where an input cannot be read, instead of going on with the others.")
  var strict = false

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Name a report file, a folder or a panel file.") }
  }

  /// The importer for the region tree that the options name.
  func importer() throws -> ReportImporter {
    let catalog = try Catalog.builtIn()
    let tree = try regions.map { try RegionTree(path: $0) } ?? RegionTree.builtIn()
    return try ReportImporter(catalog: catalog, regions: tree)
  }

  /// Opens the input and says what could not be read.
  ///
  /// - Returns: The input, and the exit status once all else is done.
  func open(_ output: OutputOptions, verifiesChunks: Bool = false) async throws -> (
    input: PanelInput, status: ExitStatus
  ) {
    let input = try await PanelInput.open(
      paths, importer: try importer(), verifiesChunks: verifiesChunks)
    let failures = input.importResult?.failures ?? []
    for failure in failures { StandardError.write("nianbao: \(failure.message[output.language])") }
    if strict, !failures.isEmpty { throw ExitStatus.failedInput }
    for reading in input.importResult?.readings ?? [] where !reading.isPlaced {
      output.say(
        LocalizedText(
          zh: "nianbao: \(reading.file)：没有认出单位或年度，未计入；见 nianbao import",
          en:
            "nianbao: \(reading.file): no unit or year was recognised, left out; see nianbao import"
        ))
    }
    if let remarks = input.importResult?.remarks { output.say(remarks) }
    return (input, failures.isEmpty ? .done : .failedInput)
  }
}
