/// The lines of a text: ended by LF, CR LF or CR.
struct TextLines: Sequence, IteratorProtocol {
  /// One line without its end.
  struct Line {
    /// The 1-based number.
    let number: Int
    /// Where it stands in the text's bytes.
    let range: Range<Int>
  }

  private let bytes: [UInt8]
  private var position = 0
  private var number = 0

  /// The lines of UTF-8 text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next line, or nil behind the last one.
  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    position = end + 1
    if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { position += 1 }
    number += 1
    return Line(number: number, range: start..<end)
  }
}
