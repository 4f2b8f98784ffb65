import Testing
import Vectors

@Suite struct MatrixTests {
  static func matrix(
    _ rows: Int, _ columns: Int, _ flavour: Flavour, _ random: inout SeededGenerator
  ) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: Vector(flavour.values(rows * columns, &random)))
  }

  static func expectClose(_ left: Matrix, _ right: (Int, Int) -> Double, _ note: Comment) {
    for row in 0..<left.rowCount {
      for column in 0..<left.columnCount {
        #expect(isClose(left[row, column], right(row, column), size: 1e6), note)
      }
    }
  }

  @Test(arguments: [Flavour.withoutNulls, .decimals])
  func productsAgreeWithLoops(flavour: Flavour) {
    for seed in UInt64(700)..<720 {
      var random = SeededGenerator(seed: seed)
      let (rows, inner, columns) = (
        Int.random(in: 0...20, using: &random), Int.random(in: 0...20, using: &random),
        Int.random(in: 0...20, using: &random)
      )
      let left = Self.matrix(rows, inner, flavour, &random)
      let right = Self.matrix(inner, columns, flavour, &random)
      let note: Comment = "\(flavour), seed \(seed)"
      Self.expectClose(
        left.product(right),
        { row, column in
          (0..<inner).reduce(0) { $0 + left[row, $1] * right[$1, column] }
        }, note)
      Self.expectClose(
        left.crossProduct(),
        { first, second in
          (0..<rows).reduce(0) { $0 + left[$1, first] * left[$1, second] }
        }, note)
      let vector = Vector(Flavour.withoutNulls.values(inner, &random))
      let scores = left.product(vector: vector.span)
      for row in 0..<rows {
        let expected = (0..<inner).reduce(0) { $0 + left[row, $1] * vector[$1] }
        #expect(isClose(scores[row], expected, size: 1e6), note)
      }
    }
  }

  @Test func covarianceAgreesWithItsDefinition() {
    for seed in UInt64(730)..<740 {
      var random = SeededGenerator(seed: seed)
      let rows = Int.random(in: 2...30, using: &random)
      let matrix = Self.matrix(rows, 4, .withoutNulls, &random)
      let means = (0..<4).map { column in
        (0..<rows).reduce(0) { $0 + matrix[$1, column] } / Double(rows)
      }
      Self.expectClose(
        matrix.covariance(),
        { first, second in
          (0..<rows).reduce(0) {
            $0 + (matrix[$1, first] - means[first]) * (matrix[$1, second] - means[second])
          } / Double(rows - 1)
        }, "seed \(seed)")
    }
    #expect(Matrix(rows: 1, columns: 1, elements: Vector([4])).covariance()[0, 0].isNaN)
  }

  @Test func transposingExchangesRowsAndColumns() {
    var random = SeededGenerator(seed: 750)
    let matrix = Self.matrix(70, 41, .decimals, &random)
    let transposed = matrix.transposed()
    #expect(transposed.rowCount == 41)
    for row in 0..<70 {
      for column in 0..<41 {
        #expect(isSame(matrix[row, column], transposed[column, row]))
      }
    }
    #expect(areSame(matrix.elements.array, transposed.transposed().elements.array))
  }

  @Test func completeRowsAreThoseWithoutNulls() {
    let matrix = Matrix(
      rows: [Vector([1.0, 2]), Vector([.nan, 3]), Vector([4.0, 5])], columns: 2)
    let (complete, positions) = matrix.completeRows()
    #expect(complete.elements.array == [1, 2, 4, 5])
    #expect(positions == [0, 2])
    let last = matrix.row(2)
    #expect(last[1] == 5)
  }

  @Test func weightedMeansAreNullWhereAFigureIs() {
    let matrix = Matrix(rows: [Vector([1.0, 5]), Vector([.nan, 3])], columns: 2)
    #expect(areSame(matrix.weightedMeans([3, 1]).array, [2, .nan]))
    // A weight of 0 does not make a missing figure known.
    #expect(areSame(matrix.weightedMeans([0, 1]).array, [5, .nan]))
  }

  @Test func threadsOfTheLibraryAreLimited() {
    let before = BLAS.threadCount
    BLAS.limitThreads(to: 1)
    #expect(BLAS.threadCount == 1)
    BLAS.limitThreads(to: before)
    #expect(BLAS.threadCount == before)
  }
}
