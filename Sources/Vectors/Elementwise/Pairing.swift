/// Vectors that belong together element by element, such as the two sides of a rate. NaN is null.
///
/// All functions take O(n); all vectors of a call have the same length.
public enum Pairing {
  /// The values, null where the other vector is: what is summed so that both sides of a ratio are of
  /// the same elements.
  public static func masked(_ values: Span<Double>, by other: Span<Double>) -> Vector<Double> {
    Vector(count: values.count) { result in
      combine(values, other, &result) { value, other in
        value.replacing(with: .nan, where: other .!= other)
      }
    }
  }

  /// `values · weights`, null where either is.
  public static func products(_ values: Span<Double>, _ weights: Span<Double>) -> Vector<Double> {
    Vector(count: values.count) { result in
      combine(values, weights, &result) { value, weight in value * weight }
    }
  }

  /// `factor · numerators / denominators`, null where either is and where the denominator is 0.
  public static func rates(
    _ numerators: Span<Double>, per denominators: Span<Double>, factor: Double
  ) -> Vector<Double> {
    Vector(count: numerators.count) { result in
      combine(numerators, denominators, &result) { numerator, denominator in
        (factor * numerator / denominator).replacing(with: .nan, where: denominator .== 0)
      }
    }
  }

  /// The first of two vectors, and the second where the first is null.
  public static func coalesced(_ first: Span<Double>, _ second: Span<Double>) -> Vector<Double> {
    Vector(count: first.count) { result in
      combine(first, second, &result) { first, second in
        first.replacing(with: second, where: first .!= first)
      }
    }
  }

  @inline(__always)
  private static func combine(
    _ first: Span<Double>, _ second: Span<Double>, _ result: inout MutableSpan<Double>,
    _ operation: (Lanes, Lanes) -> Lanes
  ) {
    precondition(
      first.count == second.count && first.count == result.count,
      "vectors of \(first.count), \(second.count) and \(result.count) elements do not go together")
    let count = first.count
    let first = first.pointer
    let second = second.pointer
    let target = result.mutablePointer
    var position = 0
    while position + Lanes.width <= count {
      operation(Lanes(first + position), Lanes(second + position)).store(target + position)
      position += Lanes.width
    }
    let rest = count - position
    guard rest > 0 else { return }
    operation(Lanes(first + position, first: rest), Lanes(second + position, first: rest))
      .store(target + position, first: rest)
  }
}
