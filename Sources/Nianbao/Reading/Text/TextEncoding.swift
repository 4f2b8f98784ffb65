/// How a file's bytes stand for text.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8.
  case utf8 = "UTF-8"
  /// UTF-16, the low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, the high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// The Chinese national encoding, which contains GBK and GB 2312.
  case gb18030 = "GB18030"
}

/// How the encoding of a file was found.
public enum EncodingEvidence: String, Sendable, Hashable {
  /// A byte order mark at its beginning says so.
  case byteOrderMark = "byte-order-mark"
  /// The file's own declaration says so, and the bytes are such.
  case declared
  /// The bytes are such.
  case detected
}
