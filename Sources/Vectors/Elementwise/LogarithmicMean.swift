#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The logarithmic mean, which turns differences into logarithms of ratios and back:
/// L(a, b)·ln(a/b) = a − b.
public enum LogarithmicMean {
  /// L(a, b) = (a − b) / ln(a/b), and a where both are equal; 0 where one is 0, null below.
  ///
  /// With x = (a − b) / b it is b·x / log1p(x), which keeps its digits where a and b are close.
  public static func of(_ a: Double, _ b: Double) -> Double {
    guard a >= 0, b >= 0 else { return .nan }
    if a == b { return a }
    if a == 0 || b == 0 { return 0 }
    let (less, more) = (min(a, b), max(a, b))
    let excess = (more - less) / less
    return excess.isFinite
      ? less * (excess / log1p(excess)) : (more - less) / (log(more) - log(less))
  }
}
