#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Differences {
  /// `ln(values) − ln(base)`: the change as continuous growth, which adds up over years.
  ///
  /// Null where a value or its base is 0 or negative.
  public static func logarithmicChange(
    of values: Span<Double>, from base: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    precondition(
      values.count == base.count && result.count == values.count,
      "vectors of \(values.count), \(base.count) and \(result.count) elements do not go together")
    for position in values.indices {
      result[unchecked: position] = logarithmicChange(
        of: values[unchecked: position], from: base[unchecked: position])
    }
  }

  /// `ln(values) − ln(base)`, null where either is 0 or negative.
  public static func logarithmicChange(of values: Span<Double>, from base: Span<Double>)
    -> Vector<Double>
  {
    Vector(count: values.count) { logarithmicChange(of: values, from: base, into: &$0) }
  }

  /// `ln(value) − ln(base)` of one pair, null where either is 0 or negative.
  public static func logarithmicChange(of value: Double, from base: Double) -> Double {
    value > 0 && base > 0 ? log(value / base) : .nan
  }

  /// The constant yearly change in percent of one pair: the percent change itself over one year.
  public static func annualisedChange(of value: Double, from base: Double, years: Double) -> Double
  {
    guard base > 0, !value.isNaN else { return .nan }
    if years == 1 { return 100 * (value - base) / base }
    return value >= 0 ? 100 * (pow(value / base, 1 / years) - 1) : .nan
  }
}

extension Vector<Double> {
  /// eˣ of every element: probabilities from their logarithms. Null stays null. O(n).
  public var exponentials: Vector<Double> { Vector(array.map { exp($0) }) }
}

/// The natural logarithm, for files that need nothing else of the system's library.
func logarithm(_ value: Double) -> Double { log(value) }
