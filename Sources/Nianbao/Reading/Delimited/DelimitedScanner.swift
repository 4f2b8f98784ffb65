/// Finds the fields of one record (RFC 4180) byte by byte: quoted fields, doubled quotes, line ends
/// inside quotes; LF, CR LF or CR behind a record.
///
/// Records without quotes are found faster, by the index of their piece; this is for the others.
struct DelimitedScanner {
  let separator: UInt8
  /// Whether nothing follows the bytes.
  let isLast: Bool

  /// What stands at a position.
  enum Outcome: Equatable {
    /// A record, and where the next one begins.
    case record(next: Int, lines: Int)
    /// The beginning of a record whose end is not among the bytes.
    case incomplete
    /// A field whose quote is never closed.
    case unclosedQuote
  }

  private static let quote = UInt8(ascii: "\"")

  /// Puts the fields of the record at a position into an array that is used again.
  func scan(
    _ bytes: borrowing Span<UInt8>, at start: Int, into fields: inout [DelimitedField]
  ) -> Outcome {
    fields.removeAll(keepingCapacity: true)
    var (position, lines) = (start, 1)
    while true {
      if position < bytes.count, bytes[position] == Self.quote {
        let first = position + 1
        var hasDoubledQuotes = false
        position = first
        while true {
          guard position < bytes.count else { return isLast ? .unclosedQuote : .incomplete }
          if bytes[position] == 0x0A { lines += 1 }
          if bytes[position] == Self.quote {
            guard position + 1 < bytes.count || isLast else { return .incomplete }
            guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
            hasDoubledQuotes = true
            position += 1
          }
          position += 1
        }
        fields.append(
          DelimitedField(range: first..<position, hasDoubledQuotes: hasDoubledQuotes))
        // What follows a closing quote up to the separator has no meaning in RFC 4180.
        position = end(of: bytes, from: position + 1)
      } else {
        let first = position
        position = end(of: bytes, from: position)
        fields.append(DelimitedField(range: first..<position))
      }
      guard position < bytes.count else {
        return isLast ? .record(next: position, lines: lines) : .incomplete
      }
      if bytes[position] != separator { break }
      position += 1
    }
    if bytes[position] == 0x0D {
      guard position + 1 < bytes.count || isLast else { return .incomplete }
      if position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
    }
    return .record(next: position + 1, lines: lines)
  }

  private func end(of bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A,
      bytes[position] != 0x0D
    {
      position += 1
    }
    return position
  }

  /// The separator that the first line has most of, outside of quotes; the comma where it has none.
  static func separator(of bytes: borrowing Span<UInt8>) -> UInt8 {
    var (commas, tabs, semicolons) = (0, 0, 0)
    var isQuoted = false
    for position in bytes.indices {
      let byte = bytes[position]
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      switch byte {
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "\t"): tabs += 1
      case UInt8(ascii: ";"): semicolons += 1
      default: break
      }
    }
    if commas >= max(tabs, semicolons) { return UInt8(ascii: ",") }
    return tabs >= semicolons ? UInt8(ascii: "\t") : UInt8(ascii: ";")
  }
}

/// The records of a small separated text as texts, one after the other.
struct DelimitedLines {
  let separator: UInt8
  private let bytes: [UInt8]
  private let scanner: DelimitedScanner
  /// Where the next record begins, and its 1-based line.
  private(set) var position = 0
  private(set) var line = 1

  /// The records of some bytes.
  ///
  /// - Parameter isWhole: Whether nothing follows the bytes; else a record that reaches their end is
  ///   left out.
  init(_ bytes: [UInt8], isWhole: Bool = true) {
    self.bytes = bytes
    separator = DelimitedScanner.separator(of: bytes.span)
    scanner = DelimitedScanner(separator: separator, isLast: isWhole)
  }

  /// A quote that is never closed, in the record that begins on a line.
  struct UnclosedQuote: Error {
    let line: Int
  }

  /// The texts of the next record and the line it begins on; nil behind the last one. Empty lines are
  /// passed over.
  mutating func next() throws(UnclosedQuote) -> (line: Int, texts: [String])? {
    while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
      let isPair =
        bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
      position += isPair ? 2 : 1
      line += 1
    }
    guard position < bytes.count else { return nil }
    var fields: [DelimitedField] = []
    let outcome = scanner.scan(bytes.span, at: position, into: &fields)
    switch outcome {
    case .incomplete: return nil
    case .unclosedQuote: throw UnclosedQuote(line: line)
    case .record(let end, let lines):
      defer {
        position = end
        line += lines
      }
      return (
        line,
        fields.map { field in
          let text = String(decoding: bytes[field.range], as: UTF8.self)
          return field.hasDoubledQuotes ? text.undoublingQuotes : text
        }
      )
    }
  }
}
