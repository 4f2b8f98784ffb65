extension Quantiles {
  /// The middle values of each segment: for an odd number of values the middle one twice, for an even
  /// number the two on either side of the middle.
  ///
  /// What a monotone function makes of a median is told by what it makes of these two, so that nothing
  /// but they need be transformed.
  ///
  /// - Parameters:
  ///   - lower, upper: As long as `segments`; null where every value is.
  ///   - counts: As long as `segments`; the number of values that are not null.
  /// - Complexity: O(positions in segments + segments).
  public static func middles(
    _ values: Span<Double>, segments: Span<Segment>, lower: inout MutableSpan<Double>,
    upper: inout MutableSpan<Double>, counts: inout MutableSpan<Int>, workspace: inout Workspace
  ) {
    segments.checkBounds(values.count)
    precondition(
      lower.count == segments.count && upper.count == segments.count
        && counts.count == segments.count,
      "\(segments.count) segments do not fit \(lower.count), \(upper.count) and \(counts.count) results"
    )
    var selection = Selection()
    let start = values.pointer
    for index in segments.indices {
      let segment = segments[unchecked: index]
      let from = start + Int(segment.start)
      let count = workspace.gatherKeys(count: segment.count) { from[$0] }
      counts[unchecked: index] = count
      guard count > 0 else {
        lower[unchecked: index] = .nan
        upper[unchecked: index] = .nan
        continue
      }
      let keys = workspace.middleKeys(count, &selection)
      lower[unchecked: index] = OrderedKey.value(keys.lower)
      upper[unchecked: index] = OrderedKey.value(keys.upper)
    }
  }

  /// The median that two middle values stand for.
  public static func median(lower: Double, upper: Double) -> Double {
    lower == upper ? lower : lower + 0.5 * (upper - lower)
  }
}

extension Workspace {
  /// The keys on either side of the middle of the first `count`, at least one. They are moved.
  fileprivate mutating func middleKeys(
    _ count: Int, _ selection: inout Selection
  ) -> (lower: UInt64, upper: UInt64) {
    let (low, high) = ((count - 1) / 2, count / 2)
    if count <= Self.fewKeys {
      Self.insertionSort(keys, 0..<count)
      return (keys[low], keys[high])
    }
    selection.ask(2) { $0 == 0 ? low : high }
    select(count, &selection)
    return (selection.keys[0], selection.keys[1])
  }

  /// Median and median absolute deviation of no more values than are sorted by insertion.
  mutating func spreadOfFew(
    _ values: UnsafePointer<Double>, _ count: Int
  ) -> Quantiles.Spread {
    let median = medianOfFew(gatherKeys(count: count) { values[$0] })
    guard median.isFinite else { return Quantiles.Spread(median: median, deviation: .nan) }
    let deviation = medianOfFew(gatherKeys(count: count) { abs(values[$0] - median) })
    return Quantiles.Spread(median: median, deviation: deviation)
  }

  private mutating func medianOfFew(_ count: Int) -> Double {
    guard count > 0 else { return .nan }
    Self.insertionSort(keys, 0..<count)
    return Quantiles.median(
      lower: OrderedKey.value(keys[(count - 1) / 2]), upper: OrderedKey.value(keys[count / 2]))
  }
}
