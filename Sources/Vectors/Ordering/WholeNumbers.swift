/// Recognising vectors of small whole numbers, which can be ranked by counting instead of sorting.
///
/// Adding 2⁵² to a whole number x below 2³² makes a double whose low bits are x itself, because its
/// last bit stands for 1. That converts eight at a time without an instruction for it, and taking
/// 2⁵² off again gives x back only where x was whole.
enum WholeNumbers {
  @inline(__always)
  private static var shifter: Double { 4_503_599_627_370_496 }

  /// The greatest of the values where all that are not null are whole numbers from 0 to `limit`; nil
  /// where one is not, or all are null.
  ///
  /// - Complexity: O(`count`); ends at the first eight values that tell.
  static func maximum(_ values: UnsafePointer<Double>, count: Int, limit: Int) -> Int? {
    var greatest = Lanes(repeating: -1)
    let limit = Lanes(repeating: Double(min(limit, Int(UInt32.max) - 1)))
    var position = 0
    while position < count {
      let rest = min(Lanes.width, count - position)
      let lanes =
        rest == Lanes.width ? Lanes(values + position) : Lanes(values + position, first: rest)
      let isWhole = lanes + shifter - shifter .== lanes
      let isAllowed = (isWhole .& (lanes .>= 0) .& (lanes .<= limit)) .| (lanes .!= lanes)
      guard all(isAllowed) else { return nil }
      greatest.replace(with: lanes, where: lanes .> greatest)
      position += Lanes.width
    }
    let maximum = greatest.max()
    return maximum >= 0 ? Int(maximum) : nil
  }

  /// A value that `maximum` has accepted, as an integer, or `null` where it is null.
  @inline(__always)
  static func integer(_ value: Double, null: Int) -> Int {
    let bits = UInt32(truncatingIfNeeded: (value + shifter).bitPattern)
    return value == value ? Int(bits) : null
  }
}
