/// The test of Mann (1945) and Kendall for a rise or fall of series that may have gaps, whatever its
/// shape.
///
/// S is the number of pairs of figures that rise less the number that fall. Up to
/// `InversionDistribution.limit` figures its probability is exact, with ties counted as what they are;
/// beyond, S less 1 over its standard deviation is taken as normal, with the variance corrected for
/// ties.
public struct MannKendall: Sendable {
  /// S of each series; null with no figure.
  public let scores: Vector<Double>
  /// Kendall's τ_b: S over the geometric mean of the pairs of times and of the pairs of different
  /// figures; null where no two figures differ.
  public let correlations: Vector<Double>
  /// log P(|S| ≥ |s|) where there is no trend; null with fewer than two figures.
  public let logProbabilities: Vector<Double>

  /// The tests of all columns of a matrix.
  ///
  /// - Parameter figures: One row a time in order, one column a series; NaN is null.
  /// - Complexity: O(columns · rows²), eight columns at once.
  public init(of figures: Matrix) {
    let count = figures.columnCount
    let results = (0..<3).map { _ in VectorAllocation.make(Double.self, count: count) }
    var distributions = InversionDistributions()
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: max(figures.rowCount, 1)) { equals in
      equals.initialize(repeating: .zero)
      figures.forEachEightColumns { rows, position, width in
        let (score, present, tieTerm, tied) = Self.score(rows, equals)
        let pairs = present * (present - 1) / 2
        let correlation = score / (pairs * (pairs - tied)).squareRoot()
        score.replacing(with: .nan, where: present .< 1)
          .store(results[0] + position, first: width)
        correlation.replacing(with: .nan, where: pairs .<= tied)
          .store(results[1] + position, first: width)
        for lane in 0..<width {
          results[2][position + lane] = Self.logProbability(
            score: score[lane], count: Int(present[lane]), tieTerm: tieTerm[lane],
            UnsafeBufferPointer(rebasing: equals[..<rows.count]), lane, &distributions)
        }
      }
    }
    scores = Vector(taking: results[0], count: count)
    correlations = Vector(taking: results[1], count: count)
    logProbabilities = Vector(taking: results[2], count: count)
  }

  /// S, the number of figures, Σ t(t − 1)(2t + 5) and the number of tied pairs of eight series; for
  /// each row the number of figures that equal the row's, itself included, 0 for null.
  private static func score(
    _ rows: UnsafeMutableBufferPointer<Lanes>, _ equals: UnsafeMutableBufferPointer<Lanes>
  ) -> (Lanes, Lanes, Lanes, Lanes) {
    var (score, present, tieTerm, tied) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    for row in rows.indices {
      equals[row] = rows[row].presence
      present += equals[row]
      for earlier in 0..<row {
        score += Lanes.sign(rows[row], rows[earlier])
        let same = Lanes.zero.replacing(with: 1, where: rows[row] .== rows[earlier])
        equals[row] += same
        equals[earlier] += same
      }
    }
    for row in rows.indices {
      let others = (equals[row] - 1).replacing(with: 0, where: equals[row] .< 1)
      tieTerm += others * (2 * equals[row] + 5)
      tied += others / 2
    }
    return (score, present, tieTerm, tied)
  }

  private static func logProbability(
    score: Double, count: Int, tieTerm: Double, _ equals: UnsafeBufferPointer<Lanes>, _ lane: Int,
    _ distributions: inout InversionDistributions
  ) -> Double {
    guard count >= 2 else { return .nan }
    if score == 0 { return 0 }
    if count <= InversionDistribution.limit {
      let pattern =
        tieTerm == 0
        ? TiePattern(distinct: count)
        : TiePattern(equals: equals.lazy.map { Int($0[lane]) })
      return logarithm(distributions[pattern].beyond(score: Int(score)))
    }
    let n = Double(count)
    let variance = (n * (n - 1) * (2 * n + 5) - tieTerm) / 18
    return LogarithmicTails.normal(beyond: (abs(score) - 1) / variance.squareRoot())
  }
}

/// How many groups of equal values of each size a series has, in one number.
///
/// Up to 18 values: for each size from 1 to 9 five bits with the number of values in groups of that
/// size; a larger group is the only one, and its size stands above.
private struct TiePattern: Hashable {
  private var bits: UInt64 = 0

  init(distinct count: Int) { bits = UInt64(count) }

  /// The pattern of values that each say how many they are equal to, themselves included; 0 for null.
  init(equals: some Sequence<Int>) {
    for size in equals where size > 0 {
      if size <= 9 { bits += 1 << UInt64(5 * (size - 1)) } else { bits |= UInt64(size) << 45 }
    }
  }

  var groups: [Int] {
    var groups: [Int] = []
    for size in 1...9 {
      let values = Int(bits >> UInt64(5 * (size - 1)) & 31)
      groups += Array(repeating: size, count: values / size)
    }
    let large = Int(bits >> 45)
    return large > 0 ? groups + [large] : groups
  }
}

/// The distributions that many series need, each made once.
private struct InversionDistributions {
  private var known: [TiePattern: InversionDistribution] = [:]

  subscript(pattern: TiePattern) -> InversionDistribution {
    mutating get {
      if let distribution = known[pattern] { return distribution }
      let distribution = InversionDistribution(groups: pattern.groups)
      known[pattern] = distribution
      return distribution
    }
  }
}
