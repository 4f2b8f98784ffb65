/// Least-squares lines through series that may have gaps, with how sure their slopes are.
///
/// Every figure of a series that is not null takes part; the number of them is told. With n figures,
/// Sₜₜ = Σ (t − t̄)² and the residuals e, the slope's standard error is √(Σe² / (n − 2) / Sₜₜ), and the
/// slope over its error follows Student's distribution of n − 2 degrees where the residuals are
/// independent and normal. Figures are taken relative to the first one of their series, so that a
/// series that does not vary has no residual at all.
public struct LeastSquaresLines: Sendable {
  /// The number of figures of each series.
  public let counts: Vector<Double>
  /// The change per unit of time; null with fewer than two figures.
  public let slopes: Vector<Double>
  /// The mean of the times that have figures: where the line is as high as the mean.
  public let middles: Vector<Double>
  /// The mean of the figures; null with none.
  public let means: Vector<Double>
  /// The standard error of the slope; null with fewer than three figures.
  public let errors: Vector<Double>
  /// The share of the variance that the line explains, R²; null with fewer than three figures and
  /// where the figures do not vary.
  public let determinations: Vector<Double>

  /// The lines of all columns of a matrix.
  ///
  /// - Parameters:
  ///   - figures: One row a time, one column a series; NaN is null.
  ///   - times: The time of each row, ascending.
  /// - Complexity: O(elements), reading each once; the same bits on every processor.
  public init(of figures: Matrix, times: [Double]) {
    precondition(
      times.count == figures.rowCount, "\(times.count) times do not fit \(figures.rowCount) rows")
    let count = figures.columnCount
    let results = (0..<6).map { _ in VectorAllocation.make(Double.self, count: count) }
    figures.forEachEightColumns { rows, position, width in
      let line = Self.line(rows, times)
      for (result, lanes) in zip(results, line) { lanes.store(result + position, first: width) }
    }
    counts = Vector(taking: results[0], count: count)
    slopes = Vector(taking: results[1], count: count)
    middles = Vector(taking: results[2], count: count)
    means = Vector(taking: results[3], count: count)
    errors = Vector(taking: results[4], count: count)
    determinations = Vector(taking: results[5], count: count)
  }

  /// count, slope, middle, mean, error and R² of eight series.
  private static func line(_ rows: UnsafeMutableBufferPointer<Lanes>, _ times: [Double])
    -> [Lanes]
  {
    var (count, timeSum, first) = (Lanes.zero, Lanes.zero, Lanes.null)
    for (row, time) in zip(rows, times) {
      first.replace(with: row, where: first .!= first)
      count += row.presence
      timeSum += row.presence * time
    }
    let middle = timeSum / count
    var (sum, spread, product) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for (row, time) in zip(rows, times) {
      let present = row.presence
      let figure = (row - first).orZero
      let distance = (time - middle) * present
      sum += figure
      spread += distance * distance
      product += distance * figure
    }
    let mean = sum / count
    let slope = (product / spread).replacing(with: .nan, where: spread .<= 0)
    var (residual, total) = (Lanes.zero, Lanes.zero)
    for (row, time) in zip(rows, times) {
      let deviation = (row - first - mean).orZero
      let rest = (deviation - slope * (time - middle)) * row.presence
      residual += rest * rest
      total += deviation * deviation
    }
    let hasError = count .>= 3
    let error = (residual / (count - 2) / spread).squareRoot()
    let determination = (1 - residual / total).replacing(with: .nan, where: total .<= 0)
    return [
      count, slope, middle, first + mean, error.replacing(with: .nan, where: .!hasError),
      determination.replacing(with: .nan, where: .!hasError),
    ]
  }

  /// log P of a slope at least as steep, either way, where there is no trend; null without an error.
  ///
  /// A line without residuals that is not level has the probability 0.
  public func logProbability(_ series: Int) -> Double {
    let error = errors[series]
    guard !error.isNaN else { return .nan }
    if slopes[series] == 0 { return 0 }
    return LogarithmicTails.student(beyond: slopes[series] / error, degrees: counts[series] - 2)
  }

  /// Half the width of the slope's confidence interval; null without an error.
  ///
  /// - Parameter quantiles: The two-sided quantile of Student's distribution for each number of
  ///   degrees, from `quantiles(beyond:upTo:)`.
  public func halfWidth(_ series: Int, quantiles: [Double]) -> Double {
    let error = errors[series]
    return error.isNaN ? .nan : error * quantiles[Int(counts[series]) - 2]
  }

  /// Student's two-sided quantile for each number of degrees from 0 (null) up to a number.
  public static func quantiles(beyond probability: Double, upTo degrees: Int) -> [Double] {
    [.nan]
      + (0..<max(0, degrees)).map {
        TwoSidedQuantile.student(beyond: probability, degrees: Double($0 + 1))
      }
  }
}
