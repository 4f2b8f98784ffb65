/// The distribution that the true rates of a group come from, estimated from what was counted: the
/// empirical Bayes estimates of Efron and Morris (1975), Casella (1985), and for counts per base of
/// Clayton and Kaldor (1987).
///
/// An observed rate x/n on a small base is mostly chance. Given the distribution of true rates, the
/// best estimate of one is the observed rate drawn towards their mean, the more the smaller its base:
/// (x + strength · mean) / (n + strength).
public struct RatePrior: Sendable, Hashable {
  /// What the counts are.
  public enum Family: Sendable, Hashable {
    /// Some of the base: x of n, so 0 ≤ x ≤ n. Counts are binomial, true rates beta distributed.
    case proportion
    /// Things counted per base, which may exceed it. Counts are Poisson, true rates gamma distributed.
    case ratio
  }

  /// How the two parameters are found.
  public enum Method: Sendable, Hashable {
    /// The mean and the variance that the observed rates have beyond chance: of Kleinman (1973) for
    /// proportions, of Marshall (1991) for ratios. Closed form.
    case moments
    /// The parameters under which the counts are likeliest, the true rates integrated out, by Newton's
    /// method from the moments.
    case likelihood
  }

  /// What the counts are.
  public let family: Family
  /// The mean of the true rates.
  public let mean: Double
  /// How large a base the prior is worth: α + β of the beta, the rate of the gamma distribution. Where
  /// rates differ no more than by chance it is a million times the largest base, or near it.
  public let strength: Double

  /// A prior with known parameters.
  public init(family: Family, mean: Double, strength: Double) {
    precondition(
      mean > 0 && strength > 0 && (family == .ratio || mean < 1),
      "a mean of \(mean) and a strength of \(strength) make no prior")
    self.family = family
    self.mean = mean
    self.strength = strength
  }

  /// Estimates the prior of counts on bases; nil where there is nothing to estimate it from: fewer than
  /// three usable counts, or all rates 0, or all 1.
  ///
  /// - Parameters:
  ///   - counts: Not negative. A null, or a proportion above its base, is left out.
  ///   - bases: As long; those of 0 and nulls are left out.
  /// - Complexity: O(n) for each step of Newton's method.
  public init?(
    family: Family, method: Method, counts: Span<Double>, bases: Span<Double>
  ) {
    let sample = RateSample(family, counts, bases)
    guard sample.counts.count >= 3, let moments = sample.moments() else { return nil }
    let start = RatePrior(family: family, mean: moments.mean, strength: moments.strength)
    self = method == .moments ? start : sample.likeliest(from: start)
  }

  /// The posterior of a true rate, given its count: null where the count or base is null or the base 0.
  public func posterior(count: Double, base: Double) -> RatePosterior? {
    guard RateSample.isUsable(family, count, base) else { return nil }
    return RatePosterior(
      family: family, successes: count + mean * strength,
      rest: family == .proportion ? base - count + (1 - mean) * strength : base + strength)
  }
}

/// What is known of a true rate after its count: a beta, or for ratios a gamma distribution.
public struct RatePosterior: Sendable, Hashable {
  /// What was counted.
  public let family: RatePrior.Family
  /// α of the beta, or the shape of the gamma distribution.
  public let successes: Double
  /// β of the beta, or the rate of the gamma distribution.
  public let rest: Double

  /// The posterior under the prior of Jeffreys alone, where none can be estimated: rates on small bases
  /// are uncertain, but drawn nowhere.
  public init?(jeffreys family: RatePrior.Family, count: Double, base: Double) {
    guard RateSample.isUsable(family, count, base) else { return nil }
    self.init(
      family: family, successes: count + 0.5,
      rest: family == .proportion ? base - count + 0.5 : base)
  }

  init(family: RatePrior.Family, successes: Double, rest: Double) {
    self.family = family
    self.successes = successes
    self.rest = rest
  }

  /// The mean.
  public var mean: Double {
    family == .proportion ? successes / (successes + rest) : successes / rest
  }

  /// A true rate as it may be.
  public func draw(_ stream: inout RandomStream) -> Double {
    family == .proportion
      ? stream.beta(successes, rest) : stream.gamma(shape: successes) / rest
  }
}
