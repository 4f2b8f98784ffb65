/// Doubles as integers in the same order, so that they can be sorted digit by digit.
///
/// The bits of a positive double, read as an integer, grow with the double; those of a negative one
/// shrink. Setting the sign bit of the positive ones and turning all bits of the negative ones makes
/// one order of both: −1 → 0x400F…, +0 → 0x8000…, 1 → 0xBFF0…. Adding 0 first makes −0 into +0, so
/// that both have one key.
enum OrderedKey {
  /// The key of a value that is not null.
  @inline(__always)
  static func of(_ value: Double) -> UInt64 {
    let bits = (value + 0).bitPattern
    // All ones for a negative value, else 0.
    let sign = UInt64(bitPattern: Int64(bitPattern: bits) >> 63)
    return bits ^ (sign | 1 << 63)
  }

  /// The value of a key; of the key of −0 it is +0.
  @inline(__always)
  static func value(_ key: UInt64) -> Double {
    let positive = UInt64(bitPattern: Int64(bitPattern: key) >> 63)
    return Double(bitPattern: key ^ (~positive | 1 << 63))
  }
}

extension Workspace {
  /// Gathers the keys of the values that are not null, and their positions from 0, in order.
  ///
  /// Descending keys are turned, so that ascending order of keys is the order wanted.
  ///
  /// - Returns: The number of keys, and the bits in which they differ.
  mutating func gatherKeys(
    _ values: UnsafePointer<Double>, count: Int, _ direction: Direction
  ) -> (count: Int, varying: UInt64) {
    reserve(count)
    let turn: UInt64 = direction == .descending ? ~0 : 0
    var gathered = 0
    var all = ~UInt64(0)
    var any = UInt64(0)
    for position in 0..<count {
      let value = values[position]
      // Written always, kept only where the value is not null: without a branch to predict.
      let isValue = value == value
      let key = OrderedKey.of(value) ^ turn
      keys[gathered] = key
      positions[gathered] = Int32(truncatingIfNeeded: position)
      let keep: UInt64 = isValue ? ~0 : 0
      all &= key | ~keep
      any |= key & keep
      gathered += isValue ? 1 : 0
    }
    return (gathered, gathered > 0 ? all ^ any : 0)
  }
}
