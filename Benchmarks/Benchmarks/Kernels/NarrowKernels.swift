import Benchmark
import Vectors

/// The kernels that read narrow vectors, beside those of doubles of the same number. The copy of the same
/// figures as narrow vectors is the bandwidth to compare with.
func narrow(_ indicator: NationalIndicator) {
  let counts = indicator.counts.map { NarrowVector($0) }
  let small = indicator.counts.map { year in
    NarrowVector(Vector(year.array.map { $0.isNaN ? $0 : min($0, 100) }))
  }
  let stored = counts.map(\.stored)
  Benchmark("00 copy all years, narrow") { benchmark in
    var copy = [UInt8](repeating: 0, count: stored.map(\.count).max() ?? 0)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for year in stored {
        year.span.withUnsafeBufferPointer { source in
          copy.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: source) }
        }
      }
      blackHole(copy)
    }
  }
  for (kind, years) in [("16 bits", counts), ("8 bits", small)] {
    for (name, segments) in [("county", indicator.counties), ("province", indicator.provinces)] {
      Benchmark("03 sum by \(name): narrow kernel, \(kind)") { benchmark in
        var sums = [Double](repeating: 0, count: segments.count)
        var sizes = [Int32](repeating: 0, count: segments.count)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          for year in years {
            var sumsSpan = sums.mutableSpan
            var sizesSpan = sizes.mutableSpan
            SegmentedReductions.sums(
              year, segments: segments.span, into: &sumsSpan, counts: &sizesSpan)
          }
          blackHole(sums)
        }
      }
    }
    Benchmark("05 percent change: narrow kernel, \(kind)") { benchmark in
      var result = [Double](repeating: 0, count: NationalIndicator.units)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for (base, year) in zip(years, years.dropFirst()) {
          var span = result.mutableSpan
          Differences.percentChange(of: year, from: base, into: &span)
        }
        blackHole(result)
      }
    }
  }
  relations("8 bits", small)
  relations("16 bits", counts)
}

/// A relation of six vectors, a year each, in runs as the rules are swept.
private func relations(_ kind: String, _ years: [NarrowVector]) {
  let halfSteps = [Double](repeating: 0, count: 16)
  func relation(_ make: (NarrowVector) -> NarrowVector) -> Relation {
    Relation(
      years.prefix(6).enumerated().map { position, year in
        .init(position == 0 ? 1 : -1, make(year), opens: position == 0 ? .high : .low)
      }, sign: .equal, halfSteps: halfSteps, snap: 1e-7, count: NationalIndicator.units)
  }
  let asDoubles = relation { NarrowVector(asDoubles: $0.values) }
  for (name, relation) in [("narrow", relation { $0 }), ("doubles", asDoubles)] {
    Benchmark("13 relation of 6, \(kind): \(name)") { benchmark in
      var stack = LevelStack(capacity: 8_192)
      let wanted = Vector(repeating: UInt8(255), count: NationalIndicator.units)
      var refuted: [Int32] = []
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for start in stride(from: 0, to: NationalIndicator.units, by: 8_192) {
          refuted.removeAll(keepingCapacity: true)
          stack.begin(start..<min(start + 8_192, NationalIndicator.units))
          stack.push(relation)
          blackHole(stack.pop(where: wanted, refuted: &refuted))
        }
      }
    }
  }
}
