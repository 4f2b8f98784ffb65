/// The numbers along an axis: round, few, and around all figures (after Heckbert, ‘Nice numbers for
/// graph labels’, Graphics Gems, 1990).
struct AxisScale: Sendable, Hashable {
  /// The numbers that are printed, ascending and evenly apart.
  let ticks: [Double]

  /// The lowest number.
  var low: Double { ticks.first ?? 0 }

  /// The highest number.
  var high: Double { ticks.last ?? 1 }

  /// A scale around some figures and zero.
  ///
  /// - Parameter count: About how many numbers are wanted, at least 2.
  init(around figures: [Double], count: Int = 5) {
    let finite = figures.filter(\.isFinite)
    let low = min(0, finite.min() ?? 0)
    let high = max(0, finite.max() ?? 0)
    guard high > low else {
      ticks = [0, 1]
      return
    }
    // Whole figures have whole numbers along their axis.
    let rough = (high - low) / Double(max(2, count) - 1)
    let isWhole = finite.allSatisfy { $0 == $0.rounded() }
    let step = Self.niceStep(isWhole ? max(1, rough) : rough)
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    ticks = (Int(first)...Int(last)).map { Double($0) * step }
  }

  /// Where a figure stands between the lowest number, 0, and the highest, 1.
  func share(_ figure: Double) -> Double { (figure - low) / (high - low) }

  /// The round number, 1, 2 or 5 times a power of ten, that is not below a number.
  static func niceStep(_ rough: Double) -> Double {
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    return [1.0, 2, 5].map { $0 * power }.first { $0 >= rough } ?? 10 * power
  }
}
