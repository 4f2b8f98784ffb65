#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The derivatives of log Γ, by recurrence up to 10 and the asymptotic series from there (Abramowitz and
/// Stegun 1964, 6.3 and 6.4).
extension SpecialFunctions {
  /// ψ(x) = (log Γ)′(x) for x above 0.
  static func digamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 10 {
      shift += 1 / x
      x += 1
    }
    let s = 1 / (x * x)
    let series =
      s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s * (1.0 / 132)))))
    return log(x) - 0.5 / x - series - shift
  }

  /// ψ′(x) for x above 0.
  static func trigamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 10 {
      shift += 1 / (x * x)
      x += 1
    }
    let s = 1 / (x * x)
    let series = s * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * (5.0 / 66)))))
    return 1 / x + 0.5 * s + series / x + shift
  }
}
