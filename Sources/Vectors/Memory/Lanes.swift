/// Eight consecutive doubles, what the elementwise kernels work on at a time.
typealias Lanes = SIMD8<Double>

extension Lanes {
  /// The number of lanes as a constant of this module.
  static let width = 8

  /// Eight nulls.
  @inline(__always)
  static var null: Lanes { Lanes(repeating: .nan) }

  /// Reads eight elements from any address.
  @inline(__always)
  init(_ start: UnsafePointer<Double>) {
    self = UnsafeRawPointer(start).loadUnaligned(as: Lanes.self)
  }

  /// Reads fewer than eight elements; the other lanes are null.
  @inline(__always)
  init(_ start: UnsafePointer<Double>, first rest: Int) {
    var lanes = Lanes.null
    for lane in 0..<rest { lanes[lane] = start[lane] }
    self = lanes
  }

  /// Writes eight elements to any address.
  @inline(__always)
  func store(_ start: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(start).storeBytes(of: self, as: Lanes.self)
  }

  /// Writes the first lanes, fewer than eight.
  @inline(__always)
  func store(_ start: UnsafeMutablePointer<Double>, first rest: Int) {
    for lane in 0..<rest { start[lane] = self[lane] }
  }
}
