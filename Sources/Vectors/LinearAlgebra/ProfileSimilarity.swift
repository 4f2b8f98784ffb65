/// How alike rows of numbers are: each row the profile of one thing. NaN is null.
///
/// Nulls are handled pairwise: two rows are compared over the columns where both have a value. All
/// sums that takes are products of a matrix and a vector.
public struct ProfileSimilarity: Sendable {
  /// What is measured.
  public enum Measure: Sendable, Hashable {
    /// The cosine of the angle: Σxy / √(Σx²·Σy²).
    case cosine
    /// Pearson's correlation: the cosine of the rows less their means.
    case correlation
  }

  /// The rows, nulls as 0.
  private let filled: Matrix
  /// The squares of the elements, nulls as 0.
  private let squares: Matrix
  /// 1 where there is a value, 0 where none.
  private let present: Matrix

  /// The profiles of a matrix, one a row.
  ///
  /// - Complexity: O(elements).
  public init(_ profiles: Matrix) {
    func map(_ transform: (Double) -> Double) -> Matrix {
      let source = profiles.elements
      return Matrix(
        rows: profiles.rowCount, columns: profiles.columnCount,
        elements: Vector(count: source.count) { result in
          for index in result.indices { result[unchecked: index] = transform(source[index]) }
        })
    }
    filled = map { $0.isNaN ? 0 : $0 }
    squares = map { $0.isNaN ? 0 : $0 * $0 }
    present = map { $0.isNaN ? 0 : 1 }
  }

  /// The similarity of every row to one, and over how many columns each pair was compared.
  ///
  /// - Parameters:
  ///   - row: The row compared with.
  ///   - leastCommon: In fewer common columns than this the similarity is null.
  /// - Returns: From −1 to 1; null also where a row is all 0, or for correlations all equal, over the
  ///   common columns.
  /// - Complexity: O(elements), five `dgemv`.
  public func similarities(to row: Int, by measure: Measure, leastCommon: Int)
    -> (similarities: Vector<Double>, common: Vector<Double>)
  {
    let own = filled.row(row)
    let ownPresent = present.row(row)
    let common = present.product(vector: ownPresent)
    let products = filled.product(vector: own)
    let squaresOther = squares.product(vector: ownPresent)
    let squaresOwn = present.product(vector: squares.row(row))
    let sumsOther = filled.product(vector: ownPresent)
    let sumsOwn = present.product(vector: own)
    let similarities = (0..<filled.rowCount).map { other -> Double in
      let n = common[other]
      guard n >= Double(max(leastCommon, 1)) else { return .nan }
      var (product, first, second) = (products[other], squaresOwn[other], squaresOther[other])
      if measure == .correlation {
        product -= sumsOwn[other] * sumsOther[other] / n
        // What rounding leaves of a constant row's spread is none.
        first = Self.spread(first, sumsOwn[other], n)
        second = Self.spread(second, sumsOther[other], n)
      }
      guard first > 0, second > 0 else { return .nan }
      return max(-1, min(1, product / (first.squareRoot() * second.squareRoot())))
    }
    return (Vector(similarities), common)
  }

  private static func spread(_ squares: Double, _ sum: Double, _ count: Double) -> Double {
    let spread = squares - sum * sum / count
    return spread > 1e-12 * squares ? spread : 0
  }

  /// What each column adds to the similarity of two rows; null where one of the two is. They add up to
  /// the similarity.
  ///
  /// - Complexity: O(columns).
  public func contributions(of row: Int, and other: Int, by measure: Measure) -> [Double] {
    let columns = (0..<filled.columnCount).filter {
      present[row, $0] == 1 && present[other, $0] == 1
    }
    var x = columns.map { filled[row, $0] }
    var y = columns.map { filled[other, $0] }
    if measure == .correlation {
      let count = Double(max(columns.count, 1))
      let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
      x = x.map { $0 - meanX }
      y = y.map { $0 - meanY }
    }
    let scale =
      x.reduce(0) { $0 + $1 * $1 }.squareRoot() * y.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var contributions = [Double](repeating: .nan, count: filled.columnCount)
    for (index, column) in columns.enumerated() where scale > 0 {
      contributions[column] = x[index] * y[index] / scale
    }
    return contributions
  }
}
