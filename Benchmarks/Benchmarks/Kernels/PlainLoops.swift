import Vectors

/// The same computations as one would first write them in Swift, over arrays: the peers.
///
/// They are given the same memory to write to, so what differs is the kernel.
enum PlainLoops {
  static func sum(_ values: Span<Double>) -> (Double, Int) {
    var sum = 0.0
    var count = 0
    for index in values.indices where !values[index].isNaN {
      sum += values[index]
      count += 1
    }
    return (count > 0 ? sum : .nan, count)
  }

  static func maximum(_ values: Span<Double>) -> Double {
    var maximum = -Double.infinity
    for index in values.indices where values[index] > maximum { maximum = values[index] }
    return maximum
  }

  static func sums(
    _ values: Span<Double>, _ segments: Span<Segment>, _ sums: inout [Double],
    _ counts: inout [Int32]
  ) {
    for index in segments.indices {
      var sum = 0.0
      var count: Int32 = 0
      for position in segments[index].range where !values[position].isNaN {
        sum += values[position]
        count += 1
      }
      sums[index] = count > 0 ? sum : .nan
      counts[index] = count
    }
  }

  /// The segmented sum with eight lanes, which is what Swift can do without C.
  static func lanesSums(
    _ values: [Double], _ segments: Span<Segment>, _ sums: inout [Double],
    _ counts: inout [Int32]
  ) {
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for index in segments.indices {
        var sum = SIMD8<Double>()
        var seen = SIMD8<Int64>()
        var position = Int(segments[index].start)
        let end = Int(segments[index].end)
        while position + 8 <= end {
          let lanes = UnsafeRawPointer(start + position)
            .loadUnaligned(as: SIMD8<Double>.self)
          sum += lanes.replacing(with: 0, where: lanes .!= lanes)
          seen.replace(with: seen &+ 1, where: lanes .== lanes)
          position += 8
        }
        var total = sum.sum()
        var count = Int(seen.wrappedSum())
        while position < end {
          if values[position] == values[position] {
            total += values[position]
            count += 1
          }
          position += 1
        }
        sums[index] = count > 0 ? total : .nan
        counts[index] = Int32(count)
      }
    }
  }

  static func percentChange(_ values: Span<Double>, _ base: Span<Double>, _ result: inout [Double])
  {
    for index in values.indices {
      result[index] =
        base[index] > 0 ? 100 * (values[index] - base[index]) / base[index] : .nan
    }
  }

  static func combination(
    _ columns: [Vector<Double>], _ coefficients: [Double], _ result: inout [Double]
  ) {
    for index in result.indices { result[index] = 0 }
    for (column, coefficient) in zip(columns, coefficients) {
      let span = column.span
      for index in result.indices { result[index] += coefficient * span[index] }
    }
  }

  static func ranks(_ values: Span<Double>, _ range: Range<Int>, _ ranks: inout [Double]) {
    let present = range.filter { !values[$0].isNaN }.sorted { values[$0] > values[$1] }
    for position in range { ranks[position] = .nan }
    var rank = 1.0
    for (place, position) in present.enumerated() {
      if place > 0, values[present[place - 1]] != values[position] { rank = Double(place + 1) }
      ranks[position] = rank
    }
  }

  static func median(_ values: Span<Double>) -> Double {
    var present: [Double] = []
    for index in values.indices where !values[index].isNaN { present.append(values[index]) }
    present.sort()
    guard let last = present.last else { return .nan }
    let height = Double(present.count - 1) * 0.5
    let place = Int(height)
    let above = place + 1 < present.count ? present[place + 1] : last
    return present[place] + (height - Double(place)) * (above - present[place])
  }

  static func product(_ left: Matrix, _ right: Matrix, _ result: inout [Double]) {
    for index in result.indices { result[index] = 0 }
    for row in 0..<left.rowCount {
      for inner in 0..<left.columnCount {
        let factor = left[row, inner]
        let line = right.row(inner)
        for column in line.indices {
          result[row * right.columnCount + column] += factor * line[column]
        }
      }
    }
  }
}
