import Testing
import Vectors

/// Kernels that read narrow vectors against the same kernels on doubles.
@Suite struct NarrowKernelTests {
  @Test(arguments: Flavour.allCases) func segmentedSumsAreThoseOfTheNumbers(flavour: Flavour) {
    for (seed, length) in (tellingLengths + [70_000]).enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let values = flavour.values(length, &random)
      let segments = SegmentedReductionsTests.segments(of: length, &random)
      let narrow = NarrowVector(Vector(values))
      let sums = SegmentedReductions.sums(narrow, segments: Vector(segments).span)
      for (index, segment) in segments.enumerated() {
        let part = Array(values[segment.range])
        let note: Comment = "\(flavour), seed \(seed), \(narrow.form), \(segment)"
        #expect(sums.counts[index] == Int32(part.count { !$0.isNaN }), note)
        // The flavours' decimals are quarters, whose sums are exact either way.
        #expect(isSame(sums.sums[index], Oracle.sum(part)), note)
      }
    }
  }

  @Test func sumsOfDecimalsAreNearestToTheTruth() {
    let values = Vector(Array(repeating: 0.1, count: 1_000) + [.nan, 0.2])
    let sums = SegmentedReductions.sums(
      NarrowVector(values), segments: Vector([Segment(0..<1_000), Segment(0..<1_002)]).span)
    #expect(sums.sums.array == [100, 100.2])
    #expect(sums.counts.array == [1_000, 1_001])
  }

  @Test func constantsAreSummedWithoutMemory() {
    let segments = Vector([Segment(0..<0), Segment(5..<905)])
    let quarter = SegmentedReductions.sums(
      NarrowVector(repeating: 0.25, count: 1_000), segments: segments.span)
    #expect(areSame(quarter.sums.array, [.nan, 225]))
    #expect(quarter.counts.array == [0, 900])
    let null = SegmentedReductions.sums(
      NarrowVector(repeating: .nan, count: 1_000), segments: segments.span)
    #expect(areSame(null.sums.array, [.nan, .nan]) && null.counts.array == [0, 0])
  }

  @Test(arguments: Flavour.allCases) func changesAreThoseOfTheDoubles(flavour: Flavour) {
    for (seed, length) in (tellingLengths + [3_000]).enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let values = Vector(flavour.values(length, &random))
      let base = Vector(Flavour.fewCounts.values(length, &random))
      let (narrow, narrowBase) = (NarrowVector(values), NarrowVector(base))
      #expect(
        areSame(
          Differences.difference(of: narrow, from: narrowBase).array,
          Differences.difference(of: values.span, from: base.span).array),
        "\(flavour), seed \(seed)")
      #expect(
        areSame(
          Differences.percentChange(of: narrow, from: narrowBase).array,
          Differences.percentChange(of: values.span, from: base.span).array),
        "\(flavour), seed \(seed)")
    }
  }
}
