import CKernels

/// Which elements have one of some small codes, as bytes that relations are counted by.
public enum CodeMarks {
  /// For each position one more than its code, 0 where the position is below zero.
  ///
  /// - Parameters:
  ///   - positions: Positions in `codes`, or numbers below zero.
  ///   - codes: Numbers from −1 to 254.
  /// - Complexity: O(positions).
  public static func lookUp(_ positions: Vector<Int32>, in codes: Vector<Int32>) -> Vector<UInt8> {
    guard codes.count > 0 else {
      precondition(positions.array.allSatisfy { $0 < 0 }, "there are positions but no codes")
      return Vector(repeating: 0, count: positions.count)
    }
    return Vector(count: positions.count) { found in
      let greatest = nianbao_look_up(
        positions.storage.start, codes.storage.start, codes.count, positions.count,
        found.mutablePointer)
      precondition(greatest < codes.count, "position \(greatest) is outside \(codes.count) codes")
    }
  }

  /// 255 for each element whose code is wanted, 0 for any other, and how many are.
  ///
  /// - Complexity: O(elements · wanted).
  public static func marks(of wanted: [UInt8], in codes: Vector<UInt8>) -> (
    bytes: Vector<UInt8>, count: Int
  ) {
    guard !wanted.isEmpty else { return (Vector(repeating: 0, count: codes.count), 0) }
    var marked: UInt64 = 0
    let bytes = Vector<UInt8>(count: codes.count) { bytes in
      marked = nianbao_mark_codes(
        codes.storage.start, wanted, wanted.count, codes.count, bytes.mutablePointer)
    }
    return (bytes, Int(marked))
  }
}
