/// Elements of a vector in another order, so that what belongs to one group is one run.
public enum Gathering {
  /// The elements at some positions, in the order of the positions; a position may occur any number
  /// of times.
  ///
  /// - Parameters:
  ///   - positions: Positions in `values`, computed once for all vectors that are grouped alike.
  ///   - result: As long as `positions`.
  /// - Complexity: O(number of positions).
  public static func gather(
    _ values: Span<Double>, at positions: Span<Int32>, into result: inout MutableSpan<Double>
  ) {
    precondition(
      result.count == positions.count,
      "\(positions.count) positions do not fit \(result.count) elements")
    for index in positions.indices {
      result[unchecked: index] = values[Int(positions[unchecked: index])]
    }
  }

  /// The elements at some positions, in the order of the positions.
  public static func gather(_ values: Span<Double>, at positions: Span<Int32>) -> Vector<Double> {
    Vector(count: positions.count) { gather(values, at: positions, into: &$0) }
  }
}
