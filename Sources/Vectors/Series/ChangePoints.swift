/// Where the level of a series shifts most, by Pettitt's rank test (1979).
///
/// For each time U is the number of pairs of an earlier and a later figure that fall, less those that
/// rise; K is the greatest |U|, and the level shifts behind the time it is found at. K's probability
/// where nothing shifts is exact up to 12 figures, ties counted as what they are; beyond it is
/// Pettitt's 2·exp(−6K² / (n³ + n²)), which is too large rather than too small.
public struct ChangePoints: Sendable {
  /// The row of the first figure of the new level; −1 where there are fewer than four figures or
  /// nothing differs.
  public let rows: Vector<Int32>
  /// The mean of the figures from there on less that of the figures before; null where there is no
  /// such row.
  public let shifts: Vector<Double>
  /// log P(K ≥ k); null where there is no such row.
  public let logProbabilities: Vector<Double>

  /// The least number of figures that are looked at.
  public static let least = 4

  /// The change points of all columns of a matrix.
  ///
  /// - Parameter figures: One row a time in order, one column a series; NaN is null.
  /// - Complexity: O(columns · rows²), and for each pattern of ties up to 4,096 sets of figures once.
  public init(of figures: Matrix) {
    let count = figures.columnCount
    let found = VectorAllocation.make(Int32.self, count: count)
    let shifts = VectorAllocation.make(Double.self, count: count)
    let logarithms = VectorAllocation.make(Double.self, count: count)
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: max(figures.rowCount, 1)) { scores in
      scores.initialize(repeating: .null)
      figures.forEachEightColumns { rows, position, width in
        for row in rows.indices {
          var score = Lanes.zero
          for other in rows { score += Lanes.sign(rows[row], other) }
          scores[row] = score.replacing(with: .nan, where: rows[row] .!= rows[row])
        }
        for lane in 0..<width {
          let point = Self.point(rows, scores, lane)
          found[position + lane] = point.row
          shifts[position + lane] = point.shift
          logarithms[position + lane] = point.logProbability
        }
      }
    }
    self.rows = Vector(taking: found, count: count)
    self.shifts = Vector(taking: shifts, count: count)
    logProbabilities = Vector(taking: logarithms, count: count)
  }

  private static let distributions = ChangePointDistributions()

  private static func point(
    _ rows: UnsafeMutableBufferPointer<Lanes>, _ scores: UnsafeMutableBufferPointer<Lanes>,
    _ lane: Int
  ) -> (row: Int32, shift: Double, logProbability: Double) {
    var (count, path, greatest, last) = (0, 0, 0, -1)
    for row in rows.indices where !scores[row][lane].isNaN {
      count += 1
      path += Int(scores[row][lane])
      if abs(path) > greatest { (greatest, last) = (abs(path), row) }
    }
    guard count >= least, greatest > 0 else { return (-1, .nan, .nan) }
    var (before, after, mask) = (Sum(), Sum(), UInt64(0))
    var first: Int32 = -1
    for row in rows.indices where !scores[row][lane].isNaN {
      if count <= ChangePointDistribution.limit {
        mask |= 1 << UInt64(Int(scores[row][lane]) + count)
      }
      if row <= last {
        before.add(rows[row][lane])
      } else {
        if first < 0 { first = Int32(row) }
        after.add(rows[row][lane])
      }
    }
    let n = Double(count)
    let logProbability =
      count <= ChangePointDistribution.limit
      ? logarithm(distributions.distribution(scores: mask, count: count).atLeast(greatest))
      : min(0, logarithm(2) - 6 * Double(greatest * greatest) / (n * n * (n + 1)))
    return (first, after.mean - before.mean, logProbability)
  }

  private struct Sum {
    var value = 0.0
    var count = 0.0

    mutating func add(_ figure: Double) {
      value += figure
      count += 1
    }

    var mean: Double { value / count }
  }
}
