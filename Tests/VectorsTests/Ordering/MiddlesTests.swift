import Testing
import Vectors

/// The middle values beside medians that sort everything.
@Suite struct MiddlesTests {
  @Test(arguments: Flavour.allCases) func theyAreTheMiddleOfWhatIsSorted(flavour: Flavour) {
    var random = SeededGenerator(seed: 7)
    let values = Vector(flavour.values(4_000, &random))
    var segments: [Segment] = []
    var start = 0
    while start < values.count {
      let count = min([0, 1, 2, 5, 31, 32, 33, 90, 400][segments.count % 9], values.count - start)
      segments.append(Segment(start..<start + count))
      start += max(count, 1)
    }
    var lower = [Double](repeating: 0, count: segments.count)
    var upper = lower
    var counts = [Int](repeating: 0, count: segments.count)
    var workspace = Workspace()
    do {
      var lowerSpan = lower.mutableSpan
      var upperSpan = upper.mutableSpan
      var countSpan = counts.mutableSpan
      Quantiles.middles(
        values.span, segments: Vector(segments).span, lower: &lowerSpan, upper: &upperSpan,
        counts: &countSpan, workspace: &workspace)
    }
    for (index, segment) in segments.enumerated() {
      let range = Int(segment.start)..<Int(segment.start) + segment.count
      let sorted = range.map { values[$0] }.filter { !$0.isNaN }.sorted()
      #expect(counts[index] == sorted.count, "\(flavour), segment \(index)")
      guard !sorted.isEmpty else {
        #expect(lower[index].isNaN && upper[index].isNaN)
        continue
      }
      #expect(lower[index] == sorted[(sorted.count - 1) / 2])
      #expect(upper[index] == sorted[sorted.count / 2])
      let median = Quantiles.median(Vector(sorted).span, workspace: &workspace)
      #expect(isSame(Quantiles.median(lower: lower[index], upper: upper[index]), median))
    }
  }
}
