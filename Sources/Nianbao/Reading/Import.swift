/// Reads report files and exported panels into one panel.
///
/// Files are read in parallel, a bounded number at a time; the result depends on the order of the
/// paths alone.
public struct ReportImporter: Sendable {
  /// Bounds of what is read.
  public struct Options: Sendable, Hashable {
    /// The bytes above which a file is refused.
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
  /// The regions that units lie in.
  public let regions: RegionTree
  /// The bounds.
  public let options: Options
  private let reader: ReportReader

  /// An importer.
  ///
  /// - Parameter history: The names and codes of the past; nil for those that ship in the binary.
  /// - Throws: `CatalogError` where a data file of the vocabulary has a mistake; a test reads them.
  public init(
    catalog: Catalog, regions: RegionTree, history: RegionHistory? = nil,
    options: Options = Options()
  ) throws(CatalogError) {
    self.catalog = catalog
    self.regions = regions
    self.options = options
    let past: RegionHistory
    if let history { past = history } else { past = try .builtIn() }
    reader = try ReportReader(catalog: catalog, regions: regions, history: past)
  }

  /// Reads files and folders; `-` stands for standard input.
  ///
  /// What cannot be read is told in the result's failures, and the others are still read.
  ///
  /// - Complexity: Linear in the bytes.
  public func importReports(_ paths: [String]) async -> ImportResult {
    let files = InputFiles(paths)
    let outcomes = await readAll(files.paths)
    var builder = PanelBuilder(catalog: catalog, regions: regions)
    var summaries: [ReadingSummary] = []
    var failures = files.failures
    for outcome in outcomes {
      switch outcome {
      case .failure(let error): failures.append(error)
      case .success(let file):
        failures += file.failures
        for reading in file.readings {
          summaries.append(
            ReadingSummary(
              reading, encoding: file.encoding, catalog: catalog,
              isPlaced: builder.add(reading) == .kept))
        }
      }
    }
    let (panel, superseded) = builder.build()
    return ImportResult(
      panel: panel, readings: summaries, failures: failures, superseded: superseded,
      skipped: files.skipped)
  }

  /// Reads one file.
  ///
  /// - Throws: Where nothing of the file can be read.
  /// - Returns: The reports in it: one, or all of an exported panel.
  public func readings(ofFile path: String) async throws(ReadingError) -> [ReportReading] {
    try await read(path).readings
  }

  private typealias Outcome = Result<ReportReader.FileReading, ReadingError>

  private func read(_ path: String) async throws(ReadingError) -> ReportReader.FileReading {
    let (bytes, format) = try await bytes(of: path)
    return try reader.read(bytes, path: path, lineLimit: options.lineLimit, format: format)
  }

  /// The bytes of a file in a format that is read directly.
  private func bytes(of path: String) async throws(ReadingError) -> ([UInt8], ReportFormat) {
    let bytes = try FileBytes(limit: options.byteLimit).read(path)
    let format = ReportFormat(bytes, path: path)
    switch format {
    case .text, .html, .docx, .xlsx: return (bytes, format)
    case .pdf, .doc, .office:
      switch try await ConverterProgram().convert(bytes, from: format, path: path) {
      case .text(let text): return (text, .text)
      case .file(let converted, let format): return (converted, format)
      }
    }
  }

  /// The outcome of each path, in their order.
  private func readAll(_ paths: [String]) async -> [Outcome] {
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var outcomes = [Outcome?](repeating: nil, count: paths.count)
      var started = 0
      func start(in group: inout TaskGroup<(Int, Outcome)>) {
        guard started < paths.count else { return }
        let position = started
        started += 1
        group.addTask { [self] in
          do throws(ReadingError) {
            return (position, .success(try await read(paths[position])))
          } catch {
            return (position, .failure(error))
          }
        }
      }
      for _ in 0..<max(1, options.taskLimit) { start(in: &group) }
      while let (position, outcome) = await group.next() {
        outcomes[position] = outcome
        start(in: &group)
      }
      return outcomes.compactMap(\.self)
    }
  }

  /// The printed rows of a file by the place of their value, for `SourceText`.
  func printedRows(ofFile path: String) throws(ReadingError) -> [Place: String] {
    let bytes = try FileBytes(limit: options.byteLimit).read(path)
    let format = ReportFormat(bytes, path: path)
    var rows: [Place: String] = [:]
    let document = try reader.document(
      bytes, path: path, format: format, lineLimit: options.lineLimit)
    for row in reader.printedTables(document).rows {
      let place = row.value?.place ?? row.measure?.place ?? row.label.place
      rows[place] = row.evidence
      for further in row.further { rows[further.cell.place] = row.evidence }
    }
    // Exported panels have one record a line: the line itself is the evidence.
    if rows.isEmpty, format == .text {
      let text = try DecodedText(bytes, path: path, lineLimit: options.lineLimit)
      for line in TextLines(text.bytes) where line.range.count <= 4096 {
        rows[.line(line.number)] = String(decoding: text.bytes[line.range], as: UTF8.self)
      }
    }
    return rows
  }
}
