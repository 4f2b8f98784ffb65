/// The numbers that the claims of a report about one figure stand for.
///
/// An exact claim is its number. An approximate one stands for an interval: 近 and 约 for what is within
/// one step of its last digit that is not 0 (约260 is 250–270), 余 and 以上 for it and all above, 以内
/// for it and all below. A count in 万 or 亿 is rounded to its last digit (1.2万 is 11500–12500), an
/// amount to its last decimal. Where exact claims are there, only they count. Claims that agree are what they
/// have in common; claims that contradict each other stand for everything from the least to the
/// greatest, so that a rule is broken only where it is for each of them.
struct ClaimedInterval {
  private(set) var interval: FigureInterval
  private(set) var value: Double?
  private(set) var isExact: Bool

  /// What one claim stands for.
  ///
  /// - Parameters:
  ///   - isAmount: Whether the figure is an amount, which stands for what rounds to it.
  ///   - isInMyriads: Whether it is a count stated in 万 or 亿.
  init(_ value: Double, _ precision: Claim.Precision, isAmount: Bool, isInMyriads: Bool = false) {
    self.value = value
    isExact = precision == .exact
    interval =
      switch precision {
      case .exact where isAmount: FigureInterval(value, slack: Self.lastDecimal(value) / 2)
      case .exact where isInMyriads: FigureInterval(value, slack: Self.lastDigit(value) / 2)
      case .exact: FigureInterval(value, slack: 0)
      case .about: FigureInterval(value, slack: Self.lastDigit(value))
      case .atLeast: FigureInterval(low: value, high: .infinity)
      case .atMost: FigureInterval(low: 0, high: value)
      }
  }

  /// Takes in a further claim about the same figure.
  mutating func add(_ other: ClaimedInterval) {
    guard isExact == other.isExact else {
      if other.isExact { self = other }
      return
    }
    let common = FigureInterval(
      low: max(interval.low, other.interval.low), high: min(interval.high, other.interval.high))
    if common.low <= common.high {
      interval = common
      if value != other.value { value = nil }
    } else {
      interval = FigureInterval(
        low: min(interval.low, other.interval.low), high: max(interval.high, other.interval.high))
      value = nil
    }
  }

  /// The step of the last decimal that a number needs; 1 for a whole one.
  private static func lastDecimal(_ value: Double) -> Double {
    var step = 1.0
    while step > 1e-9, abs(value / step - (value / step).rounded()) > 1e-6 { step /= 10 }
    return step
  }

  /// The step of the last digit that is not 0.
  private static func lastDigit(_ value: Double) -> Double {
    var step = lastDecimal(value)
    guard step == 1, value != 0 else { return step }
    while value.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
    return step
  }
}

extension FigureInterval {
  /// Everything within a distance of a number.
  init(_ value: Double, slack: Double) {
    self.init(low: value - slack, high: value + slack)
  }
}
