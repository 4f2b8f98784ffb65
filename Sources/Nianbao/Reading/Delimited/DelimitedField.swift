import Vectors

/// One field of a record: where it stands in its piece, without its quotes.
struct DelimitedField: Sendable, Hashable {
  let range: Range<Int>
  /// Whether quotes stand doubled in it.
  var hasDoubledQuotes = false

  var isEmpty: Bool { range.isEmpty }
}

extension SeparatedPiece {
  /// The text of a field, doubled quotes made single. O(length).
  func text(_ field: DelimitedField) -> String {
    let text = string(field.range)
    return field.hasDoubledQuotes ? text.undoublingQuotes : text
  }

  /// The plain number that a field is; nil where it is none. O(length).
  func figure(_ field: DelimitedField) -> Figure? {
    let bytes = bytes
    var parser = PlainNumber()
    for position in field.range where !parser.take(bytes[position]) { return nil }
    return parser.figure
  }
}

extension String {
  /// The text with each second of two quotes in a row left out.
  var undoublingQuotes: String {
    var result = ""
    var skips = false
    for character in unicodeScalars {
      if character == "\"", skips {
        skips = false
        continue
      }
      skips = character == "\""
      result.unicodeScalars.append(character)
    }
    return result
  }
}

/// Numbers as our own files have them: ASCII digits, a point, a minus sign.
struct PlainNumber {
  private var digits: Int64 = 0
  private var decimals = 0
  private var count = 0
  private var hasPoint = false
  private var isNegative = false

  /// The number that bytes are, or nil where they are none or have too many digits. O(n).
  static func figure(_ bytes: some Collection<UInt8>) -> Figure? {
    var parser = PlainNumber()
    for byte in bytes where !parser.take(byte) { return nil }
    return parser.figure
  }

  /// Takes the next byte; false where the bytes are no number.
  fileprivate mutating func take(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-") where count == 0 && !isNegative: isNegative = true
    case UInt8(ascii: ".") where !hasPoint && count > 0: hasPoint = true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      count += 1
      if hasPoint { decimals += 1 }
      guard count <= Figure.digitLimit else { return false }
      digits = digits * 10 + Int64(byte - 48)
    default: return false
    }
    return true
  }

  /// The number of all bytes taken; nil where they are none.
  fileprivate var figure: Figure? {
    guard count > 0, !hasPoint || decimals > 0 else { return nil }
    return Figure(digits: isNegative ? -digits : digits, decimals: decimals)
  }
}
