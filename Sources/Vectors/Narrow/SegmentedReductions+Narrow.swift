import CKernels

extension SegmentedReductions {
  /// The sum and the count of the elements of each segment that are not null, of codes where the vector
  /// has them: their sum is exact and divided once.
  ///
  /// Sums of whole numbers are those of the doubles, bit for bit; sums of decimals are the double nearest
  /// to the true sum, which adding doubles may miss by some last bits.
  ///
  /// - Parameters:
  ///   - sums: As long as `segments`; NaN for a segment without a value.
  ///   - counts: As long as `segments`.
  /// - Complexity: O(positions in segments + segments).
  public static func sums(
    _ values: NarrowVector, segments: Span<Segment>, into sums: inout MutableSpan<Double>,
    counts: inout MutableSpan<Int32>
  ) {
    if case .double(let doubles) = values.codes {
      self.sums(doubles.span, segments: segments, into: &sums, counts: &counts)
      return
    }
    segments.checkBounds(values.count)
    precondition(
      sums.count == segments.count && counts.count == segments.count,
      "\(segments.count) segments do not fit \(sums.count) sums and \(counts.count) counts")
    let power = values.power
    guard let (codes, form) = values.kernelCodes else {
      guard case .constant(let code) = values.codes else { return }
      for index in segments.indices {
        let count = code == nil ? 0 : segments[unchecked: index].count
        counts[unchecked: index] = Int32(count)
        sums[unchecked: index] =
          count > 0 ? Double(Int64(count) * Int64(code ?? 0)) / power : .nan
      }
      return
    }
    let (count, pairs) = (segments.count, segments.pairs)
    let (sumsStart, countsStart) = (sums.mutablePointer, counts.mutablePointer)
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { totals in
      guard let start = totals.baseAddress else { return }
      nianbao_segment_code_sums(codes, form.kernelForm, pairs, count, start, countsStart)
      for index in 0..<count {
        sumsStart[index] = countsStart[index] > 0 ? Double(totals[index]) / power : .nan
      }
    }
  }

  /// The sum and the count of the elements of each segment that are not null, of codes where the vector
  /// has them.
  public static func sums(_ values: NarrowVector, segments: Span<Segment>) -> Sums {
    let counts = VectorAllocation.make(Int32.self, count: segments.count)
    let sums = Vector<Double>(count: segments.count) { sums in
      var span = MutableSpan(_unsafeStart: counts, count: segments.count)
      self.sums(values, segments: segments, into: &sums, counts: &span)
    }
    return Sums(sums: sums, counts: Vector(taking: counts, count: segments.count))
  }
}
