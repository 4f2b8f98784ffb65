/// The least change of figures that restores equalities between them, for many records at once.
///
/// Of all x′ with A·x′ = b the one that is nearest to x: Σ (x′ₖ − xₖ)² / wₖ is least, where wₖ is the
/// variance of a figure, that is how readily it gives way. By Lagrange
///
///     x′ = x − W·Aᵀ·(A·W·Aᵀ)⁻¹·(A·x − b)
///
/// which takes redundant equalities out first. For 10 = 3 + 5 with equal variances the gap of 2 is
/// shared out: 9⅓ = 3⅔ + 5⅔; with a variance of 0 for the total, 10 = 4 + 6. The matrix before the
/// bracket is the same for all records, so it is worked out once; then a record costs two products.
///
/// The method is the adjustment of observations (Gauss 1823), in official statistics that of Stone,
/// Champernowne and Meade, “The Precision of National Income Estimates” (1942); de Waal, Pannekoek and
/// Scholtus, “Handbook of Statistical Data Editing and Imputation” (2011), chapter 10. It keeps no
/// bounds and no whole numbers: what it says of counts is an estimate, not a repair.
public struct Adjustment: Sendable {
  /// The number of equalities that do not follow from the others.
  public var rank: Int { independent.rowCount }

  private let equalities: Matrix
  private let values: [Double]
  private let independent: Matrix
  private let independentValues: [Double]
  /// For each independent equality, by how much a gap of 1 in it moves each figure.
  private let gains: Matrix

  /// The adjustment to some equalities.
  ///
  /// - Parameters:
  ///   - equalities: A: one equality a row, one figure a column; no nulls.
  ///   - values: b: what each equality's sum must be.
  ///   - variances: w: one a figure, not negative; 0 where it must not change.
  /// - Complexity: O(equalities² · figures).
  public init(to equalities: Matrix, values: [Double], variances: [Double]) {
    precondition(
      values.count == equalities.rowCount,
      "\(values.count) values do not fit \(equalities.rowCount) equalities")
    precondition(
      variances.count == equalities.columnCount && variances.allSatisfy { $0 >= 0 && $0.isFinite },
      "a variance must be given for each of \(equalities.columnCount) figures, none below 0")
    let rows = IndependentRows(
      of: equalities.scalingColumns(by: variances.map { $0.squareRoot() }))
    let independent = equalities.rows(at: rows.positions)
    self.equalities = equalities
    self.values = values
    self.independent = independent
    independentValues = rows.positions.map { values[$0] }
    gains = rows.solving(independent.scalingColumns(by: variances))
  }

  /// The adjusted figures of some records.
  ///
  /// - Parameter records: One record a row, one figure a column.
  /// - Returns: The same shape; a record with a null is null as a whole.
  /// - Complexity: O(records · figures · rank), by two `dgemm`.
  public func adjusted(_ records: Matrix) -> Matrix {
    let gaps = Self.gaps(records, independent, independentValues)
    let changes = gaps.product(gains)
    let elements = Vector<Double>(count: records.elements.count) { result in
      for index in result.indices {
        result[index] = records.elements[index] - changes.elements[index]
      }
    }
    return Matrix(rows: records.rowCount, columns: records.columnCount, elements: elements)
  }

  /// By how much each record misses each equality: A·x − b, one record a row, one equality a column.
  ///
  /// Of adjusted records all are 0 up to rounding, but for equalities that contradict each other or
  /// speak of figures of variance 0 only.
  public func gaps(_ records: Matrix) -> Matrix { Self.gaps(records, equalities, values) }

  private static func gaps(_ records: Matrix, _ equalities: Matrix, _ values: [Double]) -> Matrix {
    let sums = records.product(equalities.transposed())
    let width = values.count
    let elements = Vector<Double>(count: sums.elements.count) { result in
      for row in 0..<records.rowCount {
        for column in 0..<width {
          result[row * width + column] = sums.elements[row * width + column] - values[column]
        }
      }
    }
    return Matrix(rows: records.rowCount, columns: width, elements: elements)
  }
}

extension Matrix {
  /// Each column times a number.
  fileprivate func scalingColumns(by factors: [Double]) -> Matrix {
    let scaled = Vector<Double>(count: elements.count) { scaled in
      for row in 0..<rowCount {
        for column in 0..<columnCount {
          let index = row * columnCount + column
          scaled[index] = elements[index] * factors[column]
        }
      }
    }
    return Matrix(rows: rowCount, columns: columnCount, elements: scaled)
  }

  /// Some of the rows, in the order given.
  fileprivate func rows(at positions: [Int]) -> Matrix {
    let picked = Vector<Double>(count: positions.count * columnCount) { picked in
      for (index, row) in positions.enumerated() {
        for column in 0..<columnCount {
          picked[index * columnCount + column] = elements[row * columnCount + column]
        }
      }
    }
    return Matrix(rows: positions.count, columns: columnCount, elements: picked)
  }
}
