import Vectors

extension PanelBalance {
  /// A pattern and how many bodies have it.
  public struct PatternCount: Sendable, Hashable {
    /// The pattern.
    public let pattern: Participation
    /// The number of bodies.
    public let count: Int
  }

  /// The patterns, the most frequent first; of equally frequent ones those there earlier first.
  ///
  /// - Complexity: O(bodies × years).
  public var patterns: [PatternCount] {
    var counts: [Participation: Int] = [:]
    for body in bodies.indices { counts[self[body], default: 0] += 1 }
    return counts.map { PatternCount(pattern: $0, count: $1) }.sorted {
      $0.count == $1.count
        ? $1.pattern.text.utf8.lexicographicallyPrecedes($0.pattern.text.utf8)
        : $0.count > $1.count
    }
  }

  /// How many bodies are there in 0, 1, 2 … years.
  public var distribution: [Int] {
    var counts = [Int](repeating: 0, count: years.count + 1)
    for body in bodies.indices { counts[self[body].count] += 1 }
    return counts
  }

  /// Who comes and goes in one year.
  public struct Flow: Sendable, Hashable {
    /// The bodies there.
    public var present = 0
    /// Those there for the first time; nothing is known of the first year.
    public var entered = 0
    /// Those there again after a gap.
    public var returned = 0
    /// Those missing that were there the year before and come back later.
    public var paused = 0
    /// Those missing that were there the year before and do not come back.
    public var left = 0
  }

  /// Who comes and goes, year by year. O(bodies × years).
  public var flows: [Flow] {
    var flows = [Flow](repeating: Flow(), count: years.count)
    for body in bodies.indices {
      let pattern = self[body]
      guard let first = pattern.first, let last = pattern.last else { continue }
      for year in years.indices {
        let wasPresent = year > 0 && pattern.isPresent[year - 1]
        switch (wasPresent, pattern.isPresent[year]) {
        case (_, true):
          flows[year].present += 1
          if year == first, year > 0 { flows[year].entered += 1 }
          if !wasPresent, year > first { flows[year].returned += 1 }
        case (true, false):
          if last > year { flows[year].paused += 1 } else { flows[year].left += 1 }
        case (false, false): break
        }
      }
    }
    return flows
  }

  /// The balance in a few numbers, as the head of Stata's `xtdescribe` has them.
  public struct Summary: Sendable, Hashable {
    /// The number of bodies.
    public let bodies: Int
    /// The number of bodies that are there every year.
    public let complete: Int
    /// The number of bodies with a year missing between two that are there.
    public let withGaps: Int
    /// The number of bodies that are never there.
    public let never: Int
    /// The number of bodies × years that are there.
    public let present: Int
    /// The number of bodies × years in all.
    public let expected: Int
    /// The number of years a body is there: least, quantiles of 5, 25, 50, 75 and 95 %, most. Null
    /// without bodies.
    public let quantiles: [Double]
  }

  /// The balance in a few numbers. O(bodies × years).
  public var summary: Summary {
    let patterns = bodies.indices.map { self[$0] }
    let counts = Vector(patterns.map { Double($0.count) })
    return Summary(
      bodies: bodies.count, complete: patterns.count { $0.isComplete },
      withGaps: patterns.count { !$0.gaps.isEmpty }, never: patterns.count { $0.count == 0 },
      present: patterns.reduce(0) { $0 + $1.count }, expected: bodies.count * years.count,
      quantiles: Quantiles.quantiles(counts.span, [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1]).array)
  }
}
