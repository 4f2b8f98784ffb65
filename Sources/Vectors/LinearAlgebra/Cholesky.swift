import COpenBLAS

/// The factor L of a positive definite symmetric matrix S = L·Lᵀ, by LAPACK's `dpotrf`.
public struct Cholesky: Sendable {
  /// L, lower triangular, the elements above the diagonal 0.
  public let factor: Matrix

  /// Factors a matrix; nil where it is not positive definite or holds a null.
  ///
  /// - Complexity: O(n³).
  public init?(_ matrix: Matrix) {
    precondition(
      matrix.rowCount == matrix.columnCount,
      "a matrix of \(matrix.rowCount) × \(matrix.columnCount) is not symmetric")
    let size = matrix.rowCount
    var status: Int32 = 0
    let elements = Vector<Double>(count: size * size) { result in
      let target = result.mutablePointer
      target.update(from: matrix.elements.storage.start, count: size * size)
      guard size > 0 else { return }
      var order = BLAS.size(size)
      var leading = order
      // Fortran reads columns where we have rows: its upper triangle is our lower one.
      dpotrf_("U", &order, target, &leading, &status, 1)
      for row in 0..<size {
        for column in (row + 1)..<max(size, row + 1) { target[row * size + column] = 0 }
      }
    }
    guard status == 0, (0..<size).allSatisfy({ elements[$0 * size + $0] > 0 }) else { return nil }
    factor = Matrix(rows: size, columns: size, elements: elements)
  }

  /// Solves L·x = b for each row b of a matrix, by `dtrsm`: whitens observations of covariance S.
  ///
  /// - Parameter rows: One observation a row, as many columns as the factor.
  /// - Returns: One solution a row; the sum of its squares is bᵀ·S⁻¹·b.
  /// - Complexity: O(rows · n²).
  public func whitened(_ rows: Matrix) -> Matrix { solved(rows, CblasTrans) }

  /// Solves S·x = b for each row b of a matrix.
  ///
  /// - Complexity: O(rows · n²).
  public func solving(_ rows: Matrix) -> Matrix { solved(whitened(rows), CblasNoTrans) }

  /// Solves X·L = B or X·Lᵀ = B for the rows of X.
  private func solved(_ rows: Matrix, _ transposition: CBLAS_TRANSPOSE) -> Matrix {
    let size = factor.rowCount
    precondition(
      rows.columnCount == size, "rows of \(rows.columnCount) do not fit a factor of \(size)")
    let elements = Vector<Double>(count: rows.elements.count) { result in
      let target = result.mutablePointer
      target.update(from: rows.elements.storage.start, count: rows.elements.count)
      guard rows.elements.count > 0 else { return }
      cblas_dtrsm(
        CblasRowMajor, CblasRight, CblasLower, transposition, CblasNonUnit,
        BLAS.size(rows.rowCount), BLAS.size(size), 1, factor.elements.storage.start,
        BLAS.size(size), target, BLAS.size(size))
    }
    return Matrix(rows: rows.rowCount, columns: size, elements: elements)
  }
}
