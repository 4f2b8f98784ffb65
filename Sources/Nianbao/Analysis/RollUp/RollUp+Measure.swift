extension RollUp {
  /// What is computed over the units of a group; nulls are left out, and a group without a figure is
  /// null.
  ///
  /// A derived ratio is summed as the ratio of sums over the units with both sides; its other measures
  /// are those of the units' ratios, and what shares a sum is null.
  public enum Measure: Sendable, Hashable {
    /// The sum. Exact for whole numbers up to 2^53.
    case sum
    /// The arithmetic mean.
    case mean
    /// The mean with another indicator's figures as weights, over the units with both.
    case weightedMean(by: IndicatorIndex)
    /// The middle figure: the quantile of 0.5.
    case median
    /// A quantile of type 7 (Hyndman and Fan 1996), R's and NumPy's default.
    case quantile(Double)
    /// The smallest figure.
    case minimum
    /// The largest figure.
    case maximum
    /// The standard deviation of a sample; null of fewer than two figures.
    case standardDeviation
    /// The number of figures.
    case count
    /// The part of the sum of what the group lies in, from 0 to 1.
    case share(of: Whole)
    /// The sum through the sum of another indicator, over the units with both.
    case ratio(to: IndicatorIndex)
    /// The Gini coefficient: 0 where all figures are equal, close to 1 where one is the whole.
    case gini
    /// The part of the sum that the largest so many figures make up, from 0 to 1.
    case topShare(Int)
  }

  /// What a share is of.
  public enum Whole: Sendable, Hashable {
    /// Of what the group is a part of: the grouping without its last key, for a region alone the
    /// region above.
    case parent
    /// Of the region of a level.
    case level(RegionCode.Level)
    /// Of all units.
    case all
  }
}

extension RollUp.Measure {
  /// The names of the measures without the number or indicator that some need.
  public static let names = [
    "sum", "mean", "wmean:INDICATOR", "median", "p90", "min", "max", "sd", "n", "share",
    "share:LEVEL", "ratio:INDICATOR", "gini", "top3",
  ]

  /// The measure that a word such as `sum`, `p90`, `top3`, `share:province` or
  /// `ratio:capacity.staff` names.
  ///
  /// - Throws: `SelectionError.unknownMeasure`, or what is wrong with the indicator.
  public init(_ word: String, in catalog: Catalog) throws(SelectionError) {
    let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let argument = parts.count > 1 ? String(parts[1]) : nil
    switch (parts.first ?? "", argument) {
    case ("sum", nil): self = .sum
    case ("mean", nil): self = .mean
    case ("median", nil): self = .median
    case ("min", nil): self = .minimum
    case ("max", nil): self = .maximum
    case ("sd", nil): self = .standardDeviation
    case ("n", nil): self = .count
    case ("gini", nil): self = .gini
    case ("share", nil): self = .share(of: .parent)
    case ("share", "all"): self = .share(of: .all)
    case ("share", let name?):
      guard let level = RegionCode.Level(name: name) else { throw .unknownMeasure(word) }
      self = .share(of: .level(level))
    case ("wmean", let id?): self = .weightedMean(by: try Self.indicator(id, catalog))
    case ("ratio", let id?): self = .ratio(to: try Self.indicator(id, catalog))
    default:
      if word.hasPrefix("top"), let limit = Int(word.dropFirst(3)), limit > 0 {
        self = .topShare(limit)
      } else if word.hasPrefix("p"), let percent = Double(word.dropFirst()),
        (0...100).contains(percent)
      {
        self = .quantile(percent / 100)
      } else {
        throw .unknownMeasure(word)
      }
    }
  }

  private static func indicator(_ word: String, _ catalog: Catalog) throws(SelectionError)
    -> IndicatorIndex
  {
    let found = try Selection.indicators(named: word, in: catalog)
    guard found.count == 1 else {
      throw .ambiguousIndicator(word, ids: found.map { catalog[$0].id.name })
    }
    return found[0]
  }

  /// The word that names it.
  public func name(in catalog: Catalog) -> String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .weightedMean(let weight): "wmean:\(catalog[weight].id)"
    case .median: "median"
    case .quantile(let probability): "p" + NumberText.text((probability * 1e8).rounded() / 1e6)
    case .minimum: "min"
    case .maximum: "max"
    case .standardDeviation: "sd"
    case .count: "n"
    case .share(.parent): "share"
    case .share(.all): "share:all"
    case .share(.level(let level)): "share:\(level.name)"
    case .ratio(let other): "ratio:\(catalog[other].id)"
    case .gini: "gini"
    case .topShare(let limit): "top\(limit)"
    }
  }

  /// Whether it adds figures up, so that pooled years of a stock would be added up too.
  public var isOfSums: Bool {
    switch self {
    case .sum, .share, .ratio, .topShare: true
    case .mean, .weightedMean, .median, .quantile, .minimum, .maximum, .standardDeviation, .count,
      .gini:
      false
    }
  }
}

extension RegionCode.Level {
  /// The name as options and outputs have it.
  public var name: String {
    switch self {
    case .province: "province"
    case .prefecture: "prefecture"
    case .county: "county"
    case .township: "township"
    case .village: "village"
    }
  }

  /// The level with a name, or nil.
  public init?(name: String) {
    guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = level
  }
}
