#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What figures of a group are usually like, and how likely a further figure is that far from it.
public enum ReferenceLevel: Sendable, Hashable {
  /// Counts: negative binomial with a mean and variance μ + φμ².
  case count(mean: Double, dispersion: Double)
  /// Counts about a level that is itself a guess from overdispersed counts: as `count`, and no less
  /// likely than the ratio of two gamma variables, one of relative variance `own`, the figure's, and
  /// one of relative variance `level`. A level that is guessed too low makes a figure seem too high far
  /// more often than a dispersion alone would say.
  case ratio(mean: Double, dispersion: Double, own: Double, level: Double)
  /// Amounts: normal logarithms.
  case amount(centre: Double, scale: Double)

  /// log of the probability, on both sides, of a figure at least as far out. O(1).
  public func logProbability(of value: Double) -> Double {
    switch self {
    case .count(let mean, let dispersion):
      let tail =
        value > mean
        ? LogarithmicTails.count(atLeast: value, mean: mean, dispersion: dispersion)
        : LogarithmicTails.count(atMost: value, mean: mean, dispersion: dispersion)
      return min(0, log(2) + tail)
    case .ratio(let mean, let dispersion, let own, let level):
      let tail = Self.count(mean: mean, dispersion: dispersion).logProbability(of: value)
      // Without overdispersion the ratio is all but 1.
      guard own > 1e-4, level > 1e-4 else { return tail }
      let ratio = value / mean
      let ratioTail =
        ratio > 1
        ? LogarithmicTails.fisher(atLeast: ratio, degrees: 2 / own, over: 2 / level)
        : LogarithmicTails.fisher(atLeast: 1 / ratio, degrees: 2 / level, over: 2 / own)
      return max(tail, min(0, log(2) + ratioTail))
    case .amount(let centre, let scale):
      guard value > 0 else { return 0 }
      return LogarithmicTails.normal(beyond: (log(value) - centre) / scale)
    }
  }

  /// Bounds between which no figure is less likely than a threshold of −log p, or hardly any: a cheap
  /// look that saves the exact one.
  ///
  /// For counts from the cube root of Wilson and Hilferty, a little narrower than it says. O(1).
  public func ordinary(threshold: Double) -> ClosedRange<Double> {
    // 1.35·√t − 0.65 is a little below the normal quantile for p = exp(−t), t from 1.6 to 5.
    let distance = max(0.5, 1.35 * threshold.squareRoot() - 0.65)
    switch self {
    case .count(let mean, let dispersion), .ratio(let mean, let dispersion, _, _):
      let variance = dispersion + 1 / mean
      let (middle, step) = (1 - variance / 9, distance * variance.squareRoot() / 3)
      let (low, high) = (max(0, middle - step), max(0, middle + step))
      let lowest = low > 0 ? mean * low * low * low : -1
      return min(lowest, mean)...max(mean * high * high * high, mean)
    case .amount(let centre, let scale):
      return exp(centre - distance * scale)...exp(centre + distance * scale)
    }
  }
}

/// Middle and spread of a group of figures, measured on a stabilising scale by median and MAD.
public struct GroupSpread: Sendable {
  /// The scale.
  public let scale: StabilisingScale
  /// The median on the scale.
  public let median: Double
  /// The median absolute deviation on the scale, not scaled.
  public let deviation: Double
  /// How many figures there are.
  public let count: Int
  /// The median of counts with ties spread out evenly: of 0, 0, 0, 1 a little above 0.
  public let smoothMedian: Double
  /// Of counts whose median is 0: mean and variance with the greatest tenth, one figure at least, put
  /// down to the next below; both 0 where the others are 0.
  public let rest: (mean: Double, variance: Double)

  /// A group's middle and spread.
  ///
  /// - Parameters:
  ///   - below: How many figures lie below the median.
  ///   - ties: How many are equal to it.
  ///   - positive: The figures above 0, in any order, where the median of counts is 0; else none.
  public init(
    scale: StabilisingScale, median: Double, deviation: Double, count: Int, below: Int, ties: Int,
    positive: [Double] = []
  ) {
    self.scale = scale
    self.median = median
    self.deviation = deviation
    self.count = count
    rest = Self.rest(of: positive, count: count)
    let figure = scale.figure(median)
    // The median for grouped data: the figure is a class from ½ below to ½ above it.
    smoothMedian =
      scale == .count && ties > 0
      ? max(0, figure - 0.5 + (Double(count) / 2 - Double(below)) / Double(ties)) : figure
  }

  private static func rest(of positive: [Double], count: Int) -> (mean: Double, variance: Double) {
    let put = max(1, count / 10)
    guard positive.count > put else { return (0, 0) }
    var sorted = positive.sorted()
    let greatest = sorted[sorted.count - 1 - put]
    for index in (sorted.count - put)..<sorted.count { sorted[index] = greatest }
    let mean = sorted.reduce(0, +) / Double(count)
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let zeros = Double(count - sorted.count) * mean * mean
    return (mean, (squares + zeros) / Double(max(count - 1, 1)))
  }

  /// The typical figure: the median, from the scale back to figures.
  public var typical: Double { scale.figure(median) }

  /// What a further figure of the group is likely to be.
  ///
  /// Where half of a group's counts are 0, median and MAD say nothing of the others; what they are like
  /// is then told by mean and variance without the greatest.
  ///
  /// The spread is the larger of the one that all groups have in common and the group's own, the
  /// latter drawn to the former as if by ten further figures. The uncertainty of the median, whose
  /// variance is π/2 times that of a mean, is added to it.
  ///
  /// - Parameter common: What all groups have in common: of counts the dispersion φ, of amounts the
  ///   standard deviation of logarithms.
  public func level(common: Double) -> ReferenceLevel {
    let n = Double(count)
    let own = deviation * RobustScale.factor(max(count, 2))
    let uncertainty = 0.5 * Double.pi / n
    switch scale {
    case .count:
      let ownDispersion = max(0, own * own - 1) / max(smoothMedian, 0.5)
      var dispersion = max(common, (n * ownDispersion + 10 * common) / (n + 10))
      var mean = max(CountMean.of(smoothMedian, dispersion: dispersion), 0.5 / n)
      if rest.mean > 0 {
        dispersion = max(dispersion, (rest.variance / rest.mean - 1) / rest.mean)
        mean = max(mean, rest.mean)
      }
      return .ratio(
        mean: mean, dispersion: dispersion + (dispersion + 1 / mean) * uncertainty,
        own: dispersion, level: dispersion * uncertainty)
    case .amount:
      let variance = max(common * common, (n * own * own + 10 * common * common) / (n + 10))
      return .amount(centre: median, scale: (variance * (1 + uncertainty)).squareRoot())
    }
  }
}

/// Means of negative binomial counts from their medians.
public enum CountMean {
  /// The mean of counts with a median whose ties are spread out evenly.
  ///
  /// Where more than half are 0 the median says only how many, and the mean is the one with that
  /// share of zeros. Else the ratio of mean to median is that of the gamma distribution, (1 − φ/9)⁻³
  /// (Wilson and Hilferty 1931), and counts lie 1/6 above it, as Poisson counts do.
  static func of(_ median: Double, dispersion: Double) -> Double {
    if median < 0.5 {
      let dispersion = min(dispersion, 20)
      // (1 + φμ)^(−1/φ) is the share of zeros, 1 / (1 + 2·median).
      return dispersion < 1e-6
        ? log1p(2 * median) : expm1(dispersion * log1p(2 * median)) / dispersion
    }
    let root = 1 - min(dispersion, 4.5) / 9
    return median / (root * root * root) + 1.0 / 6
  }

  /// The dispersion φ that counts of many groups have in common: the one with which the median of the
  /// squared distances from their groups' medians is what it is for normally distributed values.
  ///
  /// On the scale 2·√(x + 3/8) the variance of a count is about 1 + φμ.
  ///
  /// - Parameters:
  ///   - squares: Squared distances from the group's median on that scale.
  ///   - medians: The group's median of each, as figures.
  /// - Returns: φ, 0 where the counts vary no more than Poisson counts, or there are none.
  /// - Complexity: O(n) for each of some forty steps.
  public static func commonDispersion(squares: [Double], medians: [Double]) -> Double {
    guard squares.count >= 8 else { return 0 }
    var workspace = Workspace()
    func isTooSmall(_ dispersion: Double) -> Bool {
      let ratios = Vector(squares.indices.map { squares[$0] / (1 + dispersion * medians[$0]) })
      return Quantiles.median(ratios.span, workspace: &workspace) > RobustScale.medianSquare
    }
    guard isTooSmall(0) else { return 0 }
    var (low, high) = (0.0, 1e-4)
    while isTooSmall(high), high < 100 { (low, high) = (high, high * 4) }
    for _ in 0..<20 {
      let middle = (low + high) / 2
      if isTooSmall(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
