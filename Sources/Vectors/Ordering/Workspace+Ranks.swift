import CKernels

extension Workspace {
  /// Ranks a run of values; see `Ranks.rank`.
  mutating func rank(
    _ values: UnsafePointer<Double>, count: Int, _ direction: Direction, _ ties: Ranks.Ties,
    into ranks: UnsafeMutablePointer<Double>
  ) -> Int {
    precondition(count <= Int32.max / 2, "\(count) values are too many to rank")
    if count <= 64 {
      return rankByComparing(values, count: count, direction, ties, into: ranks)
    }
    // A table much larger than the values costs more than sorting them.
    let limit = min(8 * count, 1 << 20)
    if let maximum = WholeNumbers.maximum(values, count: count, limit: limit) {
      return rankByCounting(
        values, count: count, maximum: maximum, direction, ties, into: ranks)
    }
    return rankBySorting(values, count: count, direction, ties, into: ranks)
  }

  /// Compares each value with each: before it come as many as are less, or greater. O(`count`²).
  private mutating func rankByComparing(
    _ values: UnsafePointer<Double>, count: Int, _ direction: Direction, _ ties: Ranks.Ties,
    into ranks: UnsafeMutablePointer<Double>
  ) -> Int {
    reserve(64)
    let groups = (count + Lanes.width - 1) / Lanes.width
    let start = UnsafeMutableRawPointer(otherKeys)
    // Turned so that less is always before. Nulls are neither less than nor equal to anything.
    let sign: Double = direction == .descending ? -1 : 1
    for group in 0..<groups {
      let position = group * Lanes.width
      let rest = min(Lanes.width, count - position)
      let lanes =
        rest == Lanes.width ? Lanes(values + position) : Lanes(values + position, first: rest)
      start.storeBytes(of: lanes * sign, toByteOffset: position * 8, as: Lanes.self)
    }
    let less = positions
    let equal = otherPositions
    let keys = start.assumingMemoryBound(to: Double.self)
    nianbao_compare_each(keys, count, less, equal)
    if ties == .dense {
      keepFirstOfEqual(start, count: count)
      countLess(start, count: count, than: values, sign, into: less)
    }
    var ranked = 0
    for position in 0..<count {
      let value = values[position]
      var before = less[position]
      if ties == .ordinal {
        for earlier in 0..<position where values[earlier] == value { before &+= 1 }
      }
      let doubled = ties.doubledRank(before: before, groups: before, size: equal[position])
      ranks[position] = value == value ? Double(doubled) * 0.5 : .nan
      ranked += value == value ? 1 : 0
    }
    return ranked
  }

  /// Counts how many of the distinct values come before each value.
  private func countLess(
    _ distinct: UnsafeMutableRawPointer, count: Int, than values: UnsafePointer<Double>,
    _ sign: Double, into less: UnsafeMutablePointer<Int32>
  ) {
    for position in 0..<count {
      let value = values[position] * sign
      var number: Int32 = 0
      for other in 0..<count
      where distinct.load(fromByteOffset: other * 8, as: Double.self) < value { number &+= 1 }
      less[position] = number
    }
  }

  /// Makes nulls of all but the first of equal values, so that comparing counts distinct ones.
  private func keepFirstOfEqual(_ start: UnsafeMutableRawPointer, count: Int) {
    for position in 1..<max(count, 1) {
      let value = start.load(fromByteOffset: position * 8, as: Double.self)
      for earlier in 0..<position
      where start.load(fromByteOffset: earlier * 8, as: Double.self) == value {
        start.storeBytes(of: .nan, toByteOffset: position * 8, as: Double.self)
        break
      }
    }
  }

  /// Counts how often each whole number occurs, makes ranks of the counts, and looks them up.
  private mutating func rankByCounting(
    _ values: UnsafePointer<Double>, count: Int, maximum: Int, _ direction: Direction,
    _ ties: Ranks.Ties, into ranks: UnsafeMutablePointer<Double>
  ) -> Int {
    let null = maximum + 1
    reserveTable(maximum + 2)
    let table = table
    table.update(repeating: 0, count: maximum + 2)
    for position in 0..<count {
      table[WholeNumbers.integer(values[position], null: null)] &+= 1
    }
    let ranked = count - Int(table[null])
    // The rank of null is a negative number until it is written.
    table[null] = -1
    var before: Int32 = 0
    var groups: Int32 = 0
    for step in 0...maximum {
      let number = direction == .ascending ? step : maximum - step
      let size = table[number]
      guard size > 0 else { continue }
      table[number] = ties.doubledRank(before: before, groups: groups, size: size)
      before &+= size
      groups &+= 1
    }
    // Ordinal ranks go on by 1, doubled 2, with each value; null's must stay.
    let step: Int32 = ties == .ordinal ? 2 : 0
    for position in 0..<count {
      let number = WholeNumbers.integer(values[position], null: null)
      let doubled = table[number]
      ranks[position] = doubled < 0 ? .nan : Double(doubled) * 0.5
      if step != 0, doubled >= 0 { table[number] = doubled &+ step }
    }
    return ranked
  }

  /// Sorts the values and gives ranks to each group of equal ones.
  private mutating func rankBySorting(
    _ values: UnsafePointer<Double>, count: Int, _ direction: Direction, _ ties: Ranks.Ties,
    into ranks: UnsafeMutablePointer<Double>
  ) -> Int {
    let (ranked, varying) = gatherKeys(values, count: count, direction)
    if ranked < count { ranks.update(repeating: .nan, count: count) }
    sortKeys(ranked, varying: varying)
    let keys = keys
    let positions = positions
    var first = 0
    var groups: Int32 = 0
    while first < ranked {
      var end = first + 1
      while end < ranked, keys[end] == keys[first] { end += 1 }
      let doubled = ties.doubledRank(
        before: Int32(truncatingIfNeeded: first), groups: groups,
        size: Int32(truncatingIfNeeded: end - first))
      var rank = Double(doubled) * 0.5
      for place in first..<end {
        ranks[Int(positions[place])] = rank
        if ties == .ordinal { rank += 1 }
      }
      groups &+= 1
      first = end
    }
    return ranked
  }
}
