/// Where the slope of a series turns: the best continuous line of two pieces, by least squares, against
/// one straight line.
///
/// The knot is at one of the times with figures, two of them at least strictly on either side. With
/// residual sums of squares R₁ of the line and R₂ of the best two pieces, F = (R₁ − R₂) / (R₂ / (n − 3))
/// follows Fisher's ratio of 1 and n − 3 degrees for a knot known before. The best of several knots
/// was looked for, so its probability is that of F times their number (Bonferroni), 1 at most: an
/// upper bound where residuals are independent and normal.
public struct BrokenLines: Sendable {
  /// The row of the knot; −1 where the series has fewer than six figures or is a straight line.
  public let rows: Vector<Int32>
  /// The slope before the knot; null where there is none.
  public let before: Vector<Double>
  /// The slope after the knot; null where there is none.
  public let after: Vector<Double>
  /// log of the bound of the probability that one line alone is improved so much; null where there is
  /// no knot.
  public let logProbabilities: Vector<Double>

  /// The least number of figures that are looked at.
  public static let least = 6

  /// The broken lines of all columns of a matrix.
  ///
  /// - Parameters:
  ///   - figures: One row a time, one column a series; NaN is null. At most 64 rows.
  ///   - times: The time of each row, ascending, no two the same.
  /// - Complexity: O(columns · rows²).
  public init(of figures: Matrix, times: [Double]) {
    precondition(
      times.count == figures.rowCount && times.count <= 64,
      "\(times.count) times do not fit \(figures.rowCount) rows, or are more than 64")
    let count = figures.columnCount
    let rows = VectorAllocation.make(Int32.self, count: count)
    let results = (0..<3).map { _ in VectorAllocation.make(Double.self, count: count) }
    var designs: [UInt64: KnotDesign] = [:]
    let source = figures.elements.storage.start
    for column in 0..<count {
      var mask: UInt64 = 0
      for row in times.indices where !source[row * count + column].isNaN {
        mask |= 1 << UInt64(row)
      }
      let design = designs[mask] ?? KnotDesign(times, mask)
      designs[mask] = design
      let fit = design.fit { source[$0 * count + column] }
      rows[column] = fit.map { Int32($0.row) } ?? -1
      results[0][column] = fit?.before ?? .nan
      results[1][column] = fit?.after ?? .nan
      results[2][column] = fit?.logProbability ?? .nan
    }
    self.rows = Vector(taking: rows, count: count)
    before = Vector(taking: results[0], count: count)
    after = Vector(taking: results[1], count: count)
    logProbabilities = Vector(taking: results[2], count: count)
  }
}

/// What the fits of all series with the same times share.
private struct KnotDesign {
  struct Fit {
    let row: Int
    let before: Double
    let after: Double
    let logProbability: Double
  }

  /// A knot: max(0, t − knot) less its own least-squares line, of length 1.
  private struct Knot {
    let row: Int
    let direction: [Double]
    /// The length before, and the slope of the line that was taken off.
    let length: Double
    let slope: Double
  }

  private let rows: [Int]
  /// The times less their mean, and the sum of their squares.
  private let distances: [Double]
  private let spread: Double
  private var knots: [Knot] = []

  init(_ times: [Double], _ mask: UInt64) {
    rows = times.indices.filter { mask >> UInt64($0) & 1 == 1 }
    let middle = rows.reduce(0) { $0 + times[$1] } / Double(max(rows.count, 1))
    distances = rows.map { times[$0] - middle }
    spread = distances.reduce(0) { $0 + $1 * $1 }
    guard rows.count >= BrokenLines.least else { return }
    for knot in 2..<(rows.count - 2) {
      let hinge = distances.map { max(0, $0 - distances[knot]) }
      let line = Line(hinge, distances, spread)
      let length = line.residuals.reduce(0) { $0 + $1 * $1 }.squareRoot()
      knots.append(
        Knot(
          row: rows[knot], direction: line.residuals.map { $0 / length }, length: length,
          slope: line.slope))
    }
  }

  func fit(_ figure: (Int) -> Double) -> Fit? {
    guard !knots.isEmpty else { return nil }
    let first = figure(rows[0])
    let figures = rows.map { figure($0) - first }
    let line = Line(figures, distances, spread)
    let mean = figures.reduce(0, +) / Double(figures.count)
    let total = figures.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let residual = line.residuals.reduce(0) { $0 + $1 * $1 }
    // Below this what is left of a straight line is rounding.
    let rounding = 1e-24 * total
    guard residual > rounding else { return nil }
    let gains = knots.map { knot in
      zip(knot.direction, line.residuals).reduce(0) { $0 + $1.0 * $1.1 }
    }
    guard let best = gains.indices.max(by: { abs(gains[$0]) < abs(gains[$1]) }) else { return nil }
    let gain = gains[best]
    let bend = gain / knots[best].length
    let before = line.slope - bend * knots[best].slope
    let degrees = Double(rows.count - 3)
    let rest = max(residual - gain * gain, rounding)
    let tail = LogarithmicTails.fisher(
      atLeast: gain * gain / (rest / degrees), degrees: 1, over: degrees)
    return Fit(
      row: knots[best].row, before: before, after: before + bend,
      logProbability: min(0, tail + logarithm(Double(knots.count))))
  }

  /// A least-squares line over times whose mean is 0.
  private struct Line {
    let slope: Double
    let residuals: [Double]

    init(_ figures: [Double], _ distances: [Double], _ spread: Double) {
      let mean = figures.reduce(0, +) / Double(figures.count)
      let slope = zip(figures, distances).reduce(0) { $0 + $1.0 * $1.1 } / spread
      residuals = zip(figures, distances).map { $0 - mean - slope * $1 }
      self.slope = slope
    }
  }
}
