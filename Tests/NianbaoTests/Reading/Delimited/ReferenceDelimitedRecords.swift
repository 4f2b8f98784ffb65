@testable import Nianbao

/// Walks comma-separated records (RFC 4180) in UTF-8 bytes: quoted fields, doubled quotes, line ends
/// inside quotes, LF, CR LF or CR behind a record. Tabs and semicolons separate as commas do where the
/// first line has more of them.
struct ReferenceDelimitedRecords {
  /// One field: where it stands, without its quotes.
  struct Field: Hashable {
    let range: Range<Int>
    /// Whether quotes stand doubled in it.
    let hasDoubledQuotes: Bool
  }

  let bytes: [UInt8]
  private let separator: UInt8
  private(set) var position = 0
  /// The 1-based line on which the last record begins.
  private(set) var line = 0
  private var nextLine = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    separator = Self.separator(of: bytes)
  }

  /// The separator that the first line has most of, outside of quotes; the comma where it has none.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"): counts[byte, default: 0] += 1
      default: break
      }
    }
    let comma = UInt8(ascii: ",")
    return counts.max { ($0.value, $0.key == comma ? 1 : 0) < ($1.value, $1.key == comma ? 1 : 0) }?
      .key ?? comma
  }

  /// What a record could not be read for.
  enum Mistake: Error {
    case unclosedQuote
  }

  /// Puts the fields of the next record into an array that is used again; false behind the last.
  /// Empty lines are passed over.
  mutating func next(_ fields: inout [Field]) throws(Mistake) -> Bool {
    while position < bytes.count, isLineEnd(bytes[position]) { endRecord() }
    fields.removeAll(keepingCapacity: true)
    guard position < bytes.count else { return false }
    line = nextLine
    while true {
      fields.append(try field())
      guard position < bytes.count, bytes[position] == separator else { break }
      position += 1
    }
    endRecord()
    return true
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private mutating func endRecord() {
    guard position < bytes.count else { return }
    if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A {
      position += 1
    }
    position += 1
    nextLine += 1
  }

  private mutating func field() throws(Mistake) -> Field {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      let start = position
      while position < bytes.count, bytes[position] != separator,
        !isLineEnd(bytes[position])
      {
        position += 1
      }
      return Field(range: start..<position, hasDoubledQuotes: false)
    }
    let start = position + 1
    var hasDoubledQuotes = false
    position = start
    while position < bytes.count {
      if bytes[position] == 0x0A { nextLine += 1 }
      if bytes[position] == UInt8(ascii: "\"") {
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else {
          let end = position
          position += 1
          // What follows a closing quote up to the comma has no meaning in RFC 4180.
          while position < bytes.count, bytes[position] != separator,
            !isLineEnd(bytes[position])
          {
            position += 1
          }
          return Field(range: start..<end, hasDoubledQuotes: hasDoubledQuotes)
        }
        hasDoubledQuotes = true
        position += 1
      }
      position += 1
    }
    throw .unclosedQuote
  }

  /// The text of a field. O(n).
  func text(_ field: Field) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.hasDoubledQuotes else { return text }
    var result = ""
    var skips = false
    for character in text.unicodeScalars {
      if character == "\"", skips {
        skips = false
        continue
      }
      skips = character == "\""
      result.unicodeScalars.append(character)
    }
    return result
  }

  /// Whether two fields have the same bytes. O(n).
  func equal(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    if left == right { return true }
    // The last bytes of codes and ids tell them apart soonest.
    var offset = left.count
    while offset > 0 {
      offset -= 1
      if bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] { return false }
    }
    return true
  }

  /// A hash of a field's bytes (FNV-1a). O(n).
  func hash(_ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for position in range { hash = (hash ^ UInt64(bytes[position])) &* 0x100_0000_01B3 }
    return hash
  }

  /// The plain number that a field is; nil where it is none. O(n).
  func figure(_ field: Field) -> Figure? { ReferenceNumber.figure(bytes[field.range]) }
}
