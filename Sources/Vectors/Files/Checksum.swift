/// A checksum against damage of files, not against intent.
///
/// The bytes are read as little-endian 64-bit words, the last one filled up with zeros, and dealt in
/// turn to four lanes; a lane takes a word by `lane = (lane XOR word) × prime`, then rotates left by
/// 29. The sum folds the lanes and the number of bytes in the same way. Any single changed bit
/// changes it, because every step is a bijection of the lane.
public enum Checksum {
  private static let prime: UInt64 = 0x9E37_79B1_85EB_CA87

  /// The checksum of the bytes of some elements. O(bytes), several gigabytes a second.
  public static func of<Element: BitwiseCopyable>(_ elements: borrowing Span<Element>) -> UInt64 {
    elements.withUnsafeBytes { of($0) }
  }

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    // Four lanes by themselves: a multiplication of 64 bits is one instruction for a register, and many
    // for a vector of the oldest processors.
    var (first, second, third, fourth) = (UInt64(1), UInt64(2), UInt64(3), UInt64(4))
    func word(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var offset = 0
    while offset + 32 <= bytes.count {
      first = mixed(first, word(offset))
      second = mixed(second, word(offset + 8))
      third = mixed(third, word(offset + 16))
      fourth = mixed(fourth, word(offset + 24))
      offset += 32
    }
    var lanes = [first, second, third, fourth]
    var lane = 0
    while offset < bytes.count {
      var word: UInt64 = 0
      for position in 0..<min(8, bytes.count - offset) {
        word |= UInt64(bytes[offset + position]) << UInt64(8 * position)
      }
      lanes[lane] = mixed(lanes[lane], word)
      lane += 1
      offset += 8
    }
    return lanes.reduce(UInt64(bytes.count), mixed)
  }

  @inline(__always)
  private static func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let product = (lane ^ word) &* prime
    return product << 29 | product >> 35
  }
}
