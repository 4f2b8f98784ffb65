import Vectors

/// How components are put together to a score.
public struct CompositeOptions: Sendable, Hashable {
  /// The mean that is taken of the normalised components.
  public enum Aggregation: String, Sendable, CaseIterable {
    /// Σ w·x: what is missing in one component can be made up in another.
    case arithmetic
    /// Π x^w: a low component counts for more than a high one makes good. Components must be above 0:
    /// min–max scales run from 1 to 100 then, and z-scores have no geometric mean.
    case geometric
  }

  /// The mean taken.
  public var aggregation = Aggregation.arithmetic
  /// Whether a body without some component has a score of the others, with their weights scaled up to 1,
  /// as long as at least half of the weight is there. Otherwise a missing component makes a null.
  public var allowsMissing = false
  /// How scores are ranked, and among whom components are normalised. The highest score comes first.
  public var ranking = RankOptions()

  /// Arithmetic means; no score where a component is missing.
  public init() {}
}

/// Composite scores of bodies, year by year.
public struct Composite: Sendable {
  /// What the score is made of.
  public let definition: CompositeDefinition
  /// How it is put together.
  public let options: CompositeOptions
  /// The scores ranked: a frame with the one indicator `score`.
  public let ranking: Ranking

  /// For each year the components on their common scales; nil where the year has none of them.
  let years: [NormalisedYear?]

  /// The components of one year on their common scales, higher always better.
  struct NormalisedYear: Sendable {
    /// One vector over the bodies a component.
    let components: [Vector<Double>]
    /// What scores are weighted sums of: the components, or their logarithms; bodies in rows.
    let terms: Matrix
  }

  init(
    definition: CompositeDefinition, options: CompositeOptions, ranking: Ranking,
    years: [NormalisedYear?]
  ) {
    self.definition = definition
    self.options = options
    self.ranking = ranking
    self.years = years
  }

  /// A component on its common scale over the bodies, or nil where the year has none of the components.
  /// The order is that of the definition; higher is better.
  ///
  /// - Parameter year: A position in the years of the ranking's frame.
  public func component(_ component: Int, _ year: Int) -> Vector<Double>? {
    years[year]?.components[component]
  }

  /// The components that a body has no figure of, as positions in the definition.
  public func missing(_ year: Int, _ body: Int) -> [Int] {
    definition.components.indices.filter { component($0, year)?[body].isNaN ?? true }
  }
}

/// Why a score cannot be made.
public enum CompositeError: UsageError, Sendable, Hashable {
  /// A geometric mean of z-scores, which may be negative.
  case geometricOfScores(indicator: String)

  /// What was found, what was expected and what to do.
  public var message: LocalizedText {
    switch self {
    case .geometricOfScores(let indicator):
      LocalizedText(
        zh: "几何平均不能用于 z 分数（\(indicator)）；标准化方法请用 min-max 或 rank，或用算术平均",
        en:
          "a geometric mean has no use for the z-scores of ‘\(indicator)’; normalise it by min-max "
          + "or rank, or take the arithmetic mean")
    }
  }
}
