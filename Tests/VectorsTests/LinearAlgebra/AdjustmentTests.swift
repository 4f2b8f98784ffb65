import Testing
import Vectors

@Suite struct AdjustmentTests {
  /// The nearest point of all equalities by taking the nearest point of each in turn, again and again
  /// (Kaczmarz): slow, and without any algebra.
  private func nearest(
    _ figures: [Double], _ equalities: [[Double]], _ values: [Double], _ variances: [Double]
  ) -> [Double] {
    var figures = figures
    for _ in 0..<100_000 {
      var moved = 0.0
      for (equality, value) in zip(equalities, values) {
        let gap = zip(equality, figures).reduce(-value) { $0 + $1.0 * $1.1 }
        let size = zip(equality, variances).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
        guard size > 0 else { continue }
        for index in figures.indices {
          figures[index] -= variances[index] * equality[index] * gap / size
        }
        moved = max(moved, abs(gap))
      }
      if moved < 1e-12 { break }
    }
    return figures
  }

  private func matrix(_ rows: [[Double]], columns: Int) -> Matrix {
    Matrix(rows: rows.map { Vector($0) }, columns: columns)
  }

  @Test func agreesWithProjectingOnOneEqualityAfterTheOther() {
    for seed in UInt64(4_000)..<4_040 {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 2...7, using: &random)
      var equalities = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<count).map { _ in Double(Int.random(in: -1...1, using: &random)) }
      }
      let solution = (0..<count).map { _ in Double(Int.random(in: 0...50, using: &random)) }
      // What follows from the others must change nothing.
      if equalities.count > 1, Bool.random(using: &random) {
        equalities.append(zip(equalities[0], equalities[1]).map { $0 - 2 * $1 })
      }
      let values = equalities.map { zip($0, solution).reduce(0) { $0 + $1.0 * $1.1 } }
      let variances = (0..<count).map { _ in Double.random(in: 0.3...3, using: &random) }
      let records = (0..<3).map { _ in
        (0..<count).map { _ in Double(Int.random(in: 0...50, using: &random)) }
      }
      let adjustment = Adjustment(
        to: matrix(equalities, columns: count), values: values, variances: variances)
      let adjusted = adjustment.adjusted(matrix(records, columns: count))
      let gaps = adjustment.gaps(adjusted)
      for (row, record) in records.enumerated() {
        let expected = nearest(record, equalities, values, variances)
        for column in 0..<count {
          #expect(abs(adjusted[row, column] - expected[column]) < 1e-6, "seed \(seed)")
        }
        for equality in equalities.indices {
          #expect(abs(gaps[row, equality]) < 1e-9, "seed \(seed)")
        }
      }
    }
  }

  /// A table whose rows and columns add up: one of its equalities follows from the others.
  @Test func redundantSumsOfATableAreTakenOut() {
    // Cells a b / c d, sums of rows, sums of columns, sum of all.
    let sums: [[Double]] = [
      [1, 1, 0, 0, -1, 0, 0, 0, 0], [0, 0, 1, 1, 0, -1, 0, 0, 0],
      [1, 0, 1, 0, 0, 0, -1, 0, 0], [0, 1, 0, 1, 0, 0, 0, -1, 0],
      [0, 0, 0, 0, 1, 1, 0, 0, -1], [0, 0, 0, 0, 0, 0, 1, 1, -1],
    ]
    let adjustment = Adjustment(
      to: matrix(sums, columns: 9), values: [Double](repeating: 0, count: 6),
      variances: [Double](repeating: 1, count: 9))
    #expect(adjustment.rank == 5)
    let consistent: [Double] = [3, 4, 5, 6, 7, 11, 8, 10, 18]
    let adjusted = adjustment.adjusted(matrix([consistent, consistent.map { $0 + 1 }], columns: 9))
    for column in 0..<9 {
      #expect(abs(adjusted[0, column] - consistent[column]) < 1e-9)
      #expect(abs(adjustment.gaps(adjusted)[1, min(column, 5)]) < 1e-9)
    }
  }

  @Test func aGapIsSharedOutByVariance() {
    let sum = matrix([[1, -1, -1]], columns: 3)
    let record = matrix([[10, 3, 5], [.nan, 3, 5]], columns: 3)
    let even = Adjustment(to: sum, values: [0], variances: [1, 1, 1]).adjusted(record)
    let firm = Adjustment(to: sum, values: [0], variances: [0, 1, 1]).adjusted(record)
    for (column, value) in [10 - 2 / 3.0, 3 + 2 / 3.0, 5 + 2 / 3.0].enumerated() {
      #expect(abs(even[0, column] - value) < 1e-12)
      #expect(even[1, column].isNaN)
    }
    for (column, value) in [10.0, 4, 6].enumerated() {
      #expect(abs(firm[0, column] - value) < 1e-12)
    }
  }

  @Test func whatCannotBeRestoredShowsInTheGaps() {
    // The same sum must be 1 and 2; and a figure that must not change has to be 5.
    let equalities = matrix([[1, 1, 0], [1, 1, 0], [0, 0, 1]], columns: 3)
    let adjustment = Adjustment(to: equalities, values: [1, 2, 5], variances: [1, 1, 0])
    #expect(adjustment.rank == 1)
    let gaps = adjustment.gaps(adjustment.adjusted(matrix([[0, 0, 7]], columns: 3)))
    #expect(abs(abs(gaps[0, 0]) + abs(gaps[0, 1]) - 1) < 1e-12)
    #expect(gaps[0, 2] == 2)
  }

  @Test func withoutEqualitiesNothingChanges() {
    let none = Adjustment(
      to: Matrix(rows: 0, columns: 2, elements: Vector([])), values: [], variances: [1, 1])
    let adjusted = none.adjusted(matrix([[1, 2]], columns: 2))
    #expect(none.rank == 0 && adjusted[0, 0] == 1 && adjusted[0, 1] == 2)
  }
}
