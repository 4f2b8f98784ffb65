#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pseudo-random numbers that depend on a seed and the number of a part alone (SplitMix64, Steele, Lea
/// and Flood 2014), so that a simulation cut into parts gives the same result on any number of threads.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// The second of a pair of normal variables; they come two at a time.
  private var spare: Double?

  /// The stream of one part of a simulation.
  public init(seed: UInt64, part: Int = 0) {
    state = Self.mixed(Self.mixed(seed) &+ UInt64(bitPattern: Int64(part)) &* Self.golden)
  }

  private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Sixty-four random bits.
  public mutating func next() -> UInt64 {
    state &+= Self.golden
    return Self.mixed(state)
  }

  /// A number above 0 and below 1.
  public mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// A standard normal variable, by the polar method (Marsaglia and Bray 1964).
  public mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }

  /// A gamma variable of scale 1, by the method of Marsaglia and Tsang (2000).
  ///
  /// - Parameter shape: Above 0.
  public mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0, "there is no gamma variable of shape \(shape)")
    // A variable of shape a is one of shape a + 1 times U^(1/a).
    if shape < 1 { return gamma(shape: shape + 1) * pow(uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A beta variable. Both parameters above 0.
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    let (x, y) = (gamma(shape: a), gamma(shape: b))
    return x + y > 0 ? x / (x + y) : a / (a + b)
  }

  /// Shares that are above 0 and add up to 1, distributed around given ones (Dirichlet).
  ///
  /// - Parameter concentrations: Each above 0; their ratios are the means, and the larger their sum the
  ///   closer the shares are to these.
  public mutating func dirichlet(_ concentrations: [Double]) -> [Double] {
    let parts = concentrations.map { gamma(shape: $0) }
    let total = parts.reduce(0, +)
    let whole = concentrations.reduce(0, +)
    return total > 0 ? parts.map { $0 / total } : concentrations.map { $0 / whole }
  }
}
