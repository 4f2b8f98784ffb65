/// What a composite score is made of: indicators, each normalised, with a direction and a weight.
///
/// The steps are those of the Handbook on Constructing Composite Indicators (OECD and JRC 2008).
public struct CompositeDefinition: Sendable, Hashable {
  /// How an indicator is brought to a scale without unit, within the bodies that are ranked together.
  public enum Normalisation: String, Sendable, CaseIterable {
    /// (x − mean) / sample standard deviation.
    case z
    /// (x − median) / (1.4826 · MAD).
    case robustZ = "robust-z"
    /// 100 · (x − min) / (max − min).
    case minMax = "min-max"
    /// 100 · average rank / n.
    case rank
  }

  /// Which figures are good.
  public enum Direction: String, Sendable, CaseIterable {
    /// The more the better.
    case higher
    /// The less the better.
    case lower
  }

  /// One indicator of the score.
  public struct Component: Sendable, Hashable {
    /// The indicator.
    public let indicator: IndicatorIndex
    /// How much it counts, above 0; only the ratios between weights matter.
    public let weight: Double
    /// Whether more or less of it is better.
    public let direction: Direction
    /// How it is brought to a common scale.
    public let normalisation: Normalisation

    /// A component.
    public init(
      _ indicator: IndicatorIndex, weight: Double = 1, direction: Direction = .higher,
      normalisation: Normalisation = .z
    ) {
      precondition(weight > 0 && weight.isFinite, "a weight cannot be \(weight)")
      self.indicator = indicator
      self.weight = weight
      self.direction = direction
      self.normalisation = normalisation
    }
  }

  /// The components; at least one, each indicator once.
  public let components: [Component]

  /// A definition of components.
  public init(_ components: [Component]) {
    precondition(!components.isEmpty, "a score needs a component")
    precondition(
      Set(components.map(\.indicator)).count == components.count,
      "a component stands in the definition twice")
    self.components = components
  }

  /// The weights, adding up to 1.
  public var weights: [Double] {
    let total = components.reduce(0) { $0 + $1.weight }
    return components.map { $0.weight / total }
  }

  /// The indicators in the order of the components.
  public var indicators: [IndicatorIndex] { components.map(\.indicator) }
}
