/// Turns files that are not read directly into ones that are, through programs of the system:
/// `pdftotext` for PDF, LibreOffice or `antiword` for older Word files, LibreOffice for the rest.
struct ConverterProgram: Sendable {
  /// The bytes of converted output above which a conversion is given up.
  let outputLimit: Int
  /// The seconds after which a conversion is given up.
  let secondLimit: Int

  init(outputLimit: Int = 64 << 20, secondLimit: Int = 120) {
    self.outputLimit = outputLimit
    self.secondLimit = secondLimit
  }

  /// What a conversion made.
  enum Converted: Sendable {
    /// Text in UTF-8, laid out as on paper.
    case text([UInt8])
    /// A file of another format.
    case file([UInt8], ReportFormat)
  }

  /// Converts a file.
  ///
  /// - Throws: `converterMissing` where none of the programs is installed, `conversionFailed` with
  ///   what the program said.
  func convert(_ bytes: [UInt8], from format: ReportFormat, path: String) async throws(ReadingError)
    -> Converted
  {
    let folder = try TemporaryFolder(for: path)
    defer { folder.remove() }
    switch format {
    case .pdf:
      let source = try folder.write(bytes, as: "report.pdf")
      let text = try await output(
        of: "pdftotext", ["-layout", "-enc", "UTF-8", source, "-"], package: "poppler-utils", path)
      return .text(PaginatedText.withoutPageNumbers(text))
    case .doc:
      let source = try folder.write(bytes, as: "report.doc")
      // LibreOffice keeps merged cells; antiword is small, and loses tables that have them.
      if await officeProgram() == nil, await isInstalled("antiword") {
        let book = try await output(
          of: "antiword", ["-x", "db", source], package: "antiword", path)
        return .file(DocBookPage.page(of: book), .html)
      }
      return try await office(source, to: .docx, folder, path, package: "antiword")
    default:
      let named = InputFiles.fileExtension(path)
      let isSheet = ["xls", "et", "ods"].contains(named)
      let source = try folder.write(bytes, as: "report.\(named.isEmpty ? "doc" : named)")
      return try await office(
        source, to: isSheet ? .xlsx : .docx, folder, path, package: "libreoffice")
    }
  }

  private func office(
    _ source: String, to format: ReportFormat, _ folder: TemporaryFolder, _ path: String,
    package: String
  ) async throws(ReadingError) -> Converted {
    let program = await officeProgram() ?? "libreoffice"
    // A profile of its own, so that a LibreOffice that is open on the desktop does not matter.
    _ = try await output(
      of: program,
      [
        "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
        format.rawValue, "--outdir", "\(folder.path)/out", source,
      ], package: package, path)
    let made = "\(folder.path)/out/report.\(format.rawValue)"
    guard let bytes = try? FileBytes(limit: outputLimit).read(made) else {
      throw .conversionFailed(file: path, program: program, reason: "no output")
    }
    return .file(bytes, format)
  }

  /// The name that LibreOffice is installed under; nil where it is not.
  private func officeProgram() async -> String? {
    for name in ["soffice", "libreoffice"] where await isInstalled(name) { return name }
    return nil
  }

  private func isInstalled(_ program: String) async -> Bool {
    await ExternalProgram(program, package: "").isInstalled
  }

  /// What a program writes to its standard output, up to the limits of bytes and seconds.
  func output(
    of program: String, _ arguments: [String], package: String, _ path: String
  ) async throws(ReadingError) -> [UInt8] {
    do {
      return try await ExternalProgram(
        program, package: package, outputLimit: outputLimit, secondLimit: secondLimit
      ).output(arguments)
    } catch {
      switch error {
      case .missing: throw .converterMissing(file: path, program: program, package: package)
      case .failed(let reason):
        throw .conversionFailed(file: path, program: program, reason: reason)
      }
    }
  }
}
