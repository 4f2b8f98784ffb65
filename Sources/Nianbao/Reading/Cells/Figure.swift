/// A number exactly as printed: digits and the place of the point.
public struct Figure: Sendable, Hashable {
  /// The number without its point: 7730.28 has 773028.
  public let digits: Int64
  /// The number of decimals printed: 7730.28 has 2, 5.00 has 2.
  public let decimals: Int

  /// The largest number of digits that is read: what a double holds exactly.
  public static let digitLimit = 15

  /// A figure, or nil where it has more digits than a double holds exactly.
  public init?(digits: Int64, decimals: Int) {
    guard digits.magnitude < 1_000_000_000_000_000, (0...Self.digitLimit).contains(decimals) else {
      return nil
    }
    self.digits = digits
    self.decimals = decimals
  }

  /// The nearest double. Both parts are exact, so the quotient is rounded once.
  public var value: Double { Double(digits) / Self.powerOfTen(decimals) }

  /// The figure times ten to a power, or nil where it has too many digits then.
  func scaled(byPowerOfTen power: Int) -> Figure? {
    var digits = digits
    var decimals = decimals - power
    while decimals < 0 {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      digits = product
      decimals += 1
    }
    if power < 0 {
      // What a conversion adds behind the point and prints as zero is no printed precision.
      while decimals > 0, digits % 10 == 0 {
        digits /= 10
        decimals -= 1
      }
    }
    return Figure(digits: digits, decimals: decimals)
  }

  private static func powerOfTen(_ power: Int) -> Double {
    var result = 1.0
    for _ in 0..<power { result *= 10 }
    return result
  }
}
