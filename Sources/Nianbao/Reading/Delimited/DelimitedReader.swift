import Vectors

/// Reads panels that were exported as comma-separated files, long or wide, back into reports.
///
/// *Long* has one cell a line, under the heading of `export --shape long`. *Wide* has one unit and
/// year a line: `unit`, `unit_code`, `year`, `edition`, then one column an indicator, headed by its id
/// or by its label; an empty field there says nothing, and becomes no cell.
///
/// A file is read in parts, on all processors, each part piece by piece: it is never in memory as a
/// whole. A part begins behind a line end, as if that stood outside of quotes; where the part in
/// front ends elsewhere, it did not, and the part is read again.
struct DelimitedReader: Sendable {
  private let vocabulary: DelimitedVocabulary
  private let workers: Workers
  private let partSize: Int

  /// A reader.
  ///
  /// - Parameter partSize: About how many bytes are read as one; the result does not depend on it.
  init(
    catalog: Catalog, history: RegionHistory, cells: CellReader, subjects: SubjectRecogniser,
    workers: Workers = .available, partSize: Int = 4 << 20
  ) {
    vocabulary = DelimitedVocabulary(
      catalog: catalog, history: history, cells: cells, subjects: subjects)
    self.workers = workers
    self.partSize = partSize
  }

  /// What an exported panel holds.
  struct Panel: Sendable {
    let batch: ReportBatch
    /// Lines that could not be read.
    let failures: [ReadingError]
  }

  /// The reports of an exported panel in a file, or nil where the file is none, or must be decoded
  /// before it can be read.
  ///
  /// - Parameter lineLimit: The bytes above which a record is no panel's.
  /// - Throws: Where the heading cannot be used.
  /// - Complexity: Linear in the file, whose size is not limited; memory grows with its cells.
  func read(file path: String, lineLimit: Int) throws(ReadingError) -> Panel? {
    guard let source = ByteSource(path: path) else { return nil }
    var head = source.bytes(at: 0, atMost: Self.headSize)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
    let mark = min(source.count, Self.headSize) - head.count
    guard !head.contains(0), BinaryKind(magic: head) == nil,
      ReportFormat(head, path: path) == .text
    else { return nil }
    return try read(
      source, head: head, offset: mark, path: path, recordLimit: lineLimit, mustRead: false)
  }

  /// The reports of an exported panel, or nil where a text is none: its first line has no `unit`
  /// and `year`.
  ///
  /// - Throws: Where the heading cannot be used.
  /// - Complexity: Linear in the text.
  func read(_ text: DecodedText, path: String) throws(ReadingError) -> Panel? {
    try read(text.bytes, path: path)
  }

  /// The reports of an exported panel in the rows of a table, or nil where it is none; the line of
  /// a cell is the number of its row.
  func read(_ table: [Document.Row], path: String) throws(ReadingError) -> Panel? {
    // The heading decides before the rows are copied.
    guard let first = table.first, DelimitedHeading.isHeading(first.map(\.text)) else { return nil }
    var bytes: [UInt8] = []
    for row in table {
      for (position, cell) in row.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        for byte in cell.text.utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
      }
      let missing = first.count - row.count
      if missing > 0 { bytes += Array(repeating: UInt8(ascii: ","), count: missing) }
      bytes.append(UInt8(ascii: "\n"))
    }
    return try read(bytes, path: path)
  }

  private func read(_ bytes: [UInt8], path: String) throws(ReadingError) -> Panel? {
    try read(
      ByteSource(bytes), head: bytes, offset: 0, path: path, recordLimit: Self.recordLimit,
      mustRead: true)
  }

  /// The bytes that a heading is looked for in.
  private static let headSize = 1 << 16
  /// The bytes of a record above which a text is read as one part.
  private static let recordLimit = 4 << 20

  // MARK: Parts

  private func read(
    _ source: ByteSource, head: [UInt8], offset: Int, path: String, recordLimit: Int,
    mustRead: Bool
  ) throws(ReadingError) -> Panel? {
    var lines = DelimitedLines(head, isWhole: offset + head.count == source.count)
    guard let first = try? lines.next(),
      let heading = try DelimitedHeading(
        first.texts, separator: lines.separator, line: first.line, path: path,
        vocabulary: vocabulary)
    else { return nil }
    let start = offset + lines.position
    switch heading.shape {
    case .long(let columns):
      return read(
        LongRecords(columns, vocabulary: vocabulary), heading, source, from: start,
        linesBefore: lines.line - 1, path: path, recordLimit: recordLimit, mustRead: mustRead)
    case .wide(let columns):
      return read(
        WideRecords(columns, vocabulary: vocabulary), heading, source, from: start,
        linesBefore: lines.line - 1, path: path, recordLimit: recordLimit, mustRead: mustRead)
    }
  }

  /// Reads the records below a heading: in parts where that is possible, else as one.
  private func read<Records: DelimitedShape>(
    _ records: Records, _ heading: DelimitedHeading, _ source: ByteSource, from start: Int,
    linesBefore: Int, path: String, recordLimit: Int, mustRead: Bool
  ) -> Panel? {
    let reading = PartedReading(
      records: records, heading: heading, source: source, start: start, linesBefore: linesBefore,
      path: path, vocabulary: vocabulary)
    let parts = max(1, (source.count - start) / max(partSize, 1))
    switch reading.read(parts: parts, recordLimit: recordLimit, workers: workers) {
    case .panel(let panel): return panel
    case .unreadable where !mustRead: return nil
    case .unreadable, .notInParts:
      // As one part nothing stands in the way but bytes that are no text, and these were looked for
      // when a text was decoded.
      guard
        case .panel(let panel) = reading.read(
          parts: 1, recordLimit: mustRead ? .max : recordLimit, workers: .serial)
      else { return nil }
      return panel
    }
  }
}

/// The reading of a separated panel in some number of parts.
private struct PartedReading<Records: DelimitedShape>: Sendable {
  let records: Records
  let heading: DelimitedHeading
  let source: ByteSource
  let start: Int
  let linesBefore: Int
  let path: String
  let vocabulary: DelimitedVocabulary

  enum Outcome {
    case panel(DelimitedReader.Panel)
    /// The bytes are no text, or a record is too long.
    case unreadable
    /// What parts say depends on each other.
    case notInParts
  }

  func read(parts count: Int, recordLimit: Int, workers: Workers) -> Outcome {
    let size = source.count - start
    let limits = (0...count).map { start + size / count * $0 + size % count * $0 / count }
    let parts = workers.map(count, bytes: size) { number in
      let first = number == 0 ? start : firstRecord(from: limits[number])
      return part(number, first, limits[number + 1], recordLimit)
    }
    var assembly = DelimitedAssembly(
      path: path, isWide: !Records.sharesRows, linesBefore: linesBefore)
    var position = start
    for (number, guess) in parts.enumerated() where position < limits[number + 1] {
      // Where the part in front ends elsewhere than this one begins, quotes were taken for what they
      // are not.
      let part =
        guess.start == position
        ? guess : part(number, position, limits[number + 1], recordLimit)
      if part.obstacle != nil { return .unreadable }
      if part.hasMixedPlaces, count > 1 { return .notInParts }
      guard assembly.add(part, catalog: vocabulary.catalog) || count == 1 else {
        return .notInParts
      }
      position = part.end
      // A quote that is never closed takes all that follows.
      if part.end >= source.count { break }
    }
    return .panel(
      DelimitedReader.Panel(
        batch: assembly.batch, failures: assembly.mistakes.errors(path: path)))
  }

  private func part(_ number: Int, _ first: Int, _ limit: Int, _ recordLimit: Int) -> DelimitedPart
  {
    DelimitedPartReader(
      records, heading: heading, source: source, range: first..<max(first, limit),
      firstLine: number == 0 ? linesBefore + 1 : 1, recordLimit: recordLimit, vocabulary: vocabulary
    ).read()
  }

  /// The first position from a limit on that a line end stands in front of.
  private func firstRecord(from limit: Int) -> Int {
    var offset = limit - 1
    while offset < source.count {
      let bytes = source.bytes(at: offset, atMost: 1 << 16)
      if bytes.isEmpty { break }
      if let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
        let next = offset + end + 1
        guard bytes[end] == 0x0D else { return next }
        return source.bytes(at: next, atMost: 1).first == 0x0A ? next + 1 : next
      }
      offset += bytes.count
    }
    return source.count
  }
}
