/// Ranks of the elements of a vector, from 1. NaN is null and unranked: its rank is null.
///
/// +0 and −0 are equal. Three ways lead to the same ranks: up to 64 values are compared each with
/// each; small whole numbers are counted; everything else is sorted by radix.
public enum Ranks {
  /// What rank equal values get. The examples rank 9, 7, 7, 4 descending.
  public enum Ties: Sendable, Hashable, CaseIterable {
    /// The lowest of the ranks that they take up: 1, 2, 2, 4.
    case competition
    /// The rank of their value among the distinct values: 1, 2, 2, 3.
    case dense
    /// Ranks of their own in the order of their positions: 1, 2, 3, 4.
    case ordinal
    /// The mean of the ranks that they take up: 1, 2.5, 2.5, 4.
    case average
    /// The highest of the ranks that they take up: 1, 3, 3, 4.
    case maximum
  }

  /// Ranks all elements of a vector.
  ///
  /// - Parameter ranks: As long as `values`; null where the value is null.
  /// - Returns: The number of elements that are ranked.
  /// - Complexity: O(n · digits), O(n) for small whole numbers.
  @discardableResult
  public static func rank(
    _ values: Span<Double>, _ direction: Direction, ties: Ties = .competition,
    into ranks: inout MutableSpan<Double>, workspace: inout Workspace
  ) -> Int {
    precondition(
      ranks.count == values.count, "\(values.count) values do not fit \(ranks.count) ranks")
    return workspace.rank(
      values.pointer, count: values.count, direction, ties, into: ranks.mutablePointer)
  }

  /// Ranks all elements of a vector.
  public static func rank(
    _ values: Span<Double>, _ direction: Direction, ties: Ties = .competition
  ) -> Vector<Double> {
    var workspace = Workspace()
    return Vector(count: values.count) {
      rank(values, direction, ties: ties, into: &$0, workspace: &workspace)
    }
  }

  /// Ranks the elements of each segment among themselves.
  ///
  /// - Parameters:
  ///   - segments: Should not overlap: a position in two of them has its rank in the later one.
  ///   - ranks: As long as `values`; null where the value is null or in no segment.
  ///   - sizes: As long as `segments`: how many elements of each are ranked.
  /// - Complexity: As `rank` of each segment.
  public static func rank(
    _ values: Span<Double>, segments: Span<Segment>, _ direction: Direction,
    ties: Ties = .competition, into ranks: inout MutableSpan<Double>,
    sizes: inout MutableSpan<Int32>, workspace: inout Workspace
  ) {
    segments.checkBounds(values.count)
    precondition(
      ranks.count == values.count, "\(values.count) values do not fit \(ranks.count) ranks")
    precondition(
      sizes.count == segments.count, "\(segments.count) segments do not fit \(sizes.count) sizes")
    let target = ranks.mutablePointer
    let start = values.pointer
    // Segments that follow one another leave nothing between them to fill.
    var covered = 0
    for index in segments.indices {
      let segment = segments[unchecked: index]
      guard Int(segment.start) == covered else { break }
      covered = Int(segment.end)
    }
    if covered < values.count {
      (target + covered).update(repeating: .nan, count: values.count - covered)
    }
    for index in segments.indices {
      let segment = segments[unchecked: index]
      let size = workspace.rank(
        start + Int(segment.start), count: segment.count, direction, ties,
        into: target + Int(segment.start))
      sizes[unchecked: index] = Int32(truncatingIfNeeded: size)
    }
  }
}

extension Ranks.Ties {
  /// Twice the rank of a group of equal values, so that means of ranks stay whole.
  ///
  /// - Parameters:
  ///   - before: How many values come before the group.
  ///   - groups: How many distinct values come before it.
  ///   - size: The number of values in the group. Ordinal ranks count up from the one returned.
  @inline(__always)
  func doubledRank(before: Int32, groups: Int32, size: Int32) -> Int32 {
    switch self {
    case .competition, .ordinal: 2 &* (before &+ 1)
    case .dense: 2 &* (groups &+ 1)
    case .average: 2 &* before &+ size &+ 1
    case .maximum: 2 &* (before &+ size)
    }
  }
}
