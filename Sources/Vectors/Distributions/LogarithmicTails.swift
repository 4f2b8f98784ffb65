#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How likely a value at least as extreme is, for some distributions, as natural logarithms.
///
/// The probability of an extreme value soon falls below the least double above 0; its logarithm does
/// not. All functions are exact to about 1e-10 of the logarithm, and take constant time but for
/// parameters in the millions.
public enum LogarithmicTails {
  /// log P(Z ≥ z) of a standard normal variable.
  public static func normal(atLeast z: Double) -> Double {
    if z.isNaN { return .nan }
    if z < 5 { return log(0.5 * erfc(z / 2.0.squareRoot())) }
    // Q(z) = φ(z) / (z + 1/(z + 2/(z + 3/…))), which converges fast for large z.
    var fraction = z
    for step in stride(from: 60.0, to: 0, by: -1) { fraction = z + step / fraction }
    return -z * z / 2 - 0.5 * log(2 * Double.pi) - log(fraction)
  }

  /// log P(|Z| ≥ |z|) of a standard normal variable.
  public static func normal(beyond z: Double) -> Double {
    min(0, log(2) + normal(atLeast: abs(z)))
  }

  /// log P(X ≥ x) of a chi-square variable.
  ///
  /// - Parameter degrees: The degrees of freedom, above 0.
  public static func chiSquare(atLeast x: Double, degrees: Double) -> Double {
    precondition(degrees > 0, "chi-square has no \(degrees) degrees of freedom")
    return x <= 0 ? 0 : SpecialFunctions.logUpperGamma(degrees / 2, x / 2)
  }

  /// log P(F ≥ f) of Fisher's ratio of variances.
  ///
  /// - Parameters: The degrees of freedom of numerator and denominator, above 0.
  public static func fisher(atLeast f: Double, degrees: Double, over denominator: Double) -> Double
  {
    precondition(degrees > 0 && denominator > 0, "Fisher's ratio needs degrees of freedom")
    guard f > 0 else { return 0 }
    let share = denominator / (denominator + degrees * f)
    return SpecialFunctions.logIncompleteBeta(
      share, complement: degrees * f / (denominator + degrees * f), denominator / 2, degrees / 2)
  }

  /// log P(Y ≥ y) of a negative binomial count with variance μ + φμ².
  ///
  /// - Parameters:
  ///   - mean: μ, above 0.
  ///   - dispersion: φ, not negative; 0 makes it a Poisson count.
  public static func count(atLeast y: Double, mean: Double, dispersion: Double) -> Double {
    guard y > 0 else { return 0 }
    if isLarge(y, mean) { return normal(atLeast: normalScore(y, mean, dispersion)) }
    guard dispersion > leastDispersion / mean else {
      return SpecialFunctions.logLowerGamma(y, mean)
    }
    let spread = mean * dispersion
    return SpecialFunctions.logIncompleteBeta(
      spread / (1 + spread), complement: 1 / (1 + spread), y, 1 / dispersion)
  }

  /// log P(Y ≤ y) of a negative binomial count with variance μ + φμ².
  public static func count(atMost y: Double, mean: Double, dispersion: Double) -> Double {
    guard y >= 0 else { return -.infinity }
    if isLarge(y, mean) { return normal(atLeast: -normalScore(y, mean, dispersion)) }
    guard dispersion > leastDispersion / mean else {
      return SpecialFunctions.logUpperGamma(y + 1, mean)
    }
    let spread = mean * dispersion
    return SpecialFunctions.logIncompleteBeta(
      1 / (1 + spread), complement: spread / (1 + spread), 1 / dispersion, y + 1)
  }

  /// Below this relative excess of variance a count is a Poisson count.
  private static let leastDispersion = 1e-7

  private static func isLarge(_ y: Double, _ mean: Double) -> Bool { max(y, mean) > 1e6 }

  /// The standard normal variable that a large count is, by the cube root of Wilson and Hilferty
  /// (1931): a count of that size is all but gamma distributed.
  public static func normalScore(_ y: Double, _ mean: Double, _ dispersion: Double) -> Double {
    let variance = dispersion + 1 / mean
    return (cbrt(y / mean) - 1 + variance / 9) * 3 / variance.squareRoot()
  }
}
