import Testing
import Vectors

@Suite struct ReductionsTests {
  @Test(arguments: Flavour.allCases)
  func agreeWithLoops(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let values = flavour.values(length, &random)
      let present = values.filter { !$0.isNaN }
      let span = Vector(values)
      let sum = Reductions.sum(span.span)
      let mean = Reductions.mean(span.span)
      let note: Comment = "\(flavour), seed \(seed), length \(length)"
      #expect(sum.count == present.count, note)
      #expect(Reductions.count(span.span) == present.count, note)
      #expect(isSame(Reductions.minimum(span.span), present.min() ?? .nan), note)
      #expect(isSame(Reductions.maximum(span.span), present.max() ?? .nan), note)
      #expect(mean.count == present.count, note)
      #expect(isSame(sum.value, Oracle.sum(values)), note)
      #expect(isSame(mean.value, sum.value / Double(present.count)), note)
    }
  }

  @Test func sumsOfIntegersAreExact() {
    var random = SeededGenerator(seed: 11)
    let values = (0..<50_000).map { _ in Int.random(in: 0..<(1 << 37), using: &random) }
    let sum = Reductions.sum(Vector(values.map(Double.init)).span)
    #expect(sum.value == Double(values.reduce(0, +)))
    #expect(values.reduce(0, +) < 1 << 53)
  }

  @Test func theSumHasTheSameBitsForAnyNumberOfThreads() {
    var random = SeededGenerator(seed: 12)
    // Above the size from which threads are used, and no whole number of blocks.
    let values = Vector(
      (0..<400_003).map { _ in
        Int.random(in: 0..<9, using: &random) == 0
          ? Double.nan : Double.random(in: -1e9..<1e9, using: &random)
      })
    let serial = Reductions.sum(values.span)
    #expect(serial.value.bitPattern == Oracle.sum(values.array).bitPattern)
    for workers in [Workers(count: 2), Workers(count: 3), .available] {
      let sum = Reductions.sum(values.span, workers: workers)
      #expect(sum.value.bitPattern == serial.value.bitPattern)
      #expect(sum.count == serial.count)
    }
  }

  @Test func theSumOfNothingIsNull() {
    #expect(Reductions.sum(Vector<Double>([]).span).value.isNaN)
    #expect(Reductions.sum(Vector([Double.nan, .nan]).span).value.isNaN)
    #expect(Reductions.sum(Vector([0.0, .nan]).span).value == 0)
  }
}

/// The documented definitions, one element at a time.
enum Oracle {
  /// Blocks of 8,192, sixteen lanes, a balanced tree of lanes.
  static func sum(_ values: [Double]) -> Double {
    var total = 0.0
    for start in stride(from: 0, to: values.count, by: 8_192) {
      var lanes = [Double](repeating: 0, count: 16)
      for position in start..<min(start + 8_192, values.count) where !values[position].isNaN {
        lanes[(position - start) % 16] += values[position]
      }
      var distance = 8
      while distance > 0 {
        for lane in 0..<distance { lanes[lane] += lanes[lane + distance] }
        distance /= 2
      }
      total += lanes[0]
    }
    return values.allSatisfy(\.isNaN) ? .nan : total
  }
}
