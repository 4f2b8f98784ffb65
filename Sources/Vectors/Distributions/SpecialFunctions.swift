#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The incomplete gamma and beta functions as logarithms, by the series and continued fractions of
/// Abramowitz and Stegun (1964), 6.5 and 26.5, the fractions evaluated as Lentz (1976) does.
enum SpecialFunctions {
  private static let tiny = 1e-300
  private static let precision = 1e-14
  private static let iterations = 20_000

  /// log Γ(x) for x above 0, by Stirling's series from 10 on.
  static func logGamma(_ x: Double) -> Double {
    var (x, product) = (x, 1.0)
    while x < 10 {
      product *= x
      x += 1
    }
    let square = 1 / (x * x)
    let series =
      (1.0 / 12 - square
        * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
      / x
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series - log(product)
  }

  /// log(1 − eˣ) for x not above 0, without loss of digits at either end.
  static func logComplement(_ x: Double) -> Double {
    guard x < 0 else { return -.infinity }
    return x > -0.693 ? log(-expm1(x)) : log1p(-exp(x))
  }

  /// log P(a, x), the lower regularised gamma function; a and x above 0.
  static func logLowerGamma(_ a: Double, _ x: Double) -> Double {
    x < a + 1 ? gammaSeries(a, x) : logComplement(gammaFraction(a, x))
  }

  /// log Q(a, x), the upper regularised gamma function; a and x above 0.
  static func logUpperGamma(_ a: Double, _ x: Double) -> Double {
    x < a + 1 ? logComplement(gammaSeries(a, x)) : gammaFraction(a, x)
  }

  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var (term, sum, next) = (1 / a, 1 / a, a)
    for _ in 0..<iterations {
      next += 1
      term *= x / next
      sum += term
      if term < sum * precision { break }
    }
    return a * log(x) - x - logGamma(a) + log(sum)
  }

  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for step in 1..<iterations {
      let i = Double(step)
      let numerator = -i * (i - a)
      b += 2
      d = 1 / nonZero(numerator * d + b)
      c = nonZero(b + numerator / c)
      fraction *= c * d
      if abs(c * d - 1) < precision { break }
    }
    return a * log(x) - x - logGamma(a) + log(fraction)
  }

  /// log Iₓ(a, b), the regularised beta function.
  ///
  /// - Parameters:
  ///   - x: From 0 to 1.
  ///   - y: 1 − x, given apart so that it keeps its digits.
  static func logIncompleteBeta(_ x: Double, complement y: Double, _ a: Double, _ b: Double)
    -> Double
  {
    guard x > 0 else { return -.infinity }
    guard y > 0 else { return 0 }
    let front = a * log(x) + b * log(y) + logGamma(a + b) - logGamma(a) - logGamma(b)
    if x < (a + 1) / (a + b + 2) { return min(0, front - log(a) + log(betaFraction(x, a, b))) }
    return logComplement(min(0, front - log(b) + log(betaFraction(y, b, a))))
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1..<iterations {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonZero(1 + even * d)
      c = nonZero(1 + even / c)
      fraction *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonZero(1 + odd * d)
      c = nonZero(1 + odd / c)
      fraction *= c * d
      if abs(c * d - 1) < precision { break }
    }
    return fraction
  }

  private static func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
}
