/// A figure that a report states in its prose, beside its tables.
public struct Claim: Sendable, Hashable {
  /// How exactly a figure is stated.
  public enum Precision: UInt8, Sendable, CaseIterable {
    /// As it is.
    case exact = 0
    /// Roughly: 近, 约, 左右.
    case about = 1
    /// That many or some more: 余, 多, 以上, 超过.
    case atLeast = 2
    /// That many or fewer: 以内, 不足.
    case atMost = 3

    /// The name as written in outputs.
    public var name: String {
      switch self {
      case .exact: "exact"
      case .about: "about"
      case .atLeast: "at-least"
      case .atMost: "at-most"
      }
    }
  }

  /// What is claimed to be that many.
  public let indicator: IndicatorIndex
  /// The figure in the indicator's unit of measure, or for a share in percent.
  public let value: Double
  /// Whether it is the indicator's share of its total: 占总数的39.1%.
  public let isShare: Bool
  /// How exactly it is stated.
  public let precision: Precision
  /// The clause as printed, at most eighty signs.
  public let text: String
  /// Where it stands.
  public let place: Place

  /// A claim.
  public init(
    indicator: IndicatorIndex, value: Double, isShare: Bool = false, precision: Precision,
    text: String, place: Place
  ) {
    self.indicator = indicator
    self.value = value
    self.isShare = isShare
    self.precision = precision
    self.text = text
    self.place = place
  }
}
