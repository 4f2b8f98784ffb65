import Vectors

/// Reads the records of a part of a separated panel, piece by piece.
///
/// The part is read as if its first byte stood outside of quotes. Whoever puts parts together finds
/// out whether it does: the part in front says where its last record ends.
struct DelimitedPartReader<Records: DelimitedShape>: ~Copyable {
  private let heading: DelimitedHeading
  private let source: ByteSource
  /// The first byte behind the part; a record that begins before it belongs to the part.
  private let limit: Int
  private let recordLimit: Int
  private var piece: SeparatedPiece
  /// The position in the source of the piece's first byte, a line end in front of a record.
  private var origin: Int
  private var sourceCount: Int
  /// Where in the piece the next record begins, and the break in front of it.
  private var position = 1
  private var cursor = 0
  private var line: Int

  private var records: Records
  private var keys: ReportKeys
  private var part: DelimitedPart
  private var fields: [DelimitedField] = []
  private let keyRuns: [ClosedRange<Int>]
  /// The bytes of the last record's key columns, run by run, and its row.
  private var lastKeys: [[UInt8]]
  private var lastRow = -1

  /// The bytes of a piece: small enough for a processor's cache with the index beside it.
  private static var pieceSize: Int { 1 << 18 }

  /// A reader of the records from `range.lowerBound` on that begin in a range of the source.
  ///
  /// - Parameters:
  ///   - firstLine: The number of the first line.
  ///   - recordLimit: The bytes above which a record makes the part unreadable.
  init(
    _ records: Records, heading: DelimitedHeading, source: ByteSource, range: Range<Int>,
    firstLine: Int, recordLimit: Int, vocabulary: DelimitedVocabulary
  ) {
    self.records = records
    self.heading = heading
    self.source = source
    self.recordLimit = recordLimit
    limit = range.upperBound
    origin = range.lowerBound - 1
    sourceCount = source.count
    line = firstLine
    piece = SeparatedPiece(capacity: min(Self.pieceSize, max(source.count - origin, 64)))
    keys = ReportKeys(vocabulary, sharesRows: Records.sharesRows)
    keyRuns = heading.keys.runs
    lastKeys = Array(repeating: [], count: keyRuns.count)
    part = DelimitedPart(start: range.lowerBound, cells: records.makeTable())
  }

  /// Reads all records of the part.
  ///
  /// - Complexity: Linear in its bytes.
  consuming func read() -> DelimitedPart {
    let firstLine = line
    if refill() { while part.obstacle == nil, readRecord() {} }
    if !piece.isUTF8(upTo: min(position, piece.count)) { part.obstacle = .encoding }
    records.finish(&part)
    part.end = origin + position
    part.lineCount = line - firstLine
    return part
  }

  private var hasMore: Bool { origin + piece.count < sourceCount }

  /// Fills the piece behind what is not read yet; false where nothing more can be read.
  private mutating func refill() -> Bool {
    let dropped = max(position - 1, 0)
    // Pieces end between records, and so between characters.
    if dropped > 0, !piece.isUTF8(upTo: position) {
      part.obstacle = .encoding
      return false
    }
    let wanted = max(limit - origin - piece.count, 0) + 4096
    var added = piece.refill(
      droppingFirst: dropped, from: source, at: origin + piece.count, atMost: wanted)
    origin += dropped
    position = 1
    if added == 0, hasMore {
      if piece.count >= recordLimit {
        part.obstacle = .longRecord
        return false
      }
      let before = piece.count
      piece.grow()
      added = piece.refill(
        droppingFirst: 0, from: source, at: origin + before, atMost: piece.count)
    }
    // A file that was cut while it is read ends here.
    if added == 0 { sourceCount = origin + piece.count }
    piece.makeIndex(separator: heading.separator)
    cursor = 0
    if piece.hasNUL { part.obstacle = .encoding }
    return part.obstacle == nil && piece.count > 0
  }

  /// What stands where the next record begins.
  private enum Next {
    /// So many fields between marks, the first behind the mark `first`.
    case fields(Int, first: Int)
    case emptyLine
    /// Quotes, or the text's last line without an end.
    case unknown
    /// Something whose end is not in the piece.
    case incomplete
  }

  /// What the next record is by the index, where the one behind it begins, and how many breaks lie
  /// between.
  private func lookAhead() -> (next: Next, end: Int, breaks: Int) {
    let (bytes, marks, breaks) = (piece.bytes, piece.markPositions, piece.breakNumbers)
    guard cursor + 1 < breaks.count else { return (hasMore ? .incomplete : .unknown, 0, 0) }
    let (first, last) = (Int(breaks[cursor]), Int(breaks[cursor + 1]))
    let end = Int(marks[last])
    if bytes[end] == UInt8(ascii: "\"") { return (.unknown, 0, 0) }
    var (next, step) = (end + 1, 1)
    if bytes[end] == 0x0D {
      if next == bytes.count, hasMore { return (.incomplete, 0, 0) }
      if next < bytes.count, bytes[next] == 0x0A { (next, step) = (next + 1, 2) }
    }
    return (end == position ? .emptyLine : .fields(last - first, first: first), next, step)
  }

  /// Reads the next record; false behind the last one.
  private mutating func readRecord() -> Bool {
    guard origin + position < limit else { return false }
    let ahead = lookAhead()
    switch ahead.next {
    case .incomplete: return refill()
    case .unknown: return readSlowly()
    case .emptyLine: break
    case .fields(let count, let first):
      if count == heading.width {
        let record = DelimitedRecord(fields: .marked(first: first), line: line)
        if isOfLastReport(record) { add(record, to: lastRow) } else { add(record) }
      } else {
        part.mistakes.add(
          DelimitedMistake(line: line, kind: .fieldCount(found: count, expected: heading.width)))
      }
    }
    position = ahead.end
    cursor += ahead.breaks
    line += 1
    return true
  }

  /// Reads a record with quotes, or the last one where no line end follows it.
  private mutating func readSlowly() -> Bool {
    guard position < piece.count else { return false }
    let scanner = DelimitedScanner(separator: heading.separator, isLast: !hasMore)
    let outcome = scanner.scan(piece.bytes, at: position, into: &fields)
    switch outcome {
    case .incomplete: return refill()
    case .unclosedQuote:
      part.mistakes.add(DelimitedMistake(line: line, kind: .unclosedQuote))
      position = piece.count
      return false
    case .record(let next, let lines):
      if fields.count == heading.width {
        add(DelimitedRecord(fields: .listed(fields), line: line))
      } else {
        part.mistakes.add(
          DelimitedMistake(
            line: line, kind: .fieldCount(found: fields.count, expected: heading.width)))
      }
      line += lines
      position = next
      cursor = lastBreak(before: next)
      return true
    }
  }

  /// The last break in front of a position, at or behind the present one.
  private func lastBreak(before end: Int) -> Int {
    let (marks, breaks) = (piece.markPositions, piece.breakNumbers)
    var last = cursor
    while last + 1 < breaks.count, marks[Int(breaks[last + 1])] < end { last += 1 }
    return last
  }

  // MARK: Reports

  /// Neighbouring records mostly speak of one report: its row is looked up once.
  @inline(__always)
  private func isOfLastReport(_ record: DelimitedRecord) -> Bool {
    guard Records.sharesRows, lastRow >= 0 else { return false }
    for (run, columns) in keyRuns.enumerated() {
      let first = record.field(columns.lowerBound, in: piece).range.lowerBound
      let last = record.field(columns.upperBound, in: piece).range.upperBound
      let key = lastKeys[run]
      guard piece.isEqual(first..<last, to: key.span) else { return false }
    }
    return true
  }

  private mutating func add(_ record: DelimitedRecord) {
    func field(_ column: Int?) -> DelimitedField? { column.map { record.field($0, in: piece) } }
    let fields = KeyFields(
      unit: record.field(heading.keys.unit, in: piece),
      year: record.field(heading.keys.year, in: piece), code: field(heading.keys.code),
      edition: field(heading.keys.edition), file: field(heading.keys.file))
    lastRow = -1
    let row: Int
    do throws(ReportKeys.KeyMistake) {
      row = try keys.row(fields, in: piece, line: line, of: &part)
    } catch {
      return part.mistakes.add(error.mistake(line))
    }
    if Records.sharesRows, case .marked = record.fields { remember(record, row: row) }
    add(record, to: row)
  }

  private mutating func remember(_ record: DelimitedRecord, row: Int) {
    lastRow = row
    for (run, columns) in keyRuns.enumerated() {
      let first = record.field(columns.lowerBound, in: piece).range.lowerBound
      let last = record.field(columns.upperBound, in: piece).range.upperBound
      lastKeys[run] = piece.array(first..<last)
    }
  }

  private mutating func add(_ record: DelimitedRecord, to row: Int) {
    guard let mistake = records.add(record, in: piece, row: row, to: &part) else { return }
    part.mistakes.add(mistake)
    part.rows.hasFailed[row] = true
  }
}
