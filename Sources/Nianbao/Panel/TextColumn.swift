import Vectors

/// Many texts in one block of memory: their UTF-8 bytes end to end, and where each begins.
///
/// A text becomes a `String` only when it is asked for, so a table of texts costs nothing to open.
public struct TextColumn: Sendable {
  /// For each text the position of its first byte, and behind the last one the number of bytes.
  let offsets: Vector<UInt32>
  let bytes: Vector<UInt8>

  /// A column over existing memory, or nil where the offsets do not cut the bytes into pieces.
  ///
  /// - Complexity: Linear in the number of texts.
  init?(offsets: Vector<UInt32>, bytes: Vector<UInt8>) {
    guard offsets.count > 0, offsets[0] == 0, Int(offsets[offsets.count - 1]) == bytes.count else {
      return nil
    }
    let span = offsets.span
    for position in 1..<max(span.count, 1) where span[position] < span[position - 1] { return nil }
    self.offsets = offsets
    self.bytes = bytes
  }

  /// A column of texts in order.
  public init(_ texts: some Sequence<String>) {
    var offsets: [UInt32] = [0]
    var bytes: [UInt8] = []
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      offsets.append(UInt32(bytes.count))
    }
    self.offsets = Vector(offsets)
    self.bytes = Vector(bytes)
  }

  /// The number of texts.
  public var count: Int { offsets.count - 1 }

  /// The text at a position. O(its length).
  public subscript(position: Int) -> String {
    let (start, end) = (Int(offsets[position]), Int(offsets[position + 1]))
    return bytes.text(from: start, to: end)
  }

  /// Whether the text at a position is a given one, compared byte by byte. O(its length).
  func isEqual(_ position: Int, to text: String) -> Bool { order(position, text) == 0 }

  /// The byte order of the text at a position and a given one: below, at or above zero.
  func order(_ position: Int, _ text: String) -> Int {
    let (start, end) = (Int(offsets[position]), Int(offsets[position + 1]))
    var offset = start
    for byte in text.utf8 {
      if offset == end { return -1 }
      let own = bytes[offset]
      if own != byte { return own < byte ? -1 : 1 }
      offset += 1
    }
    return offset == end ? 0 : 1
  }
}

/// Gives each different text a small number, in the order of first appearance.
struct TextDictionary {
  private(set) var texts: [String] = []
  private var codes: [String: Int32] = [:]

  /// The number of a text, a new one where it has none yet. O(its length).
  mutating func code(of text: String) -> Int32 {
    if let code = codes[text] { return code }
    let code = Int32(texts.count)
    texts.append(text)
    codes[text] = code
    return code
  }
}
