extension Differences {
  /// `values − base`, read narrow; the results are those of the doubles, bit for bit.
  public static func difference(
    of values: NarrowVector, from base: NarrowVector, into result: inout MutableSpan<Double>
  ) {
    combine(values, base, &result) { difference(of: $0, from: $1, into: &$2) }
  }

  /// `values − base`, read narrow.
  public static func difference(of values: NarrowVector, from base: NarrowVector)
    -> Vector<Double>
  {
    Vector(count: values.count) { difference(of: values, from: base, into: &$0) }
  }

  /// `100·(values − base) / base`, read narrow; null where the base is 0 or negative. The results are
  /// those of the doubles, bit for bit.
  public static func percentChange(
    of values: NarrowVector, from base: NarrowVector, into result: inout MutableSpan<Double>
  ) {
    combine(values, base, &result) { percentChange(of: $0, from: $1, into: &$2) }
  }

  /// `100·(values − base) / base`, read narrow; null where the base is 0 or negative.
  public static func percentChange(of values: NarrowVector, from base: NarrowVector)
    -> Vector<Double>
  {
    Vector(count: values.count) { percentChange(of: values, from: base, into: &$0) }
  }

  /// Two runs of doubles in the nearest cache.
  private static var runLength: Int { 1024 }

  /// Combines two vectors a run at a time: memory is read narrow, and only the result is wide.
  private static func combine(
    _ values: NarrowVector, _ base: NarrowVector, _ result: inout MutableSpan<Double>,
    _ operation: (Span<Double>, Span<Double>, inout MutableSpan<Double>) -> Void
  ) {
    precondition(
      values.count == base.count && values.count == result.count,
      "vectors of \(values.count), \(base.count) and \(result.count) elements do not go together")
    let target = result.mutablePointer
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * runLength) { memory in
      guard let first = memory.baseAddress else { return }
      let second = first + runLength
      for start in stride(from: 0, to: values.count, by: runLength) {
        let run = start..<min(start + runLength, values.count)
        var left = MutableSpan(_unsafeStart: first, count: run.count)
        var right = MutableSpan(_unsafeStart: second, count: run.count)
        values.widen(run, into: &left)
        base.widen(run, into: &right)
        var part = MutableSpan(_unsafeStart: target + start, count: run.count)
        operation(
          Span(_unsafeStart: UnsafePointer(first), count: run.count),
          Span(_unsafeStart: UnsafePointer(second), count: run.count), &part)
      }
    }
  }
}
