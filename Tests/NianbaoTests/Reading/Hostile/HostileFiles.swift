import Markup

@testable import Nianbao

/// Makes files that no program writes: tables with a good report in them beside what is made to harm.
enum HostileFiles {
  /// The rows of the small report, which must be read whatever stands beside them.
  static let rows = RecognitionTests.rows
  /// The figures of those rows.
  static let figures = RecognitionTests.figures

  // MARK: Pages

  /// The good table as a page has it.
  static let pageTable =
    "<table>" + rows.map { "<tr><td>\($0.0)</td><td>\($0.1)</td><td>\($0.2)</td></tr>" }.joined()
    + "</table>"

  /// A page with something in front of and behind the good table.
  static func page(before: String = "", after: String = "") -> [UInt8] {
    Array(
      "<!doctype html><html><body><p>\(SmallReport.preamble)</p>\(before)\(pageTable)\(after)"
        .utf8)
  }

  // MARK: Word

  /// The good table as Word has it.
  static let wordTable =
    "<w:tbl>"
    + rows.map { row in
      "<w:tr>" + [row.0, row.1, row.2].map { wordCell($0) }.joined() + "</w:tr>"
    }.joined() + "</w:tbl>"

  static func wordCell(_ text: String, properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
  }

  static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  /// A Word file with something in front of and behind the good table.
  static func word(
    before: String = "", after: String = "", prolog: String = "",
    further: [(name: String, bytes: [UInt8])] = []
  ) throws -> [UInt8] {
    let xml = wordXML(before: before, after: after, prolog: prolog)
    return try ZipWriter.archive([("word/document.xml", Array(xml.utf8))] + further)
  }

  static func wordXML(before: String = "", after: String = "", prolog: String = "") -> String {
    prolog + "<w:document xmlns:w=\"urn:w\"><w:body>\(paragraph(SmallReport.preamble))"
      + "\(before)\(wordTable)\(after)</w:body></w:document>"
  }

  // MARK: Excel

  /// The good table as rows of a sheet, from a row on.
  static func sheetRows(from first: Int = 2) -> String {
    let rows = [("统计指标", "单位", "统计数")] + rows
    return rows.enumerated().map { offset, row in
      let number = first + offset
      return "<row r=\"\(number)\">"
        + zip(["A", "B", "C"], [row.0, row.1, row.2]).map { column, text in
          cell("\(column)\(number)", text)
        }.joined() + "</row>"
    }.joined()
  }

  static func cell(_ reference: String, _ text: String) -> String {
    Double(text) == nil
      ? "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      : "<c r=\"\(reference)\"><v>\(text)</v></c>"
  }

  /// A workbook with one sheet of these rows, below the preamble.
  static func workbook(
    _ rows: String, merged: [String] = [], strings: String? = nil, sheets: Int = 1,
    styles: String? = nil
  ) throws -> [UInt8] {
    let data = "<row r=\"1\">\(cell("A1", SmallReport.preamble))</row>" + rows
    let sheet =
      "<worksheet><sheetData>\(data)</sheetData><mergeCells>"
      + merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells></worksheet>"
    let listed = (1...sheets).map { "<sheet name=\"表\($0)\" sheetId=\"\($0)\" r:id=\"r\"/>" }
    let book =
      "<workbook xmlns:r=\"urn:r\"><sheets>\(listed.joined())</sheets></workbook>"
    let links =
      "<Relationships><Relationship Id=\"r\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    var entries: [(name: String, bytes: [UInt8])] = [
      ("xl/workbook.xml", Array(book.utf8)), ("xl/_rels/workbook.xml.rels", Array(links.utf8)),
      ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
    ]
    if let styles { entries.append(("xl/styles.xml", Array(styles.utf8))) }
    if let strings { entries.append(("xl/sharedStrings.xml", Array(strings.utf8))) }
    return try ZipWriter.archive(entries)
  }

  // MARK: Archives

  /// An entry of an archive made by hand, with sizes that need not be true.
  struct RawEntry {
    var name: String
    /// The packed bytes.
    var packed: [UInt8]
    /// 0 for stored, 8 for deflated.
    var method: UInt16 = 0
    var statedSize: UInt32
    /// The checksum of the unpacked bytes; 0 where it does not come to that.
    var checksum: UInt32 = 0

    /// An entry as it is.
    static func stored(_ name: String, _ bytes: [UInt8]) -> RawEntry {
      // CRC-32 of ISO 3309, bit by bit.
      var checksum = UInt32.max
      for byte in bytes {
        checksum ^= UInt32(byte)
        for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 0 ? 0 : 0xEDB8_8320) }
      }
      return RawEntry(
        name: name, packed: bytes, statedSize: UInt32(bytes.count), checksum: ~checksum)
    }
  }

  /// A zip archive of such entries.
  static func archive(_ entries: [RawEntry]) -> [UInt8] {
    func number(_ value: UInt32, _ bytes: Int) -> [UInt8] {
      (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
    var body: [UInt8] = []
    var list: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      let common =
        number(20, 2) + number(0, 2) + number(UInt32(entry.method), 2) + number(0, 4)
        + number(entry.checksum, 4) + number(UInt32(entry.packed.count), 4)
        + number(entry.statedSize, 4)
        + number(UInt32(name.count), 2) + number(0, 2)
      list +=
        [0x50, 0x4B, 1, 2] + number(20, 2) + common + number(0, 10)
        + number(UInt32(body.count), 4) + name
      body += [0x50, 0x4B, 3, 4] + common + name + entry.packed
    }
    let end: [UInt8] = [0x50, 0x4B, 5, 6] + number(0, 4)
    return body + list + end + number(UInt32(entries.count), 2) + number(UInt32(entries.count), 2)
      + number(UInt32(list.count), 4) + number(UInt32(body.count), 4) + number(0, 2)
  }

  /// Zeros packed by deflate (RFC 1951) with its fixed codes, without having them in memory: a zero,
  /// then matches of 258 signs one back, 13 bits each.
  static func packedZeros(atLeast count: Int) -> [UInt8] {
    var bits: [UInt8] = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    let match: [UInt8] = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]
    bits += match
    func bytes(_ bits: [UInt8]) -> [UInt8] {
      stride(from: 0, to: bits.count, by: 8).map { start in
        (0..<8).reduce(0) { $0 | bits[start + $1] << UInt8($1) }
      }
    }
    let eight = bytes(Array(repeating: match, count: 8).flatMap(\.self))
    var packed = bytes(bits)
    packed.reserveCapacity(packed.count + count / 150)
    for _ in 0..<(count / (258 * 8) + 1) { packed += eight }
    return packed + [0]
  }
}

extension ReadingFixtures {
  /// The reading of a file by what it has in it.
  func readFile(_ bytes: [UInt8], path: String) throws(ReadingError) -> ReportReading {
    let file = try reader.read(
      bytes, path: path, lineLimit: DecodedText.lineLimit,
      format: ReportFormat(bytes, path: path))
    guard let reading = file.readings.first else { throw .empty(file: path) }
    return reading
  }

  /// Whether a reading has the figures of the small report, each of them right and no others.
  func isWhole(_ reading: ReportReading) -> Bool {
    let read = Dictionary(
      reading.cells.compactMap { cell in cell.value.map { (catalog[cell.indicator].id, $0) } },
      uniquingKeysWith: { first, _ in first })
    return read == HostileFiles.figures
  }
}
