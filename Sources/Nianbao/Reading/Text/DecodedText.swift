/// A file's text as UTF-8, and how it was got from the file's bytes.
struct DecodedText: Sendable {
  /// Valid UTF-8 without byte order mark; U+FFFD stands where bytes stand for nothing.
  let bytes: [UInt8]
  /// The encoding of the file.
  let encoding: TextEncoding
  /// How the encoding was found.
  let evidence: EncodingEvidence
  /// The 1-based lines with bytes that stand for nothing, ascending, each once.
  let undecodableLines: [Int]

  /// The length of a line in bytes above which a file is no report.
  static let lineLimit = 4 << 20

  /// The text of a file.
  ///
  /// The encoding is what a byte order mark says, else UTF-16 where pairs of bytes, NULs among them,
  /// make usual writing, else UTF-8 where the bytes are valid as such or almost, else GB18030.
  ///
  /// - Parameter isPage: Whether the file is a web page, so that tags at its beginning are no sign of
  ///   a wrong format.
  /// - Throws: `binary`, `empty`, `lineTooLong`.
  /// - Complexity: Linear in the bytes.
  init(
    _ file: [UInt8], path: String, lineLimit: Int = DecodedText.lineLimit, isPage: Bool = false
  ) throws(ReadingError) {
    if let kind = BinaryKind(magic: file), !(isPage && kind == .html) {
      throw .binary(file: path, line: 1, kind: kind)
    }
    let declared = Self.byteOrderMark(of: file)
    let content = file[(declared?.length ?? 0)...]
    let encoding: TextEncoding
    if let declared {
      encoding = declared.encoding
    } else if let utf16 = Self.utf16(content) {
      encoding = utf16
    } else {
      if let position = content.firstIndex(of: 0) {
        throw .binary(file: path, line: Self.line(of: position, in: file), kind: .unknown)
      }
      try Self.checkLines(content, limit: lineLimit, path: path)
      encoding = Self.isUTF8(content) ? .utf8 : .gb18030
    }
    let (text, positions) = Self.decode(content, as: encoding)
    if declared != nil || encoding != .utf8 {
      if let position = text.firstIndex(of: 0) {
        throw .binary(file: path, line: Self.line(of: position, in: text), kind: .unknown)
      }
      try Self.checkLines(text[...], limit: lineLimit, path: path)
    }
    guard text.contains(where: { $0 > 0x20 }) else { throw .empty(file: path) }
    bytes = text
    self.encoding = encoding
    if declared != nil {
      evidence = .byteOrderMark
    } else {
      evidence = isPage && Self.declares(encoding, file) ? .declared : .detected
    }
    undecodableLines = Self.lines(of: positions, in: text)
  }

  /// Whether a page's own declaration names an encoding: `charset=gb2312`.
  private static func declares(_ encoding: TextEncoding, _ page: [UInt8]) -> Bool {
    let head = String(decoding: page.prefix(4096), as: UTF8.self).lowercased()
    guard let found = head.range(of: "charset=") else { return false }
    let name = head[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
      .prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    switch encoding {
    case .utf8: return name == "utf-8" || name == "utf8"
    case .gb18030: return ["gb2312", "gbk", "gb18030"].contains(name)
    case .utf16LittleEndian, .utf16BigEndian: return name.hasPrefix("utf-16")
    }
  }

  private static func byteOrderMark(of file: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
    if file.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if file.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if file.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    if file.starts(with: [0x84, 0x31, 0x95, 0x33]) { return (.gb18030, 4) }
    return nil
  }

  /// UTF-16 without a mark: bytes in pairs, some of them NUL (the high bytes of ASCII), that are no
  /// UTF-8 or half NULs, and that make writing as reports have it in one of the two orders.
  private static func utf16(_ content: ArraySlice<UInt8>) -> TextEncoding? {
    let head = content.prefix(1 << 16).prefix(content.count & ~1)
    let nuls = head.count { $0 == 0 }
    guard content.count % 2 == 0, nuls > 0,
      nuls * 5 >= head.count * 2 || !UTF8Check.invalidRanges(in: head, atMost: 1).isEmpty
    else { return nil }
    return [TextEncoding.utf16LittleEndian, .utf16BigEndian].first { encoding in
      guard let trial = Transcoder(head, from: encoding), trial.undecodable.count <= 1 else {
        return false
      }
      let signs = String(decoding: trial.bytes, as: UTF8.self).unicodeScalars
      return signs.count(where: isUsual) * 20 >= signs.count * 19
    }
  }

  /// Whether a sign is one that reports are written with.
  private static func isUsual(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x2010...0x203B, 0x2460...0x24FF, 0x3000...0x303F,
      0x4E00...0x9FFF, 0xFF01...0xFF5E:
      true
    default: false
    }
  }

  /// Whether bytes are UTF-8 with at most one bad place for twenty good signs beyond ASCII.
  private static func isUTF8(_ content: ArraySlice<UInt8>) -> Bool {
    let bad = UTF8Check.invalidRanges(in: content, atMost: 1000)
    if bad.isEmpty { return true }
    let leading = content.count { $0 >= 0xC2 && $0 <= 0xF4 }
    guard bad.count < 1000 else { return false }
    // In GBK nearly every sign is a bad place, so the two cannot be mistaken for each other.
    return bad.count * 20 <= leading
  }

  private static func decode(_ content: ArraySlice<UInt8>, as encoding: TextEncoding)
    -> (text: [UInt8], undecodable: [Int])
  {
    if encoding != .utf8, let transcoded = Transcoder(content, from: encoding) {
      return (transcoded.bytes, transcoded.undecodable)
    }
    let bad = UTF8Check.invalidRanges(in: content, atMost: .max)
    if bad.isEmpty { return (Array(content), []) }
    var text: [UInt8] = []
    text.reserveCapacity(content.count + 3 * bad.count)
    var undecodable: [Int] = []
    var position = content.startIndex
    for range in bad {
      text += content[position..<range.lowerBound]
      undecodable.append(text.count)
      text += Transcoder.replacement
      position = range.upperBound
    }
    text += content[position...]
    return (text, undecodable)
  }

  private static func checkLines(_ text: ArraySlice<UInt8>, limit: Int, path: String)
    throws(ReadingError)
  {
    guard text.count > limit else { return }
    var line = 1
    var start = text.startIndex
    while start < text.endIndex {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
      if end - start > limit {
        throw .lineTooLong(file: path, line: line, bytes: end - start, limit: limit)
      }
      line += 1
      start = end + 1
    }
  }

  private static func line(of position: Int, in text: [UInt8]) -> Int {
    text[..<position].count { $0 == UInt8(ascii: "\n") } + 1
  }

  private static func lines(of positions: [Int], in text: [UInt8]) -> [Int] {
    var lines: [Int] = []
    var line = 1
    var reached = 0
    for position in positions {
      line += text[reached..<position].count { $0 == UInt8(ascii: "\n") }
      reached = position
      if lines.last != line { lines.append(line) }
    }
    return lines
  }
}
