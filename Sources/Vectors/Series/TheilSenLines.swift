/// The median slope between any two figures of a series, which a few wild figures do not move
/// (Theil 1950, Sen 1968), with its confidence interval.
///
/// The interval comes from the inversions of the figures less the line. Where a series has at most
/// `InversionDistribution.limit` figures it is exact: with N slopes in order it runs from the
/// (k + 1)-th to the (N − k)-th, for the greatest k with 2·P(inversions ≤ k) not above what the
/// interval may miss (Hollander and Wolfe 1999, 9.3). Four figures or fewer have no interval of 95 %.
/// Beyond the limit it is Sen's (1968, 2.6) by the normal distribution, as in SciPy.
public struct TheilSenLines: Sendable {
  /// The median slope; null with fewer than two figures.
  public let slopes: Vector<Double>
  /// The interval's lower end; null where there are too few figures for one.
  public let lower: Vector<Double>
  /// The interval's upper end; null where there are too few figures for one.
  public let upper: Vector<Double>

  /// The lines of all columns of a matrix.
  ///
  /// - Parameters:
  ///   - figures: One row a time, one column a series; NaN is null.
  ///   - times: The time of each row, ascending, no two the same.
  ///   - missing: How often the interval may miss the slope, such as 0.05.
  /// - Complexity: O(columns · pairs · log² pairs), eight columns at once.
  public init(of figures: Matrix, times: [Double], missing: Double = 0.05) {
    precondition(
      times.count == figures.rowCount, "\(times.count) times do not fit \(figures.rowCount) rows")
    let count = figures.columnCount
    let pairs = times.count * (times.count - 1) / 2
    let network = SortingNetwork.comparisons(pairs)
    let ranks = IntervalRanks(upTo: times.count, missing: missing)
    let results = (0..<3).map { _ in VectorAllocation.make(Double.self, count: count) }
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: max(pairs, 1)) { slopes in
      slopes.initialize(repeating: .null)
      figures.forEachEightColumns { rows, position, width in
        var present = Lanes.zero
        for row in rows { present += row.presence }
        Self.sortedSlopes(rows, times, network, slopes)
        for lane in 0..<width {
          let number = Int(present[lane])
          let found = number * (number - 1) / 2
          guard found > 0 else {
            for result in results { result[position + lane] = .nan }
            continue
          }
          results[0][position + lane] =
            (slopes[(found - 1) / 2][lane] + slopes[found / 2][lane]) / 2
          let interval = ranks.interval(number, slopes: found) { Self.tieTerm(rows, lane) }
          results[1][position + lane] = interval.map { slopes[$0.low][lane] } ?? .nan
          results[2][position + lane] = interval.map { slopes[$0.high][lane] } ?? .nan
        }
      }
    }
    slopes = Vector(taking: results[0], count: count)
    lower = Vector(taking: results[1], count: count)
    upper = Vector(taking: results[2], count: count)
  }

  /// All slopes of eight series in ascending order; those with a null figure come last.
  private static func sortedSlopes(
    _ rows: UnsafeMutableBufferPointer<Lanes>, _ times: [Double], _ network: [(Int32, Int32)],
    _ slopes: UnsafeMutableBufferPointer<Lanes>
  ) {
    var next = 0
    for later in rows.indices {
      for earlier in 0..<later {
        let slope = (rows[later] - rows[earlier]) / (times[later] - times[earlier])
        slopes[next] = slope.replacing(with: .infinity, where: slope .!= slope)
        next += 1
      }
    }
    for (low, high) in network {
      let (first, second) = (slopes[Int(low)], slopes[Int(high)])
      slopes[Int(low)] = first.replacing(with: second, where: second .< first)
      slopes[Int(high)] = second.replacing(with: first, where: second .< first)
    }
  }

  /// Σ t(t − 1)(2t + 5) over the groups of t equal figures of one series.
  private static func tieTerm(_ rows: UnsafeMutableBufferPointer<Lanes>, _ lane: Int) -> Double {
    rows.reduce(0) { sum, row in
      let equal = rows.reduce(0.0) { $0 + ($1[lane] == row[lane] ? 1 : 0) }
      // Each of t equal figures adds (t − 1)(2t + 5).
      return equal > 0 ? sum + (equal - 1) * (2 * equal + 5) : sum
    }
  }
}

/// Which of the slopes in order are the ends of the interval.
private struct IntervalRanks {
  /// For each number of figures up to the exact limit how many slopes are cut off at either end; −1
  /// where even the whole range misses too often.
  private let cuts: [Int]
  private let quantile: Double

  init(upTo count: Int, missing: Double) {
    quantile = TwoSidedQuantile.normal(beyond: missing)
    cuts = (0...min(count, InversionDistribution.limit)).map { count in
      guard count > 1 else { return -1 }
      let distribution = InversionDistribution(distinct: count)
      var cut = -1
      while cut + 1 < (distribution.pairs + 1) / 2, 2 * distribution.atMost(cut + 1) <= missing {
        cut += 1
      }
      return cut
    }
  }

  func interval(_ count: Int, slopes: Int, tieTerm: () -> Double) -> (low: Int, high: Int)? {
    if count < cuts.count {
      return cuts[count] < 0 ? nil : (cuts[count], slopes - 1 - cuts[count])
    }
    let n = Double(count)
    let variance = (n * (n - 1) * (2 * n + 5) - tieTerm()) / 18
    let width = quantile * max(0, variance).squareRoot()
    let high = ((Double(slopes) + width) / 2).rounded(.toNearestOrEven)
    let low = ((Double(slopes) - width) / 2).rounded(.toNearestOrEven)
    return (max(Int(low) - 1, 0), min(Int(high), slopes - 1))
  }
}
