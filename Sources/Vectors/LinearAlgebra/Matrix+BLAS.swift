import COpenBLAS

extension Matrix {
  /// The matrix product `self · right`.
  ///
  /// An element is null where its row of `self` or its column of `right` has a null. The order of
  /// summation is OpenBLAS's own and depends on the processor.
  ///
  /// - Complexity: O(rows · columns · columns of `right`), by `dgemm`.
  public func product(_ right: Matrix) -> Matrix {
    let elements = Vector<Double>(count: rowCount * right.columnCount) {
      product(right, into: &$0)
    }
    return Matrix(rows: rowCount, columns: right.columnCount, elements: elements)
  }

  /// The matrix product `self · right`, row after row, into memory of the caller.
  ///
  /// - Parameter result: As many elements as rows of `self` times columns of `right`.
  public func product(_ right: Matrix, into result: inout MutableSpan<Double>) {
    precondition(
      columnCount == right.rowCount,
      "\(columnCount) columns cannot be multiplied by \(right.rowCount) rows")
    precondition(
      result.count == rowCount * right.columnCount,
      "a product of \(rowCount) × \(right.columnCount) does not fit \(result.count) elements")
    let target = result.mutablePointer
    guard result.count > 0, columnCount > 0 else {
      target.update(repeating: 0, count: result.count)
      return
    }
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, BLAS.size(rowCount), BLAS.size(right.columnCount),
      BLAS.size(columnCount), 1, elements.storage.start, BLAS.size(columnCount),
      right.elements.storage.start, BLAS.size(right.columnCount), 0, target,
      BLAS.size(right.columnCount))
  }

  /// The product with a vector: of each row the sum of its elements times the vector's.
  ///
  /// With rows of standardised figures and a vector of weights, a composite score of each row; null
  /// where the row has a null.
  ///
  /// - Parameters:
  ///   - vector: As long as a row.
  ///   - result: One element for each row.
  /// - Complexity: O(elements), by `dgemv`.
  public func product(vector: Span<Double>, into result: inout MutableSpan<Double>) {
    precondition(
      vector.count == columnCount,
      "\(columnCount) columns cannot be multiplied by \(vector.count) elements")
    precondition(result.count == rowCount, "\(rowCount) rows do not fit \(result.count) elements")
    let target = result.mutablePointer
    guard rowCount > 0, columnCount > 0 else {
      target.update(repeating: 0, count: result.count)
      return
    }
    cblas_dgemv(
      CblasRowMajor, CblasNoTrans, BLAS.size(rowCount), BLAS.size(columnCount), 1,
      elements.storage.start, BLAS.size(columnCount), vector.pointer, 1, 0, target, 1)
  }

  /// The product with a vector: of each row the sum of its elements times the vector's.
  public func product(vector: Span<Double>) -> Vector<Double> {
    Vector(count: rowCount) { product(vector: vector, into: &$0) }
  }

  /// The weighted mean of each row: Σ wₖ·xₖ / Σ wₖ; null where the row has a null.
  ///
  /// - Parameter weights: One for each column, not negative, of a sum above 0.
  /// - Complexity: O(elements), by `dgemv`.
  public func weightedMeans(_ weights: [Double]) -> Vector<Double> {
    let total = weights.reduce(0, +)
    precondition(
      weights.allSatisfy { $0 >= 0 } && total > 0 && total.isFinite,
      "weights must not be negative and must sum to more than 0")
    return product(vector: Vector(weights.map { $0 / total }).span)
  }

  /// The cross product `selfᵀ · self`: of each pair of columns the sum of products.
  ///
  /// An element is null where one of its two columns has a null.
  ///
  /// - Complexity: O(rows · columns²), by `dsyrk`, which computes one half; the other is its mirror.
  public func crossProduct() -> Matrix {
    let size = columnCount
    let elements = Vector<Double>(count: size * size) { result in
      let target = result.mutablePointer
      target.update(repeating: 0, count: size * size)
      guard size > 0, rowCount > 0 else { return }
      cblas_dsyrk(
        CblasRowMajor, CblasUpper, CblasTrans, BLAS.size(size), BLAS.size(rowCount), 1,
        self.elements.storage.start, BLAS.size(size), 0, target, BLAS.size(size))
      for row in 0..<size {
        for column in 0..<row { target[row * size + column] = target[column * size + row] }
      }
    }
    return Matrix(rows: size, columns: size, elements: elements)
  }

  /// The sample covariance of each pair of columns over all rows, divided by rows − 1.
  ///
  /// Columns are centred first, so that large figures that vary little do not cancel. Null where one
  /// of the columns has a null (take `completeRows` first to leave incomplete rows out), and
  /// everywhere with fewer than two rows.
  ///
  /// - Complexity: O(rows · columns²).
  public func covariance() -> Matrix {
    let size = columnCount
    guard rowCount > 1 else {
      return Matrix(
        rows: size, columns: size, elements: Vector(repeating: .nan, count: size * size))
    }
    let products = centred().crossProduct().elements
    let divisor = Double(rowCount - 1)
    let elements = Vector<Double>(count: size * size) { result in
      for index in result.indices { result[index] = products[index] / divisor }
    }
    return Matrix(rows: size, columns: size, elements: elements)
  }

  /// The matrix less the mean of each column.
  private func centred() -> Matrix {
    let source = elements.storage.start
    var means = [Double](repeating: 0, count: columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { means[column] += source[row * columnCount + column] }
    }
    for column in 0..<columnCount { means[column] /= Double(rowCount) }
    let centred = Vector<Double>(count: elements.count) { centred in
      let target = centred.mutablePointer
      for row in 0..<rowCount {
        for column in 0..<columnCount {
          let index = row * columnCount + column
          target[index] = source[index] - means[column]
        }
      }
    }
    return Matrix(rows: rowCount, columns: columnCount, elements: centred)
  }
}
