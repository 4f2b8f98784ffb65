#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A scale on which figures of one kind vary about equally, whatever their size.
public enum StabilisingScale: Sendable, Hashable {
  /// Counts: 2·√(x + 3/8), on which a Poisson count has a variance of about 1 (Anscombe 1948). Below
  /// −3/8 null.
  case count
  /// Amounts: log x, on which like percentages are like distances. 0 and below are null.
  case amount

  /// A figure on the scale. O(1).
  @inline(__always)
  public func transformed(_ value: Double) -> Double {
    switch self {
    case .count: 2 * (value + 0.375).squareRoot()
    case .amount: value > 0 ? log(value) : .nan
    }
  }

  /// The figure at a place of the scale. O(1).
  public func figure(_ place: Double) -> Double {
    switch self {
    case .count: max(0, place * place / 4 - 0.375)
    case .amount: exp(place)
    }
  }

  /// Figures on the scale; nulls stay null. O(n).
  public func transformed(_ values: Span<Double>) -> Vector<Double> {
    Vector(count: values.count) { result in
      for position in values.indices {
        result[unchecked: position] = transformed(values[unchecked: position])
      }
    }
  }
}
