import Testing
import Vectors

@Suite struct ProfilesTests {
  private static func matrix(_ seed: UInt64, rows: Int, columns: Int, nulls: Bool) -> Matrix {
    var random = SeededGenerator(seed: seed)
    let flavour: Flavour = nulls ? .decimals : .withoutNulls
    return Matrix(
      rows: rows, columns: columns, elements: Vector(flavour.values(rows * columns, &random)))
  }

  @Test(arguments: 1...15 as ClosedRange<UInt64>, [ProfileSimilarity.Measure.cosine, .correlation])
  func similaritiesAreThoseOfTheirDefinition(seed: UInt64, measure: ProfileSimilarity.Measure) {
    let matrix = Self.matrix(seed, rows: 12, columns: 9, nulls: true)
    let profiles = ProfileSimilarity(matrix)
    let (similarities, common) = profiles.similarities(to: 4, by: measure, leastCommon: 3)
    for other in 0..<12 {
      let columns = (0..<9).filter { !matrix[4, $0].isNaN && !matrix[other, $0].isNaN }
      #expect(Int(common[other]) == columns.count)
      var x = columns.map { matrix[4, $0] }
      var y = columns.map { matrix[other, $0] }
      if measure == .correlation {
        let (a, b) = (
          x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count)
        )
        x = x.map { $0 - a }
        y = y.map { $0 - b }
      }
      let product = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
      let scale =
        (x.reduce(0) { $0 + $1 * $1 } * y.reduce(0) { $0 + $1 * $1 }).squareRoot()
      let expected = columns.count < 3 || scale == 0 ? Double.nan : product / scale
      #expect(
        expected.isNaN
          ? similarities[other].isNaN : abs(similarities[other] - expected) < 1e-9,
        "seed \(seed), row \(other)")
      let parts = profiles.contributions(of: 4, and: other, by: measure).filter { !$0.isNaN }
      if !expected.isNaN { #expect(abs(parts.reduce(0, +) - expected) < 1e-9) }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func componentsTellAllVariance(seed: UInt64)
    throws
  {
    let matrix = Self.matrix(seed, rows: 25, columns: 5, nulls: false)
    let components = try #require(PrincipalComponents(matrix))
    #expect(abs(components.variances.reduce(0, +) - 5) < 1e-9)
    #expect(components.variances == components.variances.sorted(by: >))
    #expect(abs(components.explained(through: 4) - 1) < 1e-12)
    let covariance = components.scores.covariance()
    for i in 0..<5 {
      let communality = (0..<5).reduce(0.0) {
        $0 + components.loading(i, on: $1) * components.loading(i, on: $1)
      }
      #expect(abs(communality - 1) < 1e-9)
      for j in 0..<5 {
        let expected = i == j ? components.variances[i] : 0
        #expect(abs(covariance[i, j] - expected) < 1e-9, "seed \(seed)")
      }
      let direction = (0..<5).map { components.directions[i, $0] }
      let greatest = direction.map { abs($0) }.max() ?? 0
      #expect(direction.contains { $0 >= greatest - 1e-9 })
    }
  }

  @Test func whatDoesNotVaryHasNoComponents() {
    let constant = Matrix(
      rows: 4, columns: 2, elements: Vector([1.0, 5, 2, 5, 3, 5, 4, 5]))
    #expect(PrincipalComponents(constant) == nil)
    let few = Matrix(rows: 2, columns: 2, elements: Vector([1.0, 5, 2, 4]))
    #expect(PrincipalComponents(few) == nil)
  }
}
