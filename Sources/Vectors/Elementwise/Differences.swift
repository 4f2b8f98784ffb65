#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Comparisons of one vector with another, element by element: a figure with that of the year before.
///
/// NaN is null, and a null on either side makes a null. All functions take O(n); all vectors of a
/// call have the same length. The functions without `into` make a new vector.
///
/// A result may not overlap what it is made from; the type of `MutableSpan` sees to it.
public enum Differences {
  /// `values − base`. Equal infinities have a null difference.
  public static func difference(
    of values: Span<Double>, from base: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    combine(values, base, &result) { value, base in value - base }
  }

  /// `values − base`.
  public static func difference(of values: Span<Double>, from base: Span<Double>)
    -> Vector<Double>
  {
    Vector(count: values.count) { difference(of: values, from: base, into: &$0) }
  }

  /// `100·(values − base) / base`: the change in percent.
  ///
  /// Null where the base is 0 or negative, because a percentage of it says nothing; that the base was
  /// 0 the caller sees in `base`.
  public static func percentChange(
    of values: Span<Double>, from base: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    combine(values, base, &result) { value, base in
      (100 * (value - base) / base).replacing(with: .nan, where: base .<= 0)
    }
  }

  /// `100·(values − base) / base`, null where the base is 0 or negative.
  public static func percentChange(of values: Span<Double>, from base: Span<Double>)
    -> Vector<Double>
  {
    Vector(count: values.count) { percentChange(of: values, from: base, into: &$0) }
  }

  /// `100·values / base`: the index with the base as 100.
  ///
  /// Null where the base is 0 or negative.
  public static func index(
    of values: Span<Double>, base: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    combine(values, base, &result) { value, base in
      (100 * value / base).replacing(with: .nan, where: base .<= 0)
    }
  }

  /// `100·values / base`, null where the base is 0 or negative.
  public static func index(of values: Span<Double>, base: Span<Double>) -> Vector<Double> {
    Vector(count: values.count) { index(of: values, base: base, into: &$0) }
  }

  /// `numerators / denominators`, null where the denominator is 0.
  public static func ratio(
    of numerators: Span<Double>, to denominators: Span<Double>,
    into result: inout MutableSpan<Double>
  ) {
    combine(numerators, denominators, &result) { numerator, denominator in
      (numerator / denominator).replacing(with: .nan, where: denominator .== 0)
    }
  }

  /// `numerators / denominators`, null where the denominator is 0.
  public static func ratio(of numerators: Span<Double>, to denominators: Span<Double>)
    -> Vector<Double>
  {
    Vector(count: numerators.count) { ratio(of: numerators, to: denominators, into: &$0) }
  }

  /// `100·((values / base)^(1 / years) − 1)`: the constant yearly change in percent that leads from
  /// the base to the values in a number of years.
  ///
  /// Null where the base is 0 or negative or the value negative. In one year it is the percent change
  /// but for rounding.
  ///
  /// - Parameter years: The distance in years, above 0.
  public static func annualisedChange(
    of values: Span<Double>, from base: Span<Double>, years: Double,
    into result: inout MutableSpan<Double>
  ) {
    precondition(years > 0, "a change over \(years) years has no yearly rate")
    checkLengths(values.count, base.count, result.count)
    for position in values.indices {
      let value = values[unchecked: position]
      let base = base[unchecked: position]
      result[unchecked: position] =
        base > 0 && value >= 0 ? 100 * (pow(value / base, 1 / years) - 1) : .nan
    }
  }

  /// `100·((values / base)^(1 / years) − 1)`, null where the base is 0 or negative or the value
  /// negative.
  public static func annualisedChange(
    of values: Span<Double>, from base: Span<Double>, years: Double
  ) -> Vector<Double> {
    Vector(count: values.count) {
      annualisedChange(of: values, from: base, years: years, into: &$0)
    }
  }

  @inline(__always)
  private static func checkLengths(_ first: Int, _ second: Int, _ result: Int) {
    precondition(
      first == second && first == result,
      "vectors of \(first), \(second) and \(result) elements do not go together")
  }

  @inline(__always)
  private static func combine(
    _ first: Span<Double>, _ second: Span<Double>, _ result: inout MutableSpan<Double>,
    _ operation: (Lanes, Lanes) -> Lanes
  ) {
    checkLengths(first.count, second.count, result.count)
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
