import Vectors

// Stand-ins until the kernels of `Vectors` land; each is replaced by one call.

enum Kernels {
  static func sums(_ values: Vector<Double>, _ runs: [Range<Int>]) -> (
    sums: [Double], counts: [Int]
  ) {
    var sums: [Double] = []
    var counts: [Int] = []
    for run in runs {
      var (sum, count) = (0.0, 0)
      for position in run {
        let value = values[position]
        if !value.isNaN {
          sum += value
          count += 1
        }
      }
      sums.append(count == 0 ? .nan : sum)
      counts.append(count)
    }
    return (sums, counts)
  }

  static func extremes(_ values: Vector<Double>, _ runs: [Range<Int>], greatest: Bool) -> [Double] {
    runs.map { run in
      run.map { values[$0] }.filter { !$0.isNaN }.reduce(Double.nan) { best, value in
        best.isNaN || (greatest ? value > best : value < best) ? value : best
      }
    }
  }

  static func quantile(_ values: Vector<Double>, _ runs: [Range<Int>], probability: Double)
    -> [Double]
  {
    runs.map { run in
      let sorted = run.map { values[$0] }.filter { !$0.isNaN }.sorted()
      guard !sorted.isEmpty else { return .nan }
      let place = Double(sorted.count - 1) * probability
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
    }
  }

  static func ranks(
    _ values: [Double], ties: RankOptions.Ties, isDescending: Bool
  ) -> [Double] {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { left, right in
      values[left] == values[right]
        ? left < right
        : (isDescending ? values[left] > values[right] : values[left] < values[right])
    }
    var ranks = [Double](repeating: .nan, count: values.count)
    var (start, dense) = (0, 0)
    while start < order.count {
      var end = start
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      dense += 1
      for place in start..<end {
        ranks[order[place]] =
          switch ties {
          case .competition: Double(start + 1)
          case .dense: Double(dense)
          case .ordinal: Double(place + 1)
          case .average: Double(start + 1 + end) / 2
          case .maximum: Double(end)
          }
      }
      start = end
    }
    return ranks
  }
}
