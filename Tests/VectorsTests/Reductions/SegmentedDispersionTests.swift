import Testing
import Vectors

@Suite struct SegmentedDispersionTests {
  /// The spread of values as their definitions say it, without regard to rounding or speed.
  private enum Slow {
    static func standardDeviation(_ values: [Double]) -> Double {
      guard values.count > 1 else { return .nan }
      let mean = values.reduce(0, +) / Double(values.count)
      return
        (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count - 1))
        .squareRoot()
    }

    /// Half the mean absolute difference of all pairs, relative to the mean.
    static func gini(_ values: [Double]) -> Double {
      let sum = values.reduce(0, +)
      guard sum > 0, sum.isFinite, values.allSatisfy({ $0 >= 0 }) else { return .nan }
      var differences = 0.0
      for one in values { for other in values { differences += abs(one - other) } }
      return differences / (2 * Double(values.count) * sum)
    }

    static func topShare(_ values: [Double], _ limit: Int) -> Double {
      let sum = values.reduce(0, +)
      guard sum > 0, sum.isFinite, values.allSatisfy({ $0 >= 0 }) else { return .nan }
      return values.sorted(by: >).prefix(limit).reduce(0, +) / sum
    }
  }

  @Test(arguments: [Flavour.counts, .fewCounts, .hugeCounts, .decimals, .onlyNulls, .withoutNulls])
  func agreeWithTheirDefinitions(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(300 + seed))
      let vector = Vector(flavour.values(length, &random))
      let segments = SegmentedReductionsTests.segments(of: length, &random)
      let parts = Vector(segments)
      let (deviations, coefficients, shares) = results(vector, parts, limit: 3)
      for (index, segment) in segments.enumerated() {
        let present = vector.array[segment.range].filter { !$0.isNaN }
        let note: Comment = "\(flavour), seed \(300 + seed), segment \(segment)"
        let size = present.map(abs).max() ?? 0
        #expect(isClose(deviations[index], Slow.standardDeviation(present), size: size), note)
        #expect(isClose(coefficients[index], Slow.gini(present), size: 1), note)
        #expect(isClose(shares[index], Slow.topShare(present, 3), size: 1), note)
      }
    }
  }

  private func results(_ values: Vector<Double>, _ segments: Vector<Segment>, limit: Int) -> (
    [Double], [Double], [Double]
  ) {
    var workspace = Workspace()
    let deviations = Vector(repeating: 7.0, count: segments.count) {
      SegmentedDispersion.standardDeviations(values.span, segments: segments.span, into: &$0)
    }
    let coefficients = Vector(repeating: 7.0, count: segments.count) {
      SegmentedDispersion.giniCoefficients(
        values.span, segments: segments.span, into: &$0, workspace: &workspace)
    }
    let shares = Vector(repeating: 7.0, count: segments.count) {
      SegmentedDispersion.topShares(
        values.span, segments: segments.span, limit: limit, into: &$0, workspace: &workspace)
    }
    return (deviations.array, coefficients.array, shares.array)
  }

  @Test func largeValuesKeepTheDigitsOfTheirDeviation() {
    let values = Vector([1e9 + 4, 1e9 + 7, .nan, 1e9 + 13, 1e9 + 16])
    let (deviations, _, _) = results(values, Vector([Segment(0..<5)]), limit: 1)
    #expect(deviations == [Double(30).squareRoot()])
  }

  @Test func equalValuesShareEquallyAndOneValueIsTheWhole() {
    let values = Vector([0.1, 0.1, 0.1, 0, 0, 0, 9, -1, 2, .infinity])
    let segments = Vector([0..<3, 3..<6, 3..<7, 6..<7, 7..<9, 8..<10].map { Segment($0) })
    let (_, coefficients, shares) = results(values, segments, limit: 1)
    #expect(areSame(coefficients, [0, .nan, 0.75, 0, .nan, .nan]))
    #expect(isClose(shares[0], 1.0 / 3, size: 1))
    #expect(areSame(Array(shares.dropFirst()), [.nan, 1, 1, .nan, .nan]))
  }
}
