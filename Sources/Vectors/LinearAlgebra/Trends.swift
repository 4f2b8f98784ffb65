/// Straight lines through the figures of many units over the same years, by least squares.
///
/// The slope of a unit with figures yₜ in the years t is Σ wₜ·yₜ with wₜ = (t − t̄) / Σ (t − t̄)², the
/// same weights for every unit. So the slopes and means of all units are one product of two rows of
/// weights with the matrix years × units.
public struct Trends: Sendable {
  /// The change a year of each unit; null where a figure is null.
  public let slopes: Vector<Double>
  /// The height of the line in the middle of the years, which is the mean of the figures; null where
  /// a figure is null.
  public let means: Vector<Double>
  /// The middle of the years, t̄.
  public let middle: Double

  /// The trends of all columns of a matrix.
  ///
  /// - Parameters:
  ///   - figures: One row for each year, one column for each unit.
  ///   - years: The year of each row: two distinct ones at least, not necessarily without gaps.
  /// - Complexity: O(elements), by `dgemm`.
  public init(of figures: Matrix, years: [Double]) {
    precondition(
      years.count == figures.rowCount,
      "\(years.count) years do not fit \(figures.rowCount) rows")
    let count = Double(years.count)
    let middle = years.reduce(0, +) / count
    let spread = years.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    precondition(spread > 0, "a trend needs two distinct years")
    let weights =
      years.map { ($0 - middle) / spread } + [Double](repeating: 1 / count, count: years.count)
    let products = Matrix(rows: 2, columns: years.count, elements: Vector(weights))
      .product(figures)
    self.middle = middle
    slopes = Vector(products.elements.array(from: 0, to: figures.columnCount))
    means = Vector(
      products.elements.array(from: figures.columnCount, to: 2 * figures.columnCount))
  }

  /// The height of a unit's line in a year; null where a figure is null. O(1).
  public func height(of unit: Int, in year: Double) -> Double {
    means[unit] + slopes[unit] * (year - middle)
  }
}
