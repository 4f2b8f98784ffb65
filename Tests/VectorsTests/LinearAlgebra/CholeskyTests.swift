import Foundation
import Testing

@testable import Vectors

@Suite struct CholeskyTests {
  static func matrix(_ rows: Int, _ columns: Int, _ random: inout SeededGenerator) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: Vector(
        (0..<rows * columns).map { _ in Double.random(in: -1...1, using: &random) }))
  }

  @Test func multipliesBackAndSolves() throws {
    for seed in UInt64(900)..<920 {
      var random = SeededGenerator(seed: seed)
      let size = Int.random(in: 1...12, using: &random)
      let covariance = Self.matrix(size + 5, size, &random).covariance()
      let cholesky = try #require(Cholesky(covariance))
      let back = cholesky.factor.product(cholesky.factor.transposed())
      #expect(
        (0..<size * size).allSatisfy { abs(back.elements[$0] - covariance.elements[$0]) < 1e-12 },
        "seed \(seed)")
      let rows = Self.matrix(7, size, &random)
      let again = cholesky.solving(rows).product(covariance)
      let distances = cholesky.whitened(rows)
      let solved = cholesky.solving(rows)
      for row in 0..<7 {
        let square = (0..<size).reduce(0) { $0 + distances[row, $1] * distances[row, $1] }
        let product = (0..<size).reduce(0) { $0 + solved[row, $1] * rows[row, $1] }
        #expect(abs(square - product) < 1e-8 * max(1, square), "seed \(seed)")
        for column in 0..<size {
          #expect(abs(again[row, column] - rows[row, column]) < 1e-8, "seed \(seed)")
        }
      }
    }
  }

  @Test func refusesWhatIsNotPositiveDefinite() {
    #expect(Cholesky(Matrix(rows: 2, columns: 2, elements: Vector([1, 2, 2, 1]))) == nil)
    #expect(Cholesky(Matrix(rows: 1, columns: 1, elements: Vector([0]))) == nil)
    #expect(Cholesky(Matrix(rows: 1, columns: 1, elements: Vector([.nan]))) == nil)
  }

  @Test func eigenvectorsAreOnes() throws {
    for seed in UInt64(930)..<940 {
      var random = SeededGenerator(seed: seed)
      let size = Int.random(in: 1...9, using: &random)
      let symmetric = Self.matrix(size + 3, size, &random).crossProduct()
      let eigen = try #require(SymmetricEigen(symmetric))
      #expect(eigen.values == eigen.values.sorted())
      let images = eigen.vectors.product(symmetric)
      for row in 0..<size {
        for column in 0..<size {
          let expected = eigen.values[row] * eigen.vectors[row, column]
          #expect(abs(images[row, column] - expected) < 1e-10, "seed \(seed)")
        }
      }
    }
    #expect(SymmetricEigen(Matrix(rows: 1, columns: 1, elements: Vector([.nan]))) == nil)
  }
}

@Suite struct RobustCovarianceTests {
  private static func normal(_ random: inout SeededGenerator) -> Double {
    (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
      * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
  }

  /// Rows with correlation 0.8 between neighbours; the first `outliers` rows against the grain.
  private static func rows(_ count: Int, outliers: Int, seed: UInt64) -> Matrix {
    var random = SeededGenerator(seed: seed)
    var elements: [Double] = []
    for row in 0..<count {
      let common = normal(&random)
      let own = (0..<3).map { _ in 0.8 * common + 0.6 * normal(&random) }
      elements += row < outliers ? [6, -6, 5 + own[2]] : own.map { 10 + 2 * $0 }
    }
    return Matrix(rows: count, columns: 3, elements: Vector(elements))
  }

  @Test func findsTheTruthDespiteOutliers() throws {
    for seed in UInt64(950)..<958 {
      let robust = try #require(RobustCovariance(Self.rows(2000, outliers: 150, seed: seed)))
      for column in 0..<3 {
        #expect(abs(robust.centre[column] - 10) < 0.25, "seed \(seed)")
        #expect(abs(robust.covariance[column, column] - 4) < 0.7, "seed \(seed)")
      }
      #expect(abs(robust.covariance[0, 1] - 4 * 0.64) < 0.6, "seed \(seed)")
    }
  }

  @Test func distancesAreChiSquareAndAddUp() throws {
    let rows = Self.rows(5000, outliers: 0, seed: 960)
    let robust = try #require(RobustCovariance(rows))
    let (squared, contributions) = robust.distances(rows)
    let share = Double(squared.count { $0 > 11.345 }) / 5000
    #expect((0.006...0.015).contains(share), "\(share) beyond the 99 % quantile, seed 960")
    for row in 0..<50 {
      let sum = (0..<3).reduce(0) { $0 + contributions[row, $1] }
      #expect(abs(sum - squared[row]) < 1e-9 * max(1, sum))
    }
  }

  @Test func degenerateObservationsHaveNone() {
    let constant = Matrix(rows: 50, columns: 2, elements: Vector(repeating: 3, count: 100))
    #expect(RobustCovariance(constant) == nil)
    let twin = (0..<50).flatMap { [Double($0), Double($0)] }
    #expect(RobustCovariance(Matrix(rows: 50, columns: 2, elements: Vector(twin))) == nil)
    #expect(
      RobustCovariance(Matrix(rows: 3, columns: 2, elements: Vector([1, 2, 3, 4, 5, 7]))) == nil)
  }
}
