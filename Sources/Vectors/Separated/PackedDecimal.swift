import CKernels

/// A number of few digits in 32 bits, as most figures of a table are: digits without the point, and the number of
/// decimals.
///
/// Bits 4 to 31 are the digits, signed; bits 0 to 3 are one more than the decimals. Words with low
/// four bits of zero are no numbers: the word 0 is an empty field, `other` a field that is something else,
/// and the rest are the caller's.
public enum PackedDecimal {
  /// The word of an empty field.
  public static let empty: UInt32 = 0
  /// The word of a field that is no packed number: no number at all, too long, or not written the
  /// shortest way.
  public static let other: UInt32 = 0xFFFF_FFF0

  /// Whether a word has a number. O(1).
  @inline(__always)
  public static func hasNumber(_ word: UInt32) -> Bool { word & 15 != 0 }

  /// Digits without the point. O(1).
  @inline(__always)
  public static func digits(_ word: UInt32) -> Int64 { Int64(Int32(bitPattern: word) >> 4) }

  /// The number of decimals, 0 to 14. O(1).
  @inline(__always)
  public static func decimals(_ word: UInt32) -> Int { Int(word & 15) - 1 }

  /// The word of a number, or nil where it has too many digits for one. O(1).
  public static func word(digits: Int64, decimals: Int) -> UInt32? {
    guard digits >= -(1 << 27), digits < 1 << 27, (0...14).contains(decimals) else { return nil }
    return UInt32(bitPattern: Int32(digits) << 4) | UInt32(decimals + 1)
  }

  /// The numbers of some words, and a byte for each: its decimals times 16 and `status`. A word without
  /// number is NaN, and the byte is in its bits 4 to 11.
  ///
  /// - Complexity: O(n).
  public static func unpack(_ words: borrowing Span<UInt32>, status: UInt8) -> (
    values: Vector<Double>, marks: Vector<UInt8>
  ) {
    let count = words.count
    let values = VectorAllocation.make(Double.self, count: count)
    let marks = VectorAllocation.make(UInt8.self, count: count)
    _ = nianbao_unpack_decimals(words.pointer, count, status, values, marks)
    return (Vector(taking: values, count: count), Vector(taking: marks, count: count))
  }
}
