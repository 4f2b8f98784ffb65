import CKernels

extension NarrowVector {
  /// The narrowest vector of some doubles; NaN is null.
  ///
  /// - Complexity: O(count) for whole numbers; up to eleven passes for decimals, most of them short.
  public init(_ values: Vector<Double>) {
    guard let decimals = Self.decimals(of: values) else {
      self.init(asDoubles: values)
      return
    }
    let zones = Self.zones(of: values, Self.powers[decimals])
    self.init(
      codes: Self.codes(of: values, zones.span, Self.powers[decimals]), count: values.count,
      decimals: decimals, zones: zones)
  }

  /// Doubles as they are, for what is not worth narrowing. O(1).
  public init(asDoubles values: Vector<Double>) {
    self.init(codes: .double(values), count: values.count, decimals: 0, zones: Vector([]))
  }

  /// A vector of `count` times one number, or null where it is NaN.
  ///
  /// - Complexity: O(`count`) where the number has no code, else O(zones).
  public init(repeating value: Double, count: Int) {
    let one = NarrowVector(Vector(repeating: value, count: min(count, Self.zoneLength)))
    guard count > Self.zoneLength else {
      self = one
      return
    }
    guard case .constant(let code) = one.codes else {
      self.init(Vector(repeating: value, count: count))
      return
    }
    self.init(
      codes: .constant(code), count: count, decimals: one.decimals,
      zones: Self.zones(repeating: code, count: count))
  }

  /// The elements at some positions, in their order, in the form that is narrowest for them.
  ///
  /// - Complexity: O(number of positions).
  public func gathering(_ positions: [Int]) -> NarrowVector {
    NarrowVector(
      Vector<Double>(count: positions.count) { values in
        for (offset, position) in positions.enumerated() { values[offset] = self[position] }
      })
  }

  /// The least number of decimals that all elements have codes with, or nil.
  private static func decimals(of values: Vector<Double>) -> Int? {
    let start = values.storage.start
    var position = 0
    for decimals in 0...mostDecimals {
      // What has a code has one with a further decimal, unless it leaves 32 bits; that is looked at
      // by the caller's pass.
      let found = nianbao_summarise(start + position, values.count - position, powers[decimals])
      position += found.first_misfit
      guard position == values.count else { continue }
      let all = nianbao_summarise(start, values.count, powers[decimals])
      return all.first_misfit == values.count ? decimals : nil
    }
    return nil
  }

  private static func zones(of values: Vector<Double>, _ power: Double) -> Vector<Zone> {
    let start = values.storage.start
    return Vector(
      (0..<zoneCount(values.count)).map { zone in
        let first = zone * zoneLength
        let found = nianbao_summarise(start + first, min(zoneLength, values.count - first), power)
        return Zone(least: found.least, greatest: found.greatest, nullCount: found.null_count)
      })
  }

  /// The zones of a vector that has no codes.
  static func zones(repeating code: Int32?, count: Int) -> Vector<Zone> {
    Vector(
      (0..<zoneCount(count)).map { zone in
        let length = Int32(min(zoneLength, count - zone * zoneLength))
        return code.map { Zone(least: $0, greatest: $0, nullCount: 0) }
          ?? Zone(least: .max, greatest: .min, nullCount: length)
      })
  }

  private static func codes(of values: Vector<Double>, _ zones: Span<Zone>, _ power: Double)
    -> Codes
  {
    var (least, greatest, nulls) = (Int32.max, Int32.min, 0)
    for zone in zones.indices {
      least = min(least, zones[zone].least)
      greatest = max(greatest, zones[zone].greatest)
      nulls += Int(zones[zone].nullCount)
    }
    func made<Code: BitwiseCopyable & Sendable>(_: Code.Type, _ form: Form) -> Vector<Code> {
      Vector(count: values.count) { codes in
        nianbao_narrow(
          values.storage.start, values.count, power, form.kernelForm, codes.mutablePointer)
      }
    }
    if nulls == values.count { return .constant(nil) }
    if nulls == 0, least == greatest { return .constant(least) }
    if least >= -127, greatest <= 127 { return .signed8(made(Int8.self, .signed8)) }
    if least >= 0, greatest < 255 { return .unsigned8(made(UInt8.self, .unsigned8)) }
    if least > Int32(Int16.min), greatest <= Int32(Int16.max) {
      return .signed16(made(Int16.self, .signed16))
    }
    return .signed32(made(Int32.self, .signed32))
  }
}

extension NarrowVector.Form {
  /// The number of the form in the kernels; there is none for constants and doubles.
  var kernelForm: Int32 {
    switch self {
    case .signed8: Int32(nianbao_signed_8)
    case .unsigned8: Int32(nianbao_unsigned_8)
    case .signed16: Int32(nianbao_signed_16)
    case .signed32: Int32(nianbao_signed_32)
    case .constant, .double: preconditionFailure("vectors of form \(self) have no codes")
    }
  }
}
