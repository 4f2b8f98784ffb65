import CKernels

/// Reductions of each segment of a vector to a number. NaN is null and skipped.
///
/// The sum of a segment has the same bits as `Reductions.sum` of its elements. All functions take
/// O(positions in segments + segments) and write one element for each segment. Results go to memory
/// of the caller, which may be reused; the functions without `into` make new vectors.
public enum SegmentedReductions {
  /// Sums with the counts of the values that they were made from.
  public struct Sums: Sendable {
    /// The sums, NaN for segments without a value.
    public let sums: Vector<Double>
    /// How many elements of each segment were not null.
    public let counts: Vector<Int32>
  }

  /// The sum and the count of the elements of each segment that are not null.
  ///
  /// - Parameters:
  ///   - sums: As long as `segments`; NaN for a segment without a value.
  ///   - counts: As long as `segments`.
  public static func sums(
    _ values: Span<Double>, segments: Span<Segment>, into sums: inout MutableSpan<Double>,
    counts: inout MutableSpan<Int32>
  ) {
    segments.checkBounds(values.count)
    precondition(
      sums.count == segments.count && counts.count == segments.count,
      "\(segments.count) segments do not fit \(sums.count) sums and \(counts.count) counts")
    nianbao_segment_sums(
      values.pointer, values.count, segments.pairs, segments.count, sums.mutablePointer,
      counts.mutablePointer)
  }

  /// The sum and the count of the elements of each segment that are not null.
  public static func sums(_ values: Span<Double>, segments: Span<Segment>) -> Sums {
    let counts = VectorAllocation.make(Int32.self, count: segments.count)
    let sums = Vector<Double>(count: segments.count) { sums in
      var span = MutableSpan(_unsafeStart: counts, count: segments.count)
      self.sums(values, segments: segments, into: &sums, counts: &span)
    }
    return Sums(sums: sums, counts: Vector(taking: counts, count: segments.count))
  }

  /// The sum of the counts of each segment, such as the counts that `sums` made one level below.
  ///
  /// A sum beyond 32 bits stops the program.
  public static func totals(
    _ counts: Span<Int32>, segments: Span<Segment>, into totals: inout MutableSpan<Int32>
  ) {
    segments.checkBounds(counts.count)
    precondition(
      totals.count == segments.count,
      "\(segments.count) segments do not fit \(totals.count) totals")
    for index in segments.indices {
      var total: Int32 = 0
      for position in segments[unchecked: index].range { total += counts[unchecked: position] }
      totals[unchecked: index] = total
    }
  }

  /// The mean of the elements of each segment that are not null, and their count.
  ///
  /// - Parameters:
  ///   - means: As long as `segments`; NaN for a segment without a value.
  ///   - counts: As long as `segments`.
  public static func means(
    _ values: Span<Double>, segments: Span<Segment>, into means: inout MutableSpan<Double>,
    counts: inout MutableSpan<Int32>
  ) {
    sums(values, segments: segments, into: &means, counts: &counts)
    for index in means.indices {
      means[unchecked: index] /= Double(counts[unchecked: index])
    }
  }

  /// The least element of each segment that is not null.
  ///
  /// - Parameter minima: As long as `segments`; NaN for a segment without a value.
  public static func minima(
    _ values: Span<Double>, segments: Span<Segment>, into minima: inout MutableSpan<Double>
  ) {
    extremes(values, segments, greatest: 0, &minima)
  }

  /// The least element of each segment that is not null; NaN for a segment without a value.
  public static func minima(_ values: Span<Double>, segments: Span<Segment>) -> Vector<Double> {
    Vector(count: segments.count) { minima(values, segments: segments, into: &$0) }
  }

  /// The greatest element of each segment that is not null.
  ///
  /// - Parameter maxima: As long as `segments`; NaN for a segment without a value.
  public static func maxima(
    _ values: Span<Double>, segments: Span<Segment>, into maxima: inout MutableSpan<Double>
  ) {
    extremes(values, segments, greatest: 1, &maxima)
  }

  /// The greatest element of each segment that is not null; NaN for a segment without a value.
  public static func maxima(_ values: Span<Double>, segments: Span<Segment>) -> Vector<Double> {
    Vector(count: segments.count) { maxima(values, segments: segments, into: &$0) }
  }

  private static func extremes(
    _ values: Span<Double>, _ segments: Span<Segment>, greatest: Int32,
    _ extremes: inout MutableSpan<Double>
  ) {
    segments.checkBounds(values.count)
    precondition(
      extremes.count == segments.count,
      "\(segments.count) segments do not fit \(extremes.count) results")
    nianbao_segment_extremes(
      values.pointer, values.count, segments.pairs, segments.count, greatest,
      extremes.mutablePointer)
  }
}
