import Testing
import Vectors

@Suite struct QuantilesTests {
  static func quantile(_ values: [Double], _ probability: Double) -> Double {
    let sorted = values.filter { !$0.isNaN }.sorted()
    guard let last = sorted.last else { return .nan }
    let height = Double(sorted.count - 1) * probability
    let place = Int(height)
    let fraction = height - Double(place)
    let above = place + 1 < sorted.count ? sorted[place + 1] : last
    guard fraction > 0, sorted[place] != above else { return sorted[place] }
    return sorted[place] + fraction * (above - sorted[place])
  }

  static func spread(_ values: [Double]) -> (median: Double, deviation: Double) {
    let median = quantile(values, 0.5)
    guard median.isFinite else { return (median, .nan) }
    return (median, quantile(values.map { abs($0 - median) }, 0.5))
  }

  static let probabilities = [0.9, 0, 0.25, 0.5, 0.75, 1, 0.5, 0.01, 1.0 / 3]

  @Test(arguments: Flavour.allCases)
  func agreeWithASort(flavour: Flavour) {
    var workspace = Workspace()
    for (seed, length) in (tellingLengths + [5_000]).enumerated() {
      var random = SeededGenerator(seed: UInt64(600 + seed))
      let values = flavour.values(length, &random)
      let vector = Vector(values)
      let note: Comment = "\(flavour), seed \(600 + seed), length \(length)"
      #expect(
        areSame(
          Quantiles.quantiles(vector.span, Self.probabilities).array,
          Self.probabilities.map { Self.quantile(values, $0) }), note)
      let expected = Self.spread(values)
      let spread = Quantiles.spread(vector.span, workspace: &workspace)
      #expect(isSame(spread.median, expected.median), note)
      #expect(isSame(spread.deviation, expected.deviation), note)
      #expect(
        isSame(Quantiles.median(vector.span, workspace: &workspace), expected.median), note)
    }
  }

  /// Values that share all but their last bits, and values that differ in one bit alone.
  @Test func ofValuesThatHardlyDiffer() {
    var random = SeededGenerator(seed: 650)
    let near = (0..<4_000).map { _ in
      Double(bitPattern: (1.0).bitPattern + .random(in: 0..<5_000, using: &random))
    }
    let two = (0..<4_000).map { _ in Bool.random(using: &random) ? 1.0 : 2.0 }
    let outlier = [Double](repeating: 3, count: 3_000) + [1e300, -1e300, 0]
    for values in [near, two, outlier] {
      #expect(
        Quantiles.quantiles(Vector(values).span, Self.probabilities).array
          == Self.probabilities.map { Self.quantile(values, $0) }, "seed 650")
    }
  }

  @Test(arguments: Flavour.allCases)
  func ofSegmentsAreThoseOfEachPart(flavour: Flavour) {
    var random = SeededGenerator(seed: 660)
    let values = flavour.values(500, &random)
    let segments = SegmentedReductionsTests.segments(of: values.count, &random)
    let probabilities = [0.5, 0.1, 0.9]
    var quantiles = [Double](repeating: 7, count: 3 * segments.count)
    var medians = [Double](repeating: 7, count: segments.count)
    var deviations = medians
    var workspace = Workspace()
    let vector = Vector(values)
    let parts = Vector(segments)
    do {
      var quantilesSpan = quantiles.mutableSpan
      Quantiles.quantiles(
        vector.span, segments: parts.span, probabilities, into: &quantilesSpan,
        workspace: &workspace)
      var mediansSpan = medians.mutableSpan
      var deviationsSpan = deviations.mutableSpan
      Quantiles.spreads(
        vector.span, segments: parts.span, medians: &mediansSpan, deviations: &deviationsSpan,
        workspace: &workspace)
    }
    for (index, segment) in segments.enumerated() {
      let part = Array(values[segment.range])
      let note: Comment = "\(flavour), seed 660, segment \(segment)"
      #expect(
        areSame(
          Array(quantiles[3 * index..<3 * index + 3]),
          probabilities.map { Self.quantile(part, $0) }), note)
      #expect(isSame(medians[index], Self.spread(part).median), note)
      #expect(isSame(deviations[index], Self.spread(part).deviation), note)
    }
  }
}
