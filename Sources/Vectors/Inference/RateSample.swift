#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Counts on their bases, as a prior is estimated from.
struct RateSample {
  let family: RatePrior.Family
  private(set) var counts: [Double] = []
  private(set) var bases: [Double] = []

  /// The usable counts of two vectors of one length.
  init(_ family: RatePrior.Family, _ counts: Span<Double>, _ bases: Span<Double>) {
    precondition(
      counts.count == bases.count,
      "\(counts.count) counts do not go with \(bases.count) bases")
    self.family = family
    for position in counts.indices {
      let (count, base) = (counts[unchecked: position], bases[unchecked: position])
      guard Self.isUsable(family, count, base) else { continue }
      self.counts.append(count)
      self.bases.append(base)
    }
  }

  /// Whether a count can be what the family counts.
  static func isUsable(_ family: RatePrior.Family, _ count: Double, _ base: Double) -> Bool {
    count >= 0 && base > 0 && count.isFinite && base.isFinite
      && (family == .ratio || count <= base)
  }

  /// The strength beyond which the true rates do not differ at all, as far as the counts tell.
  private var greatestStrength: Double { 1e6 * (bases.max() ?? 1) }

  /// Mean and strength by moments; nil where all rates are 0, or all 1.
  func moments() -> (mean: Double, strength: Double)? {
    let total = bases.reduce(0, +)
    let mean = counts.reduce(0, +) / total
    guard mean > 0, family == .ratio || mean < 1 else { return nil }
    var squares = 0.0
    for (count, base) in zip(counts, bases) {
      let difference = count / base - mean
      squares += base / total * difference * difference
    }
    let strength: Double
    switch family {
    case .proportion:
      // E[squares] = mean·(1 − mean)·((1 − ρ)·a + ρ·b), where ρ = 1 / (strength + 1).
      var (a, b) = (0.0, 0.0)
      for base in bases {
        let weight = base / total
        a += weight * (1 - weight) / base
        b += weight * (1 - weight)
      }
      let excess = (squares / (mean * (1 - mean)) - a) / (b - a)
      strength = 1 / min(max(excess, 0), 1) - 1
    case .ratio:
      strength = mean / max(squares - mean * Double(bases.count) / total, 0)
    }
    // All bases 1 tell nothing of the spread of proportions: 0/0.
    guard !strength.isNaN else { return (mean, greatestStrength) }
    return (mean, min(max(strength, 1e-3 * (bases.min() ?? 1)), greatestStrength))
  }

  /// The prior under which the counts are likeliest.
  func likeliest(from start: RatePrior) -> RatePrior {
    let limit = greatestStrength
    // From where the counts still tell: beyond, the slope is all but nothing.
    let strength = min(start.strength, 1e-3 * limit)
    let search = LogarithmicNewton { a, b in (family == .proportion ? a + b : b) >= limit }
    switch family {
    case .proportion:
      let (a, b) = search.maximum(
        from: (start.mean * strength, (1 - start.mean) * strength), betaBinomial)
      return RatePrior(family: family, mean: a / (a + b), strength: min(a + b, limit))
    case .ratio:
      let (a, b) = search.maximum(from: (start.mean * strength, strength), gammaPoisson)
      return RatePrior(family: family, mean: a / b, strength: min(b, limit))
    }
  }

  /// The logarithm of the likelihood of binomial counts with beta distributed chances, but for a
  /// constant, with its derivatives by α and β.
  func betaBinomial(_ a: Double, _ b: Double) -> LogarithmicNewton.Surface {
    typealias F = SpecialFunctions
    let count = Double(counts.count)
    var s = LogarithmicNewton.Surface()
    s.value = count * (F.logGamma(a + b) - F.logGamma(a) - F.logGamma(b))
    let (sum, sum2) = (F.digamma(a + b), F.trigamma(a + b))
    s.first = (count * (sum - F.digamma(a)), count * (sum - F.digamma(b)))
    s.second = (count * (sum2 - F.trigamma(a)), count * sum2, count * (sum2 - F.trigamma(b)))
    for (x, n) in zip(counts, bases) {
      s.value += F.logGamma(x + a) + F.logGamma(n - x + b) - F.logGamma(n + a + b)
      let (whole, whole2) = (F.digamma(n + a + b), F.trigamma(n + a + b))
      s.first.0 += F.digamma(x + a) - whole
      s.first.1 += F.digamma(n - x + b) - whole
      s.second.0 += F.trigamma(x + a) - whole2
      s.second.1 -= whole2
      s.second.2 += F.trigamma(n - x + b) - whole2
    }
    return s
  }

  /// The same of Poisson counts whose rates are gamma distributed with shape `a` and rate `b`.
  func gammaPoisson(_ a: Double, _ b: Double) -> LogarithmicNewton.Surface {
    typealias F = SpecialFunctions
    let count = Double(counts.count)
    var s = LogarithmicNewton.Surface()
    s.value = count * (a * log(b) - F.logGamma(a))
    s.first = (count * (log(b) - F.digamma(a)), count * a / b)
    s.second = (-count * F.trigamma(a), count / b, -count * a / (b * b))
    for (y, e) in zip(counts, bases) {
      s.value += F.logGamma(y + a) - (y + a) * log(b + e)
      s.first.0 += F.digamma(y + a) - log(b + e)
      s.first.1 -= (y + a) / (b + e)
      s.second.0 += F.trigamma(y + a)
      s.second.1 -= 1 / (b + e)
      s.second.2 += (y + a) / ((b + e) * (b + e))
    }
    return s
  }
}
