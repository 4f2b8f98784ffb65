/// Centre and covariance of observations, neither moved by a minority of outliers: the orthogonalised
/// Gnanadesikan–Kettenring estimate of Maronna and Zamar (2002), with median and MAD.
///
/// The covariance of two columns is (σ(x + y)² − σ(x − y)²) / 4 with a robust σ (Gnanadesikan and
/// Kettenring 1972). The matrix of these need not be positive definite; measured anew along its own
/// eigenvectors it is. Observations that are far from the centre so found are left out, and the
/// ordinary covariance of the others is scaled to their expected distances.
public struct RobustCovariance: Sendable {
  /// The centre, one element a column.
  public let centre: [Double]
  /// The covariance, positive definite.
  public let covariance: Matrix
  /// The number of observations that it rests on in the end.
  public let support: Int
  private let cholesky: Cholesky

  /// Estimates from observations; nil where a column hardly varies, or columns depend on each other.
  ///
  /// - Parameter observations: One a row, without nulls, several times as many as columns.
  /// - Complexity: O(rows · columns²).
  public init?(_ observations: Matrix) {
    let size = observations.columnCount
    guard size > 0, observations.rowCount > 2 * size else { return nil }
    var columns = (0..<size).map { observations.column($0) }
    let scales = columns.map { Spread($0) }
    guard scales.allSatisfy({ $0.scale > 0 && $0.scale.isFinite }) else { return nil }
    for index in columns.indices {
      columns[index] = columns[index].map { ($0 - scales[index].centre) / scales[index].scale }
    }
    guard let kept = Self.central(columns) else { return nil }
    let rows = Matrix(
      rows: kept.count, columns: size,
      elements: Vector(kept.flatMap { row in columns.map { $0[row] } }))
    let means = (0..<size).map { rows.column($0).reduce(0, +) / Double(kept.count) }
    let raw = rows.covariance()
    guard let first = Cholesky(raw) else { return nil }
    // All observations' median distance is that of chi-square, also where the kept ones are too close.
    let all = Self.distances(columns, from: means, first)
    let factor = Spread.median(all) / Self.chiSquareMedian(size)
    guard factor > 0, factor.isFinite else { return nil }
    centre = means.indices.map { means[$0] * scales[$0].scale + scales[$0].centre }
    covariance = Matrix(
      rows: size, columns: size,
      elements: Vector(
        (0..<size * size).map { index in
          let (row, column) = (index / size, index % size)
          return raw[row, column] * factor * scales[row].scale * scales[column].scale
        }))
    support = kept.count
    guard let cholesky = Cholesky(covariance) else { return nil }
    self.cholesky = cholesky
  }

  /// The squared Mahalanobis distance of each observation from the centre, and what each column
  /// contributes to it: (x − c)ⱼ · (S⁻¹(x − c))ⱼ, which add up to the distance.
  ///
  /// - Parameter observations: One a row.
  /// - Complexity: O(rows · columns²).
  public func distances(_ observations: Matrix) -> (squared: [Double], contributions: Matrix) {
    let size = centre.count
    let differences = Matrix(
      rows: observations.rowCount, columns: size,
      elements: Vector(
        (0..<observations.elements.count).map { observations.elements[$0] - centre[$0 % size] }))
    let solved = cholesky.solving(differences)
    let contributions = (0..<solved.elements.count).map {
      solved.elements[$0] * differences.elements[$0]
    }
    let squared = (0..<observations.rowCount).map { row in
      contributions[row * size..<(row + 1) * size].reduce(0, +)
    }
    return (
      squared,
      Matrix(rows: observations.rowCount, columns: size, elements: Vector(contributions))
    )
  }

  /// The positions of the observations that are not far from the centre: those of the orthogonalised
  /// estimate, whose squared distance is at most the 90 % quantile expected.
  private static func central(_ columns: [[Double]]) -> [Int]? {
    let size = columns.count
    var pairs = [Double](repeating: 1, count: size * size)
    for row in 0..<size {
      for column in 0..<row {
        let (x, y) = (columns[row], columns[column])
        let sum = Spread(x.indices.map { x[$0] + y[$0] }).scale
        let difference = Spread(x.indices.map { x[$0] - y[$0] }).scale
        let value = (sum * sum - difference * difference) / 4
        pairs[row * size + column] = value
        pairs[column * size + row] = value
      }
    }
    guard let eigen = SymmetricEigen(Matrix(rows: size, columns: size, elements: Vector(pairs)))
    else { return nil }
    let rows = Matrix(rows: columns.map { Vector($0) }, columns: columns[0].count)
    let projected = eigen.vectors.product(rows)
    var squares = [Double](repeating: 0, count: projected.columnCount)
    for component in 0..<size {
      let start = component * projected.columnCount
      let values = projected.elements.array(from: start, to: start + projected.columnCount)
      let spread = Spread(values)
      guard spread.scale > 1e-9 else { return nil }
      for row in values.indices {
        let standardised = (values[row] - spread.centre) / spread.scale
        squares[row] += standardised * standardised
      }
    }
    let limit =
      Spread.median(squares) * chiSquareQuantile90(size) / chiSquareMedian(size)
    let kept = squares.indices.filter { squares[$0] <= limit }
    return kept.count > 2 * size ? kept : nil
  }

  private static func distances(_ columns: [[Double]], from means: [Double], _ cholesky: Cholesky)
    -> [Double]
  {
    let size = columns.count
    let count = columns[0].count
    let rows = Matrix(
      rows: count, columns: size,
      elements: Vector(
        (0..<count).flatMap { row in (0..<size).map { columns[$0][row] - means[$0] } }))
    let white = cholesky.whitened(rows).elements
    return (0..<count).map { row in
      (0..<size).reduce(0) { $0 + white[row * size + $1] * white[row * size + $1] }
    }
  }

  /// The median of chi-square, by the cube root of Wilson and Hilferty (1931).
  static func chiSquareMedian(_ degrees: Int) -> Double { chiSquare(degrees, 0) }

  private static func chiSquareQuantile90(_ degrees: Int) -> Double { chiSquare(degrees, 1.28155) }

  private static func chiSquare(_ degrees: Int, _ normal: Double) -> Double {
    let part = 2 / (9 * Double(degrees))
    let root = 1 - part + normal * part.squareRoot()
    return Double(degrees) * root * root * root
  }

  private struct Spread {
    let centre: Double
    let scale: Double

    init(_ values: [Double]) {
      var workspace = Workspace()
      let spread = Quantiles.spread(Vector(values).span, workspace: &workspace)
      centre = spread.median
      scale = spread.deviation * RobustScale.factor(max(values.count, 2))
    }

    static func median(_ values: [Double]) -> Double {
      var workspace = Workspace()
      return Quantiles.median(Vector(values).span, workspace: &workspace)
    }
  }
}

extension Matrix {
  /// The elements of a column. O(rows).
  public func column(_ column: Int) -> [Double] {
    (0..<rowCount).map { self[$0, column] }
  }
}
