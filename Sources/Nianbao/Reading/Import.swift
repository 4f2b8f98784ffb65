/// Reads report files and exported panels into one panel.
///
/// Files are read in parallel, a bounded number at a time; the result depends on the order of the
/// paths alone.
public struct ReportImporter: Sendable {
  /// Bounds of what is read.
  public struct Options: Sendable, Hashable {
    /// The bytes above which a file is refused; exported panels in UTF-8 are read piece by piece, and may
    /// have any size.
    public var byteLimit: Int
    /// The bytes above which a line is no report's, and its file is refused.
    public var lineLimit: Int
    /// The number of files that are read at once, at least one.
    public var taskLimit: Int

    /// Bounds: half a gibibyte a file, four mebibytes a line, four files at once.
    public init(byteLimit: Int = 512 << 20, lineLimit: Int = 4 << 20, taskLimit: Int = 4) {
      self.byteLimit = byteLimit
      self.lineLimit = lineLimit
      self.taskLimit = taskLimit
    }
  }

  /// What the columns mean.
  public let catalog: Catalog
  /// The regions that units lie in, those of the past among them.
  public let regions: RegionTree
  /// The bounds.
  public let options: Options
  private let lazyReader: LazyReportReader
  private var reader: ReportReader { lazyReader.reader }

  /// An importer.
  ///
  /// - Parameter history: The names and codes of the past; nil for those that ship in the binary.
  /// - Throws: `CatalogError` where a data file of the vocabulary has a mistake; a test reads them.
  public init(
    catalog: Catalog, regions: RegionTree, history: RegionHistory? = nil,
    options: Options = Options()
  ) throws(CatalogError) {
    self.catalog = catalog
    self.options = options
    let past: RegionHistory
    if let history { past = history } else { past = try .builtIn() }
    self.regions = regions.adding(past)
    lazyReader = LazyReportReader(
      catalog: catalog, regions: self.regions, history: self.regions.history)
  }

  /// Reads files and folders; `-` stands for standard input.
  ///
  /// What cannot be read is told in the result's failures, and the others are still read.
  ///
  /// - Parameters:
  ///   - stated: What a person says of the units and years of the reports.
  ///   - progress: Is told after each file how many of how many are read.
  /// - Complexity: Linear in the bytes.
  public func importReports(
    _ paths: [String], stated: SubjectStatements = SubjectStatements(),
    progress: (@Sendable (_ read: Int, _ of: Int) -> Void)? = nil
  ) async -> ImportResult {
    let files = InputFiles(paths)
    let (statements, unclear) = stated.resolved(for: files.paths, by: reader.subjects)
    let outcomes = await readAll(files.paths, statements, progress)
    var failures = unclear + files.failures
    var contents: [Content] = []
    for outcome in outcomes {
      switch outcome {
      case .failure(let error): failures.append(error)
      case .success(let file):
        failures += file.failures
        contents += file.contents.map { Content($0, file.format, file.encoding) }
      }
    }
    settleAcrossYears(&contents)
    var builder = PanelBuilder(catalog: catalog, regions: regions)
    var summaries = ReadingSummaries()
    for content in contents {
      switch content.reports {
      case .report(let reading):
        summaries.append(
          ReadingSummary(
            reading, format: content.format, encoding: content.encoding, catalog: catalog,
            isPlaced: builder.add(reading) == .kept))
      case .batch(let batch):
        builder.add(batch)
        summaries.append(
          batch, catalog: catalog, encoding: content.encoding, format: content.format)
      }
    }
    let (panel, superseded) = builder.build()
    for duplicate in superseded {
      let (kept, dropped) = duplicate.notes(catalog)
      summaries.supersede(
        duplicate.position, note: dropped, by: duplicate.winnerPosition, note: kept)
    }
    return ImportResult(
      panel: panel, readings: summaries, failures: failures, superseded: superseded,
      skipped: files.skipped)
  }

  /// Reports and what they were read from.
  private struct Content {
    var reports: ReportReader.FileReading.Content
    let format: ReportFormat
    let encoding: TextEncoding?

    init(
      _ reports: ReportReader.FileReading.Content, _ format: ReportFormat,
      _ encoding: TextEncoding?
    ) {
      self.reports = reports
      self.format = format
      self.encoding = encoding
    }
  }

  /// Cuts what the years beside a report settle of its flattened tables. Reports of exported panels,
  /// which may be those of the years beside, are then taken one by one.
  private func settleAcrossYears(_ contents: inout [Content]) {
    let isOpen = contents.contains { content in
      if case .report(let reading) = content.reports { return reading.flattened != nil }
      return false
    }
    guard isOpen else { return }
    contents = contents.flatMap { content -> [Content] in
      guard case .batch(let batch) = content.reports else { return [content] }
      return batch.readings.map { Content(.report($0), content.format, content.encoding) }
    }
    var readings = contents.compactMap { content -> ReportReading? in
      guard case .report(let reading) = content.reports else { return nil }
      return reading
    }
    reader.settleAcrossYears(&readings)
    for (position, reading) in readings.enumerated() {
      contents[position].reports = .report(reading)
    }
  }

  /// Reads one file.
  ///
  /// - Throws: Where nothing of the file can be read.
  /// - Returns: The reports in it: one, or all of an exported panel.
  public func readings(ofFile path: String) async throws(ReadingError) -> [ReportReading] {
    try await read(path, ResolvedStatements()).readings
  }

  /// The unit that a person names: by region code, by `110118/民政局` for a department, or by name
  /// with the regions above it as far as they are needed. A name that no region has is kept as it is.
  ///
  /// - Throws: Where several units have the name, or no region the code.
  public func unit(named name: String) throws(UnitNameMistake) -> Unit {
    try reader.subjects.unit(named: name)
  }

  private typealias Outcome = Result<ReportReader.FileReading, ReadingError>

  private func read(_ path: String, _ stated: ResolvedStatements) async throws(ReadingError)
    -> ReportReader.FileReading
  {
    if path != "-", let panel = try reader.readPanel(path: path, lineLimit: options.lineLimit) {
      return panel
    }
    let source = try await bytes(of: path)
    var file = try reader.read(
      source.bytes, path: path, lineLimit: options.lineLimit, format: source.format, stated: stated)
    file.format = source.original
    return file
  }

  /// The bytes of a file in a format that is read directly.
  private struct Readable {
    let bytes: [UInt8]
    let format: ReportFormat
    /// The format before it was converted.
    let original: ReportFormat
  }

  private func bytes(of path: String) async throws(ReadingError) -> Readable {
    let bytes = try FileBytes(limit: options.byteLimit).read(path)
    let format = ReportFormat(bytes, path: path)
    switch format {
    case .text, .html, .docx, .xlsx: return Readable(bytes: bytes, format: format, original: format)
    case .pdf, .doc, .office:
      switch try await ConverterProgram().convert(bytes, from: format, path: path) {
      case .text(let text): return Readable(bytes: text, format: .text, original: format)
      case .file(let converted, let readable):
        return Readable(bytes: converted, format: readable, original: format)
      }
    }
  }

  /// The outcome of each path, in their order.
  private func readAll(
    _ paths: [String], _ stated: ResolvedStatements, _ progress: (@Sendable (Int, Int) -> Void)?
  ) async -> [Outcome] {
    await withTaskGroup(of: NumberedOutcome.self) { group in
      var waiting = paths.indices
      var outcomes: [NumberedOutcome] = []
      outcomes.reserveCapacity(paths.count)
      for position in waiting.prefix(max(1, options.taskLimit)) {
        group.addTask { await outcome(position, paths[position], stated) }
      }
      waiting = waiting.dropFirst(max(1, options.taskLimit))
      for await finished in group {
        outcomes.append(finished)
        progress?(outcomes.count, paths.count)
        if let position = waiting.popFirst() {
          group.addTask { await outcome(position, paths[position], stated) }
        }
      }
      return outcomes.sorted { $0.position < $1.position }.map(\.outcome)
    }
  }

  /// The outcome of one path, by its position.
  private struct NumberedOutcome: Sendable {
    let position: Int
    let outcome: Outcome
  }

  private func outcome(_ position: Int, _ path: String, _ stated: ResolvedStatements) async
    -> NumberedOutcome
  {
    do throws(ReadingError) {
      return NumberedOutcome(position: position, outcome: .success(try await read(path, stated)))
    } catch {
      return NumberedOutcome(position: position, outcome: .failure(error))
    }
  }

  /// The most bytes of text that are looked at as a report's tables.
  private static let mostBytesOfReport = 1 << 20

  /// The printed rows of a file, for `SourceText`.
  func printedRows(ofFile path: String) throws(ReadingError) -> PrintedRowTexts {
    let bytes = try FileBytes(limit: options.byteLimit).read(path)
    let format = ReportFormat(bytes, path: path)
    // No report is that long: it is an exported panel, whose records are looked up line by line.
    if format == .text, bytes.count > Self.mostBytesOfReport {
      return PrintedRowTexts(
        lines: try DecodedText(bytes, path: path, lineLimit: options.lineLimit).bytes)
    }
    var rows = PrintedRowTexts()
    let document = try reader.document(
      bytes, path: path, format: format, lineLimit: options.lineLimit)
    for row in reader.printedTables(document).rows { rows.add(row) }
    for case .table(let table) in document.blocks {
      for row in table { rows.add(row) }
    }
    // Exported panels have one record a line: the line itself is the evidence.
    if rows.isEmpty, format == .text {
      let text = try DecodedText(bytes, path: path, lineLimit: options.lineLimit)
      for line in TextLines(text.bytes) where line.range.count <= PrintedRowTexts.mostBytesOfLine {
        rows.add(
          String(decoding: text.bytes[line.range], as: UTF8.self), at: .line(line.number))
      }
    }
    return rows
  }
}
