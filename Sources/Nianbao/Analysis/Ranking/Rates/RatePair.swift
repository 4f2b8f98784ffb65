import Vectors

/// A rate made of two indicators: what is counted, and the base it is counted on.
public struct RatePair: Sendable, Hashable {
  /// What is counted.
  public let numerator: IndicatorIndex
  /// The base.
  public let base: IndicatorIndex
  /// How the two belong together, and the unit of the rate.
  public let kind: RateKind

  /// A rate of two indicators.
  public init(_ numerator: IndicatorIndex, per base: IndicatorIndex, _ kind: RateKind = .share) {
    self.numerator = numerator
    self.base = base
    self.kind = kind
  }
}

/// How a rate's numerator belongs to its base, and what the quotient is multiplied by.
public struct RateKind: Sendable, Hashable {
  /// A proportion of the base, or things counted per base.
  public let family: RatePrior.Family
  /// What the quotient is multiplied by: 100 for per cent.
  public let factor: Double
  /// Whether the numerator counts things, so that chance says how far rates may differ; a rate of amounts
  /// is never shrunk.
  public let isOfCounts: Bool

  /// A kind of rate. The factor is above 0.
  public init(_ family: RatePrior.Family, factor: Double = 1, isOfCounts: Bool = true) {
    precondition(factor > 0 && factor.isFinite, "a rate cannot be multiplied by \(factor)")
    self.family = family
    self.factor = factor
    self.isOfCounts = isOfCounts
  }

  /// Some of the base, in per cent.
  public static let share = RateKind(.proportion, factor: 100)

  /// The unit in outputs: `%`, or `/10000` for things per ten thousand.
  public var unit: String {
    factor == 100 && family == .proportion ? "%" : "/\(NumberText.text(factor))"
  }
}

extension Catalog {
  /// This catalogue with one more indicator behind its own, for a figure that is computed: amounts with
  /// decimals, or the indicator that has the id already.
  func addingComputed(_ id: IndicatorID, label: String, measure: String) -> (
    catalog: Catalog, indicator: IndicatorIndex
  ) {
    if let known = index(of: id) { return (self, known) }
    let indicator = Indicator(
      id: id, label: label, number: "", note: "",
      measure: Measure(name: measure, kind: .amount, conversion: nil), nature: .stock,
      isSigned: true, scope: nil, parents: [:])
    return (extended(to: indicators + [indicator]), IndicatorIndex(indicators.count))
  }
}
