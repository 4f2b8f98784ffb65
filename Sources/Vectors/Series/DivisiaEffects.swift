#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How much each factor of a sum of products moved the sum: the logarithmic-mean Divisia index,
/// method I (LMDI-I; Ang 2005, The LMDI approach to decomposition analysis: a practical guide).
///
/// With V = Σᵢ x₁ᵢ·x₂ᵢ·… the effect of factor k is Σᵢ L(Vᵢ′, Vᵢ)·ln(xₖᵢ′ / xₖᵢ), L the logarithmic mean.
/// The effects add up to V′ − V without residual. As multipliers they are exp(effect / L(V′, V)), whose
/// product is V′ / V.
///
/// **Zeros** by their analytic limit (Ang and Liu 2007, Handling zero values in the logarithmic mean
/// Divisia index decomposition approach), which replacing a zero by an ever smaller number leads to:
/// where a product is 0 in one of the years its change belongs to the factors that are 0 there, in
/// equal parts; where it is 0 in both it has no effect.
public struct DivisiaEffects: Sendable {
  /// The effect of each factor.
  public private(set) var amounts: [Double]
  /// The sum of products before and after.
  public private(set) var before = 0.0
  /// The sum of products after.
  public private(set) var after = 0.0

  /// No product yet of a number of factors.
  public init(factors: Int) { amounts = Array(repeating: 0, count: factors) }

  /// Adds one product.
  ///
  /// - Parameters:
  ///   - values: The product before and after, not negative.
  ///   - earlier: Its factors before, whose product is the value. NaN for a ratio of nothing to
  ///     nothing, which has no effect; a product of 0 has a factor that is 0.
  ///   - later: Its factors after.
  public mutating func add(
    _ values: (before: Double, after: Double), factors earlier: [Double], _ later: [Double]
  ) {
    before += values.before
    after += values.after
    if values.before > 0, values.after > 0 {
      let weight = LogarithmicMean.of(values.after, values.before)
      for factor in amounts.indices where later[factor] != earlier[factor] {
        amounts[factor] += weight * log(later[factor] / earlier[factor])
      }
      return
    }
    guard values.before != values.after else { return }
    let zeros = (values.before == 0 ? earlier : later).indices.filter {
      (values.before == 0 ? earlier : later)[$0] == 0
    }
    precondition(!zeros.isEmpty, "a product of 0 has no factor of 0")
    for factor in zeros {
      amounts[factor] += (values.after - values.before) / Double(zeros.count)
    }
  }

  /// An effect as a multiplier of a whole; null where the whole is 0 or below before or after.
  public static func multiplier(_ amount: Double, before: Double, after: Double) -> Double {
    guard before > 0, after > 0 else { return .nan }
    return exp(amount / LogarithmicMean.of(after, before))
  }
}
