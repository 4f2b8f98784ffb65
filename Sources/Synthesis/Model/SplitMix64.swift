/// Pseudo-random numbers that are the same on every machine (SplitMix64, Steele, Lea and Flood 2014).
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator whose numbers depend on the seed alone.
  public init(seed: UInt64) { state = seed }

  /// A generator of its own for a part of the work, such as one region, whatever is done before it.
  public init(seed: UInt64, part: UInt64) {
    var mixer = SplitMix64(seed: seed ^ part &* 0x9E37_79B9_7F4A_7C15)
    state = mixer.next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to, without, 1, with 53 random bits.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in a range, each as likely as the others to within 2^-32 of their number.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    let count = UInt64(range.count)
    return range.lowerBound + Int(((next() >> 32) &* count) >> 32)
  }

  /// Whether something of a likelihood happens.
  mutating func happens(_ likelihood: Double) -> Bool { unit() < likelihood }

  /// How many of some things of one likelihood happen: an approximation by a sum of three numbers.
  mutating func count(of expected: Double) -> Int {
    let spread = (unit() + unit() + unit() - 1.5) * 2
    return max(0, Int((expected + spread * expected.squareRoot()).rounded()))
  }

  /// One of some elements.
  mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[integer(in: 0...(elements.count - 1))]
  }
}
