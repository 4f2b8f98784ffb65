/// An immutable matrix of doubles, row by row in one vector.
///
/// NaN is null, and products treat it as any NaN: what is made from a null is null.
public struct Matrix: Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// All elements, row after row.
  public let elements: Vector<Double>

  /// A matrix of elements given row after row.
  public init(rows: Int, columns: Int, elements: Vector<Double>) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "\(elements.count) elements do not make \(rows) rows of \(columns)")
    rowCount = rows
    columnCount = columns
    self.elements = elements
  }

  /// A matrix whose rows are vectors of one length, such as the years of an indicator.
  ///
  /// - Parameter columns: The length of each vector.
  /// - Complexity: O(elements).
  public init(rows: [Vector<Double>], columns: Int) {
    for row in rows {
      precondition(row.count == columns, "a row has \(row.count) elements among rows of \(columns)")
    }
    let elements = Vector<Double>(count: rows.count * columns) { elements in
      let target = elements.mutablePointer
      for (index, row) in rows.enumerated() {
        (target + index * columns).update(from: row.storage.start, count: columns)
      }
    }
    self.init(rows: rows.count, columns: columns, elements: elements)
  }

  /// One element, checked. O(1).
  public subscript(row: Int, column: Int) -> Double {
    precondition(
      row >= 0 && row < rowCount && column >= 0 && column < columnCount,
      "(\(row), \(column)) is outside a matrix of \(rowCount) × \(columnCount)")
    return elements[row * columnCount + column]
  }

  /// The elements of a row, borrowed. O(1).
  @_lifetime(borrow self)
  public func row(_ row: Int) -> Span<Double> {
    precondition(row >= 0 && row < rowCount, "row \(row) is outside a matrix of \(rowCount)")
    let span = Span(
      _unsafeStart: elements.storage.start + row * columnCount, count: columnCount)
    return _overrideLifetime(span, borrowing: self)
  }

  /// The matrix with rows and columns exchanged.
  ///
  /// - Complexity: O(elements), in tiles of 32 × 32 that stay in the nearest cache.
  public func transposed() -> Matrix {
    let tile = 32
    let source = elements.storage.start
    let transposed = Vector<Double>(count: elements.count) { transposed in
      let target = transposed.mutablePointer
      for firstRow in stride(from: 0, to: rowCount, by: tile) {
        for firstColumn in stride(from: 0, to: columnCount, by: tile) {
          for row in firstRow..<min(firstRow + tile, rowCount) {
            for column in firstColumn..<min(firstColumn + tile, columnCount) {
              target[column * rowCount + row] = source[row * columnCount + column]
            }
          }
        }
      }
    }
    return Matrix(rows: columnCount, columns: rowCount, elements: transposed)
  }

  /// The rows without a null, in order, and their positions in this matrix.
  ///
  /// - Complexity: O(elements).
  public func completeRows() -> (matrix: Matrix, positions: [Int]) {
    let source = elements.storage.start
    let positions = (0..<rowCount).filter { row in
      let start = source + row * columnCount
      return !(0..<columnCount).contains { start[$0].isNaN }
    }
    let complete = Vector<Double>(count: positions.count * columnCount) { complete in
      let target = complete.mutablePointer
      for (index, row) in positions.enumerated() {
        (target + index * columnCount).update(
          from: source + row * columnCount, count: columnCount)
      }
    }
    let matrix = Matrix(rows: positions.count, columns: columnCount, elements: complete)
    return (matrix, positions)
  }
}
