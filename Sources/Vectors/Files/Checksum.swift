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
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var offset = 0
    while offset + 32 <= bytes.count {
      let words = SIMD4<UInt64>(
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian,
        bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).littleEndian,
        bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self).littleEndian,
        bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self).littleEndian)
      lanes = (lanes ^ words) &* prime
      lanes = lanes &<< 29 | lanes &>> 35
      offset += 32
    }
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
    var sum = UInt64(bytes.count)
    for lane in 0..<4 { sum = mixed(sum, lanes[lane]) }
    return sum
  }

  private static func mixed(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let product = (lane ^ word) &* prime
    return product << 29 | product >> 35
  }
}
