/// Principal components of standardised columns: the directions in which rows differ most (Hotelling
/// 1933), from the eigenvectors of the matrix of correlations.
///
/// An eigenvector's sign means nothing; here the element of greatest magnitude is positive, of equal
/// magnitudes the first.
public struct PrincipalComponents: Sendable {
  /// The mean of each column.
  public let means: [Double]
  /// The sample standard deviation of each column, divided by n − 1.
  public let deviations: [Double]
  /// The variance along each component, descending; they add up to the number of columns.
  public let variances: [Double]
  /// One component a row: the coefficients of the standardised columns, of length 1.
  public let directions: Matrix
  /// The row of each observation on each component: one observation a row, one component a column.
  public let scores: Matrix

  /// The components of observations, as many as columns.
  ///
  /// - Parameter observations: One a row, without nulls (see `Matrix.completeRows`).
  /// - Returns: nil with fewer than three rows, or where a column holds a null or does not vary.
  /// - Complexity: O(rows · columns² + columns³).
  public init?(_ observations: Matrix) {
    let (rows, columns) = (observations.rowCount, observations.columnCount)
    guard rows > 2, columns > 0 else { return nil }
    let source = observations.elements
    var means = [Double](repeating: 0, count: columns)
    for index in 0..<source.count { means[index % columns] += source[index] }
    for column in 0..<columns { means[column] /= Double(rows) }
    var deviations = [Double](repeating: 0, count: columns)
    for index in 0..<source.count {
      let difference = source[index] - means[index % columns]
      deviations[index % columns] += difference * difference
    }
    for column in 0..<columns {
      deviations[column] = (deviations[column] / Double(rows - 1)).squareRoot()
      guard deviations[column] > 1e-12 * abs(means[column]), deviations[column] > 0 else {
        return nil
      }
    }
    let standardised = Matrix(
      rows: rows, columns: columns,
      elements: Vector(
        (0..<source.count).map { (source[$0] - means[$0 % columns]) / deviations[$0 % columns] }))
    guard let eigen = SymmetricEigen(standardised.covariance()) else { return nil }
    var directions: [Double] = []
    for component in (0..<columns).reversed() {
      let vector = (0..<columns).map { eigen.vectors[component, $0] }
      let greatest = vector.reduce(0) { max($0, abs($1)) }
      let leading = vector.first { abs($0) >= greatest - 1e-9 } ?? 1
      directions += leading < 0 ? vector.map { -$0 } : vector
    }
    self.means = means
    self.deviations = deviations
    variances = eigen.values.reversed().map { max(0, $0) }
    self.directions = Matrix(rows: columns, columns: columns, elements: Vector(directions))
    scores = standardised.product(self.directions.transposed())
  }

  /// The share of all variance along a component, from 0 to 1.
  public func explained(_ component: Int) -> Double {
    variances[component] / Double(variances.count)
  }

  /// The share of all variance along a component and those before it, from 0 to 1.
  public func explained(through component: Int) -> Double {
    variances[...component].reduce(0, +) / Double(variances.count)
  }

  /// The correlation of a column with a component: the coefficient times the component's standard
  /// deviation. The squares of a column's loadings add up to 1.
  public func loading(_ column: Int, on component: Int) -> Double {
    directions[component, column] * variances[component].squareRoot()
  }
}
