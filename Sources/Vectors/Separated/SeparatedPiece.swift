import CKernels

/// A piece of a separated text in memory, and where its separators, line ends and quotes stand.
///
/// A piece is filled from a source, indexed a vector at a time, walked record by record, and filled
/// again behind what was not walked yet. Its memory stays small enough for a processor's cache, so
/// that a text of any size is read without ever being in memory.
///
/// *Marks* are the positions of all separators, LF, CR and quotes; *breaks* are the numbers of those
/// marks that are no separator. Two breaks `n` marks apart with `n - 1` separators between them
/// enclose a record of `n` fields without quotes.
public struct SeparatedPiece: ~Copyable {
  /// Where the text begins: zeros stand in front of it, as the kernels need.
  private var text: UnsafeMutablePointer<UInt8>
  private var marks: UnsafeMutablePointer<UInt32>
  private var breaks: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private var index = nianbao_separated_index()
  /// The number of bytes of text.
  public private(set) var count = 0

  private static var padding: Int { 64 }

  /// An empty piece with room for some bytes.
  public init(capacity: Int) {
    self.capacity = capacity
    text = Self.makeText(capacity)
    marks = VectorAllocation.make(UInt32.self, count: capacity + 64)
    breaks = VectorAllocation.make(UInt32.self, count: capacity + 64)
  }

  deinit {
    UnsafeMutableRawPointer(text - Self.padding).deallocate()
    UnsafeMutableRawPointer(marks).deallocate()
    UnsafeMutableRawPointer(breaks).deallocate()
  }

  private static func makeText(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let start = VectorAllocation.make(UInt8.self, count: capacity + 2 * padding)
    start.initialize(repeating: 0, count: padding)
    (start + padding + capacity).initialize(repeating: 0, count: padding)
    return start + padding
  }

  /// Drops bytes from the front and fills the room behind the rest from a source; the index is gone.
  ///
  /// - Parameters:
  ///   - limit: The most bytes to add.
  /// - Returns: How many were added: none where the source has no more, or the piece no more room.
  public mutating func refill(
    droppingFirst dropped: Int, from source: ByteSource, at offset: Int, atMost limit: Int
  ) -> Int {
    precondition(dropped >= 0 && dropped <= count, "a piece of \(count) cannot lose \(dropped)")
    if dropped > 0 {
      text.update(from: text + dropped, count: count - dropped)
      count -= dropped
    }
    index = nianbao_separated_index()
    let added = source.read(at: offset, count: min(limit, capacity - count), into: text + count)
    count += added
    return added
  }

  /// Makes room for twice as many bytes; the index is gone.
  public mutating func grow() {
    let larger = Self.makeText(2 * capacity)
    larger.update(from: text, count: count)
    UnsafeMutableRawPointer(text - Self.padding).deallocate()
    text = larger
    capacity *= 2
    UnsafeMutableRawPointer(marks).deallocate()
    UnsafeMutableRawPointer(breaks).deallocate()
    marks = VectorAllocation.make(UInt32.self, count: capacity + 64)
    breaks = VectorAllocation.make(UInt32.self, count: capacity + 64)
    index = nianbao_separated_index()
  }

  /// Finds marks and breaks. O(`count`).
  public mutating func makeIndex(separator: UInt8) {
    // What was read before may stand behind the text; its last vector must not see it as text.
    (text + count).update(repeating: 0, count: Self.padding)
    index = nianbao_index_separated(text, count, separator, marks, breaks)
  }

  /// Whether a byte of the piece is zero, as the index found.
  public var hasNUL: Bool { index.has_nul != 0 }

  /// Whether the bytes up to a position are UTF-8. O(`end`).
  public func isUTF8(upTo end: Int) -> Bool {
    precondition(end <= count, "the end \(end) is outside a piece of \(count)")
    return nianbao_is_utf8(text, end) != 0
  }

  /// The number of LF in the piece. O(`count`).
  public var lineFeedCount: Int { nianbao_count_line_feeds(text, count) }

  /// The text, borrowed. O(1).
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get { _overrideLifetime(Span(_unsafeStart: text, count: count), borrowing: self) }
  }

  /// The positions of the marks, borrowed. O(1).
  public var markPositions: Span<UInt32> {
    @_lifetime(borrow self)
    get { _overrideLifetime(Span(_unsafeStart: marks, count: index.mark_count), borrowing: self) }
  }

  /// The numbers of the marks that are no separator, borrowed. O(1).
  public var breakNumbers: Span<UInt32> {
    @_lifetime(borrow self)
    get { _overrideLifetime(Span(_unsafeStart: breaks, count: index.break_count), borrowing: self) }
  }

  /// The number in some bytes, packed. O(length).
  public func packedDecimal(_ range: Range<Int>) -> UInt32 {
    check(range)
    return nianbao_packed_decimal(text + range.upperBound, range.count)
  }

  /// The numbers in fields next to each other, packed.
  ///
  /// - Parameters:
  ///   - first: The number of the mark in front of the first field.
  ///   - count: The number of fields; a mark stands behind each.
  ///   - words: Takes the words from `position` on, and needs room for 16 more.
  @inline(__always)
  public func packDecimals(
    behindMark first: Int, count: Int, into words: inout MutableSpan<UInt32>, at position: Int
  ) -> PackedFields {
    precondition(
      first >= 0 && first + count < index.mark_count && position >= 0
        && position + count + 16 <= words.count, "fields outside a piece or its tile")
    return PackedFields(
      rawValue: nianbao_packed_decimals(text, marks + first, count, words.mutablePointer + position)
    )
  }

  /// Whether a part of the text has some bytes. O(length).
  @inline(__always)
  public func isEqual(_ range: Range<Int>, to other: borrowing Span<UInt8>) -> Bool {
    guard range.count == other.count else { return false }
    check(range)
    return nianbao_same_bytes(text + range.lowerBound, other.pointer, range.count) != 0
  }

  /// A hash of a part of the text. O(length).
  public func hash(_ range: Range<Int>) -> UInt64 {
    check(range)
    var (hash, position) = (UInt64(range.count) &* Self.prime, range.lowerBound)
    while position + 8 <= range.upperBound {
      let word = UnsafeRawPointer(text + position).loadUnaligned(as: UInt64.self)
      hash = Self.mixed(hash, word)
      position += 8
    }
    while position < range.upperBound {
      hash = Self.mixed(hash, UInt64(text[position]))
      position += 1
    }
    return hash
  }

  private static var prime: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: prime)
    return product.high ^ product.low
  }

  /// A part of the text as a string; what is no UTF-8 in it becomes U+FFFD. O(length).
  public func string(_ range: Range<Int>) -> String {
    check(range)
    return String(
      decoding: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count),
      as: UTF8.self)
  }

  /// The bytes of a part of the text. O(length).
  public func array(_ range: Range<Int>) -> [UInt8] {
    check(range)
    return Array(UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
  }

  @inline(__always)
  private func check(_ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "a field outside its piece")
  }
}

/// What fields that were packed are.
public struct PackedFields: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt32

  /// Fields by their bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Some are not empty.
  public static let filled = PackedFields(rawValue: 1)
  /// Some are neither empty nor packed.
  public static let other = PackedFields(rawValue: 2)
}
