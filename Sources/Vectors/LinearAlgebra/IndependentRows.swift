import COpenBLAS

/// Rows of a matrix that none of the others among them adds up to, and the Cholesky factor of their
/// products with each other, by LAPACK's pivoted `dpstrf`.
///
/// Sums of a form repeat each other: where all rows and all columns but one of a table add up, so does
/// the last. A system of such equalities is solved by independent ones.
struct IndependentRows {
  /// The positions of the rows, in the order of the factor.
  let positions: [Int]
  /// The upper triangle U of `Uᵀ·U = B·Bᵀ`, where B are the rows, each divided by its length.
  private let factor: Vector<Double>
  private let lengths: [Double]
  private let size: Int

  /// Rows whose rest, after taking out what the others say, is shorter than this part of them repeat
  /// the others.
  private static let tolerance = 1e-10

  /// Looks for independent rows; those of length 0 are never among them.
  ///
  /// - Complexity: O(rows² · columns + rows³).
  init(of matrix: Matrix) {
    let lengths = (0..<matrix.rowCount).map { row in
      let elements = matrix.row(row)
      return elements.indices.reduce(0) { $0 + elements[$1] * elements[$1] }.squareRoot()
    }
    let candidates = lengths.indices.filter { lengths[$0] > 0 }
    let scaled = Vector<Double>(count: candidates.count * matrix.columnCount) { scaled in
      for (index, row) in candidates.enumerated() {
        for column in 0..<matrix.columnCount {
          scaled[index * matrix.columnCount + column] = matrix[row, column] / lengths[row]
        }
      }
    }
    let size = candidates.count
    let products = Matrix(rows: size, columns: matrix.columnCount, elements: scaled)
      .transposed().crossProduct()
    var pivots = [Int32](repeating: 0, count: size)
    var rank: Int32 = 0
    factor = Vector<Double>(count: size * size) { result in
      for index in result.indices { result[index] = products.elements[index] }
      guard size > 0 else { return }
      let target = result.mutablePointer
      var work = [Double](repeating: 0, count: 2 * size)
      var (order, leading, status) = (BLAS.size(size), BLAS.size(size), Int32(0))
      var tolerance = Self.tolerance
      // Fortran's lower triangle is our upper one.
      dpstrf_(
        "L", &order, target, &leading, &pivots, &rank, &tolerance, &work, &status, 1)
    }
    positions = pivots.prefix(Int(rank)).map { candidates[Int($0) - 1] }
    self.lengths = positions.map { lengths[$0] }
    self.size = size
  }

  /// Solves `(M·Mᵀ)·X = R` for the independent rows M, where R has one row for each of them.
  ///
  /// - Complexity: O(rank² · columns of R), by `dtrsm`.
  func solving(_ right: Matrix) -> Matrix {
    let rank = positions.count
    precondition(right.rowCount == rank, "\(right.rowCount) rows do not fit a rank of \(rank)")
    let width = right.columnCount
    let elements = Vector<Double>(count: rank * width) { result in
      let target = result.mutablePointer
      guard rank > 0, width > 0 else { return }
      for row in 0..<rank {
        for column in 0..<width { target[row * width + column] = right[row, column] / lengths[row] }
      }
      for transposition in [CblasTrans, CblasNoTrans] {
        cblas_dtrsm(
          CblasRowMajor, CblasLeft, CblasUpper, transposition, CblasNonUnit, BLAS.size(rank),
          BLAS.size(width), 1, factor.storage.start, BLAS.size(size), target, BLAS.size(width))
      }
      for row in 0..<rank {
        for column in 0..<width { target[row * width + column] /= lengths[row] }
      }
    }
    return Matrix(rows: rank, columns: width, elements: elements)
  }
}
