import Vectors

/// One indicator of every township of the country over twelve years, made from a seed: counts with a
/// long tail as in the reports, one in twenty missing, and the regions that they roll up to.
struct NationalIndicator {
  static let units = 41_352
  static let years = 12
  static let seed: UInt64 = 2_014

  /// Counts of each year.
  let counts: [Vector<Double>]
  /// Amounts with decimals of each year.
  let amounts: [Vector<Double>]
  /// Some 2,850 counties.
  let counties: Vector<Segment>
  /// 31 provinces.
  let provinces: Vector<Segment>

  init() {
    var random = SplitMix(state: Self.seed)
    counts = (0..<Self.years).map { _ in
      Vector((0..<Self.units).map { _ in Self.count(&random) })
    }
    amounts = (0..<Self.years).map { _ in
      Vector((0..<Self.units).map { _ in Self.count(&random) * 1.37 + random.unit() })
    }
    counties = Self.cut(into: 2_850, &random)
    provinces = Self.cut(into: 31, &random)
  }

  /// The bytes of the figures of all years.
  static var bytes: Int { units * years * 8 }

  private static func count(_ random: inout SplitMix) -> Double {
    let draw = random.unit()
    guard draw > 0.05 else { return .nan }
    // The reciprocal gives the long tail: half of the counts below 40, a few in ten thousands.
    let tail = 20 / max(random.unit(), 0.000_5)
    return min(tail, 30_000).rounded(.down)
  }

  private static func cut(into parts: Int, _ random: inout SplitMix) -> Vector<Segment> {
    var cuts: Set<Int> = [0, units]
    while cuts.count <= parts { cuts.insert(Int(random.unit() * Double(units))) }
    let sorted = cuts.sorted()
    return Vector(zip(sorted, sorted.dropFirst()).map { Segment($0..<$1) })
  }
}

/// Numbers that depend on their seed alone.
struct SplitMix {
  var state: UInt64

  /// A number from 0 up to, without, 1.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Double(mixed >> 11) * 0x1p-53
  }
}
