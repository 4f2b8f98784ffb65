#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How plausible a figure is beside those of the same row in the years around it, before the report
/// that prints it is looked at.
///
/// Figures of a row change by a factor from year to year rather than by an amount, mostly little and
/// sometimes much: ln(x + 1) follows a Cauchy distribution around that of a neighbouring year, with
/// some weight at exactly the same figure and at 0, and a broad part for what nobody expects.
struct FigurePrior: Sendable {
  /// The figures of the years around it.
  let neighbours: [Double]

  private static let scale = 0.4
  /// How often a small figure is the same again; the larger, the less.
  private static let same = 0.3
  private static let broad = 0.1
  /// The range of ln(x + 1) that figures of reports have.
  private static let span = log(1e8)

  /// The logarithm of the probability of a figure.
  func logarithm(of value: Double) -> Double {
    let x = abs(value)
    let broad = x == 0 ? 0.4 : 0.6 / (Self.span * (x + 1))
    guard !neighbours.isEmpty else { return log(broad) }
    let near = neighbours.reduce(0) { $0 + Self.density(x, around: abs($1)) }
    return log(Self.broad * broad + (1 - Self.broad) * near / Double(neighbours.count))
  }

  /// The logarithm of the probability of any of the figures of a range.
  func logarithm(of range: ClosedRange<Double>) -> Double {
    guard range.lowerBound < range.upperBound else { return logarithm(of: range.lowerBound) }
    let (low, high) = (max(0, range.lowerBound), max(0, range.upperBound))
    // Figures are whole as a rule: a range begins half a step before its first one.
    let start = max(0.5, low - 0.5)
    let end = max(start, high + 0.5)
    let broad =
      (low == 0 ? 0.4 : 0) + 0.6 * min(1, (log(end + 1) - log(start + 1)) / Self.span)
    guard !neighbours.isEmpty else { return log(broad) }
    let near = neighbours.reduce(0.0) { sum, neighbour in
      let centre = abs(neighbour)
      let atoms =
        ((low...high).contains(centre) ? Self.atom(centre) : 0)
        + (low == 0 && centre != 0 ? Self.nothing : 0)
      let mass = Self.cumulative(end, around: centre) - Self.cumulative(start, around: centre)
      return sum + atoms + Self.share(centre) * mass
    }
    return log(Self.broad * broad + (1 - Self.broad) * near / Double(neighbours.count))
  }

  private static func cumulative(_ x: Double, around centre: Double) -> Double {
    0.5 + atan((log(x + 1) - log(centre + 1)) / scale) / .pi
  }

  private static func density(_ x: Double, around centre: Double) -> Double {
    let atom = x == centre ? atom(centre) : x == 0 ? nothing : 0
    let distance = (log(x + 1) - log(centre + 1)) / scale
    return atom + share(centre) / (.pi * scale * (1 + distance * distance) * (x + 1))
  }

  /// How often there is nothing where there was something the year before.
  private static let nothing = 0.05

  /// How often a figure is just that of the year before.
  private static func atom(_ centre: Double) -> Double {
    centre == 0 ? 0.6 : same / (1 + centre / 4)
  }

  /// How often it is another one.
  private static func share(_ centre: Double) -> Double { centre == 0 ? 0.35 : 0.8 }

  /// The natural logarithm.
  static func natural(_ value: Double) -> Double { log(value) }

  /// The natural number to a power.
  static func exponential(_ value: Double) -> Double { exp(value) }
}
