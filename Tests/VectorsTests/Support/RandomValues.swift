/// A generator whose numbers depend on its seed alone (SplitMix64), so that a failing test that prints
/// its seed can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Kinds of figures that take different ways through the kernels.
enum Flavour: String, CaseIterable {
  case counts, fewCounts, hugeCounts, decimals, wild, onlyNulls, withoutNulls

  func values(_ count: Int, _ random: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in value(&random) }
  }

  private func value(_ random: inout SeededGenerator) -> Double {
    if self != .withoutNulls, Int.random(in: 0..<5, using: &random) == 0 { return .nan }
    switch self {
    case .counts: return Double(Int.random(in: 0..<1_000, using: &random))
    case .fewCounts: return Double(Int.random(in: 0..<3, using: &random))
    case .hugeCounts: return Double(Int.random(in: 0..<(1 << 40), using: &random))
    case .decimals, .withoutNulls:
      return (Double.random(in: -100..<100, using: &random) * 4).rounded() / 4
    case .wild:
      let special: [Double] = [
        0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
        -.greatestFiniteMagnitude, 1, -1, 0x1p52, 0x1p53, 0.5, -.leastNormalMagnitude,
      ]
      return Bool.random(using: &random)
        ? special[Int.random(in: 0..<special.count, using: &random)]
        : Double(sign: .plus, exponent: .random(in: -300...300, using: &random), significand: 1)
    case .onlyNulls: return .nan
    }
  }
}

/// Lengths around the widths of lanes, blocks and the thresholds of the kernels.
let tellingLengths = [
  0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 23, 31, 32, 33, 63, 64, 65, 100, 127, 255, 300, 1_000,
]

/// Whether two results are the same: equal, or both null.
func isSame(_ left: Double, _ right: Double) -> Bool {
  left == right || (left.isNaN && right.isNaN)
}

/// Whether two vectors of results are the same, element by element.
func areSame(_ left: [Double], _ right: [Double]) -> Bool {
  left.count == right.count && zip(left, right).allSatisfy(isSame)
}

/// Whether two results differ by no more than rounding of numbers of a size.
func isClose(_ left: Double, _ right: Double, size: Double) -> Bool {
  isSame(left, right) || abs(left - right) <= 1e-12 * max(size, 1)
}
