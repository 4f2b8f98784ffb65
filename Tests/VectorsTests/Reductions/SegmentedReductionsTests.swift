import Testing
import Vectors

@Suite struct SegmentedReductionsTests {
  /// Segments in any order, some empty, some overlapping, the last ending with the vector.
  static func segments(of count: Int, _ random: inout SeededGenerator) -> [Segment] {
    var segments = (0..<40).map { _ in
      let start = Int.random(in: 0...count, using: &random)
      let length = Int.random(in: 0...min(40, count - start), using: &random)
      return Segment(start..<start + length)
    }
    segments.append(Segment(0..<count))
    segments.append(Segment(max(0, count - 5)..<count))
    return segments
  }

  @Test(arguments: Flavour.allCases)
  func agreeWithReductionsOfEachPart(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(100 + seed))
      let values = flavour.values(length, &random)
      let segments = Self.segments(of: length, &random)
      let vector = Vector(values)
      let parts = Vector(segments)
      let sums = SegmentedReductions.sums(vector.span, segments: parts.span)
      let minima = SegmentedReductions.minima(vector.span, segments: parts.span)
      let maxima = SegmentedReductions.maxima(vector.span, segments: parts.span)
      var means = [Double](repeating: 7, count: segments.count)
      var counts = [Int32](repeating: 7, count: segments.count)
      var meansSpan = means.mutableSpan
      var countsSpan = counts.mutableSpan
      SegmentedReductions.means(
        vector.span, segments: parts.span, into: &meansSpan, counts: &countsSpan)
      for (index, segment) in segments.enumerated() {
        let part = Array(values[segment.range])
        let present = part.filter { !$0.isNaN }
        let note: Comment = "\(flavour), seed \(100 + seed), segment \(segment)"
        #expect(isSame(sums.sums[index], Oracle.sum(part)), note)
        #expect(sums.counts[index] == Int32(present.count), note)
        #expect(counts[index] == Int32(present.count), note)
        #expect(isSame(means[index], Oracle.sum(part) / Double(present.count)), note)
        #expect(isSame(minima[index], present.min() ?? .nan), note)
        #expect(isSame(maxima[index], present.max() ?? .nan), note)
      }
    }
  }

  @Test func totalsAddUpCounts() {
    let counts = Vector<Int32>([1, 2, 3, 4])
    let segments = Vector([Segment(0..<2), Segment(2..<2), Segment(1..<4)])
    var totals = [Int32](repeating: -1, count: 3)
    var span = totals.mutableSpan
    SegmentedReductions.totals(counts.span, segments: segments.span, into: &span)
    #expect(totals == [3, 0, 9])
  }

  @Test func aSegmentOutsideTheVectorStops() async {
    await #expect(processExitsWith: .failure) {
      _ = SegmentedReductions.sums(
        Vector([1.0, 2]).span, segments: Vector([Segment(1..<3)]).span)
    }
  }
}
