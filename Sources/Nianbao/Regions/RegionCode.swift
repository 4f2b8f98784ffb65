/// A code of the administrative tree: 2 digits for a province, 4 for a prefecture, 6 for a county or
/// district, 9 for a township or street, 12 for a village (GB/T 2260, GB/T 10114).
///
/// Codes sort as the tree is walked: a region stands right before the regions in it.
public struct RegionCode: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The levels of the tree from the top.
  public enum Level: Int, CaseIterable, Comparable, Sendable {
    /// Provinces, autonomous regions and municipalities.
    case province = 2
    /// Prefecture-level cities, prefectures and leagues.
    case prefecture = 4
    /// Counties, districts and county-level cities.
    case county = 6
    /// Townships, towns and street offices.
    case township = 9
    /// Villages and residents' committees.
    case village = 12

    /// The number of digits of a code of this level.
    public var digits: Int { rawValue }

    /// A higher level in the tree comes first.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The code padded with zeros to twelve digits: the key that sorts regions into runs.
  public let padded: UInt64
  /// The level, which says how many digits of `padded` count.
  public let level: Level

  /// A code from its digits, or nil where they are not 2, 4, 6, 9 or 12 ASCII digits.
  public init?(_ digits: some StringProtocol) {
    let count = digits.utf8.count
    guard let level = Level(rawValue: count) else { return nil }
    var value: UInt64 = 0
    for byte in digits.utf8 {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + UInt64(byte - 48)
    }
    self.level = level
    self.padded = value * Self.scale(of: level)
  }

  /// A code from its padded form, whose digits below the level are zeros.
  init(padded: UInt64, level: Level) {
    self.padded = padded
    self.level = level
  }

  /// A code from the number that its digits are.
  init(digits: UInt64, level: Level) {
    self.init(padded: digits * Self.scale(of: level), level: level)
  }

  /// What one step of a level's last digit is worth in `padded`.
  private static func scale(of level: Level) -> UInt64 {
    switch level {
    case .province: 10_000_000_000
    case .prefecture: 100_000_000
    case .county: 1_000_000
    case .township: 1000
    case .village: 1
    }
  }

  /// The region of a higher level that this one lies in, or nil where the level is not higher.
  public func ancestor(at level: Level) -> RegionCode? {
    guard level < self.level else { return nil }
    let scale = Self.scale(of: level)
    return RegionCode(padded: padded / scale * scale, level: level)
  }

  /// The region right above by the code; nil for a province.
  public var parentByCode: RegionCode? {
    Level.allCases.last { $0 < level }.flatMap { ancestor(at: $0) }
  }

  /// Whether another region is this one or lies in it by its code.
  public func contains(_ other: RegionCode) -> Bool {
    other.level >= level && paddedRange.contains(other.padded)
  }

  /// The padded codes of this region and of all regions in it.
  public var paddedRange: Range<UInt64> { padded..<(padded + Self.scale(of: level)) }

  /// The digits of the code.
  public var description: String {
    let digits = String(padded / Self.scale(of: level))
    return String(repeating: "0", count: max(0, level.digits - digits.count)) + digits
  }

  /// Tree order: by padded code, a region before the regions in it.
  public static func < (left: RegionCode, right: RegionCode) -> Bool {
    (left.padded, left.level.rawValue) < (right.padded, right.level.rawValue)
  }
}
