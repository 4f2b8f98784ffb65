import COpenBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix, by LAPACK's `dsyev`.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// One eigenvector of length 1 a row, in the order of the values.
  public let vectors: Matrix

  /// Decomposes a symmetric matrix; nil where it holds a null or the iteration does not end.
  ///
  /// - Complexity: O(n³).
  public init?(_ matrix: Matrix) {
    let size = matrix.rowCount
    precondition(
      size == matrix.columnCount, "a matrix of \(size) × \(matrix.columnCount) is not symmetric")
    guard size > 0, matrix.elements.array.allSatisfy(\.isFinite) else { return nil }
    var values = [Double](repeating: 0, count: size)
    var work = [Double](repeating: 0, count: max(64 * size, 8))
    var status: Int32 = 0
    let elements = Vector<Double>(count: size * size) { result in
      let target = result.mutablePointer
      target.update(from: matrix.elements.storage.start, count: size * size)
      var order = BLAS.size(size)
      var leading = order
      var workCount = Int32(work.count)
      // Fortran's columns, the eigenvectors, are our rows.
      dsyev_("V", "U", &order, target, &leading, &values, &work, &workCount, &status, 1, 1)
    }
    guard status == 0 else { return nil }
    self.values = values
    vectors = Matrix(rows: size, columns: size, elements: elements)
  }
}
