import Benchmark
import Vectors

/// Every benchmark handles one indicator of the whole country: 41,352 units in each of 12 years. The
/// first one copies the same figures; it is the bandwidth to compare with.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], warmupIterations: 3, maxDuration: .seconds(2),
    maxIterations: 2_000)
  let indicator = NationalIndicator()
  // Beside threads of its own, a product is measured on one.
  BLAS.limitThreads(to: 1)
  let all = Vector(indicator.counts.flatMap(\.array))

  Benchmark("00 copy all years") { benchmark in
    var copy = [Double](repeating: 0, count: all.count)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      all.span.withUnsafeBufferPointer { source in
        copy.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: source) }
      }
      blackHole(copy)
    }
  }

  reductions(indicator, all)
  narrow(indicator)
  elementwise(indicator)
  ordering(indicator)
  linearAlgebra(indicator)
}

private func reductions(_ indicator: NationalIndicator, _ all: Vector<Double>) {
  Benchmark("01 sum: kernel") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(Reductions.sum(all.span)) }
  }
  Benchmark("01 sum: kernel, all threads") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(Reductions.sum(all.span, workers: .available))
    }
  }
  Benchmark("01 sum: plain loop") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(PlainLoops.sum(all.span)) }
  }
  Benchmark("02 maximum: kernel") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(Reductions.maximum(all.span)) }
  }
  Benchmark("02 maximum: plain loop") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(PlainLoops.maximum(all.span)) }
  }
  for (name, segments) in [("county", indicator.counties), ("province", indicator.provinces)] {
    Benchmark("03 sum by \(name): kernel") { benchmark in
      var sums = [Double](repeating: 0, count: segments.count)
      var counts = [Int32](repeating: 0, count: segments.count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for year in indicator.counts {
          var sumsSpan = sums.mutableSpan
          var countsSpan = counts.mutableSpan
          SegmentedReductions.sums(
            year.span, segments: segments.span, into: &sumsSpan, counts: &countsSpan)
        }
        blackHole(sums)
      }
    }
    Benchmark("03 sum by \(name): lanes in Swift") { benchmark in
      var sums = [Double](repeating: 0, count: segments.count)
      var counts = [Int32](repeating: 0, count: segments.count)
      let years = indicator.counts.map(\.array)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for year in years { PlainLoops.lanesSums(year, segments.span, &sums, &counts) }
        blackHole(sums)
      }
    }
    Benchmark("03 sum by \(name): plain loop") { benchmark in
      var sums = [Double](repeating: 0, count: segments.count)
      var counts = [Int32](repeating: 0, count: segments.count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for year in indicator.counts {
          PlainLoops.sums(year.span, segments.span, &sums, &counts)
        }
        blackHole(sums)
      }
    }
  }
  Benchmark("04 maximum by county: kernel") { benchmark in
    var maxima = [Double](repeating: 0, count: indicator.counties.count)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for year in indicator.counts {
        var span = maxima.mutableSpan
        SegmentedReductions.maxima(year.span, segments: indicator.counties.span, into: &span)
      }
      blackHole(maxima)
    }
  }
}

private func elementwise(_ indicator: NationalIndicator) {
  let years = indicator.counts
  Benchmark("05 percent change: kernel") { benchmark in
    var result = [Double](repeating: 0, count: NationalIndicator.units)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for (base, year) in zip(years, years.dropFirst()) {
        var span = result.mutableSpan
        Differences.percentChange(of: year.span, from: base.span, into: &span)
      }
      blackHole(result)
    }
  }
  Benchmark("05 percent change: plain loop") { benchmark in
    var result = [Double](repeating: 0, count: NationalIndicator.units)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for (base, year) in zip(years, years.dropFirst()) {
        PlainLoops.percentChange(year.span, base.span, &result)
      }
      blackHole(result)
    }
  }
  let coefficients = [1.0, -1, -1, -1, -1, -1, 1, -1, -1, -1, -1, -1]
  let combination = LinearCombination(
    zip(coefficients, years).map { .init($0, $1) }, count: NationalIndicator.units)
  Benchmark("06 combination of 12: kernel") { benchmark in
    var result = [Double](repeating: 0, count: NationalIndicator.units)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var span = result.mutableSpan
      combination.evaluate(into: &span)
      blackHole(result)
    }
  }
  Benchmark("06 combination of 12: kernel, nulls as 0") { benchmark in
    var result = [Double](repeating: 0, count: NationalIndicator.units)
    var positive = [UInt8](repeating: 0, count: NationalIndicator.units)
    var negative = positive
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var span = result.mutableSpan
      var positiveSpan = positive.mutableSpan
      var negativeSpan = negative.mutableSpan
      combination.evaluateWithNullsAsZero(
        into: &span, positiveNulls: &positiveSpan, negativeNulls: &negativeSpan)
      blackHole(result)
    }
  }
  Benchmark("06 combination of 12: plain loop") { benchmark in
    var result = [Double](repeating: 0, count: NationalIndicator.units)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      PlainLoops.combination(years, coefficients, &result)
      blackHole(result)
    }
  }
}

private func ordering(_ indicator: NationalIndicator) {
  let whole = Vector([Segment(0..<NationalIndicator.units)])
  let kinds = [("counts", indicator.counts), ("amounts", indicator.amounts)]
  for (kind, years) in kinds {
    for (scope, segments) in [("country", whole), ("county", indicator.counties)] {
      Benchmark("07 rank \(kind) in \(scope): kernel") { benchmark in
        var ranks = [Double](repeating: 0, count: NationalIndicator.units)
        var sizes = [Int32](repeating: 0, count: segments.count)
        var workspace = Workspace()
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          for year in years {
            var ranksSpan = ranks.mutableSpan
            var sizesSpan = sizes.mutableSpan
            Ranks.rank(
              year.span, segments: segments.span, .descending, into: &ranksSpan,
              sizes: &sizesSpan, workspace: &workspace)
          }
          blackHole(ranks)
        }
      }
      Benchmark("07 rank \(kind) in \(scope): standard sort") { benchmark in
        var ranks = [Double](repeating: 0, count: NationalIndicator.units)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          for year in years {
            for segment in segments.array {
              PlainLoops.ranks(year.span, segment.range, &ranks)
            }
          }
          blackHole(ranks)
        }
      }
    }
    Benchmark("08 top 20 of \(kind): kernel") { benchmark in
      for _ in benchmark.scaledIterations {
        for year in years { blackHole(Sorting.top(20, of: year.span, .descending)) }
      }
    }
    Benchmark("09 median of \(kind): kernel") { benchmark in
      var workspace = Workspace()
      for _ in benchmark.scaledIterations {
        for year in years { blackHole(Quantiles.median(year.span, workspace: &workspace)) }
      }
    }
    Benchmark("09 median of \(kind): standard sort") { benchmark in
      for _ in benchmark.scaledIterations {
        for year in years { blackHole(PlainLoops.median(year.span)) }
      }
    }
    Benchmark("10 median and deviation of \(kind) by county: kernel") { benchmark in
      var medians = [Double](repeating: 0, count: indicator.counties.count)
      var deviations = medians
      var workspace = Workspace()
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        for year in years {
          var mediansSpan = medians.mutableSpan
          var deviationsSpan = deviations.mutableSpan
          Quantiles.spreads(
            year.span, segments: indicator.counties.span, medians: &mediansSpan,
            deviations: &deviationsSpan, workspace: &workspace)
        }
        blackHole(medians)
      }
    }
  }
}

private func linearAlgebra(_ indicator: NationalIndicator) {
  let figures = Matrix(rows: indicator.amounts, columns: NationalIndicator.units)
  let years = (0..<NationalIndicator.years).map { 2_014 + Double($0) }
  Benchmark("11 trends of all units: kernel") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(Trends(of: figures, years: years)) }
  }
  let square = Matrix(
    rows: 80, columns: 80, elements: Vector((0..<6_400).map { Double($0 % 17) }))
  let wide = Matrix(
    rows: 80, columns: 4_096, elements: Vector((0..<80 * 4_096).map { Double($0 % 23) }))
  Benchmark("12 product 80 × 80 × 4096: kernel") { benchmark in
    var result = [Double](repeating: 0, count: 80 * 4_096)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var span = result.mutableSpan
      square.product(wide, into: &span)
      blackHole(result)
    }
  }
  Benchmark("12 product 80 × 80 × 4096: plain loop") { benchmark in
    var result = [Double](repeating: 0, count: 80 * 4_096)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      PlainLoops.product(square, wide, &result)
      blackHole(result)
    }
  }
}
