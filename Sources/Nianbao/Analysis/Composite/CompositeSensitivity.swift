import Vectors

/// How much the ranks of a composite score depend on its weights (Saisana, Saltelli and Tarantola 2005).
public struct CompositeSensitivity: Sendable {
  /// What was varied.
  public struct Options: Sendable, Hashable {
    /// How many sets of weights are drawn.
    public var draws = 2_000
    /// The standard deviation of the weight of an average component, as a share of that weight.
    public var uncertainty = 0.25
    /// The share of draws that an interval holds.
    public var level = 0.9
    /// What the draws depend on.
    public var seed: UInt64 = 1

    /// Weights that vary by a quarter, and 90 % intervals from 2,000 draws.
    public init() {}

    /// The concentration κ of the Dirichlet distribution: the weight w has the variance
    /// w·(1 − w) / (κ + 1), so of k components 1/k has the coefficient of variation
    /// √((k − 1) / (κ + 1)).
    func concentration(_ components: Int) -> Double {
      max(1e-3, Double(components - 1) / (uncertainty * uncertainty) - 1)
    }
  }

  /// The ranks of one year. NaN is null: unranked.
  public struct YearRanks: Sendable {
    /// The ends of the interval over the draws, and the median.
    public let low, median, high: Vector<Double>
    /// The share of draws in which each body is first, from 0 to 1.
    public let first: Vector<Double>
    /// The best and the worst rank with one component left out in turn; null of a single component.
    public let withoutLow, withoutHigh: Vector<Double>
    /// The component whose leaving moves each body furthest, as a position in the definition; −1 where
    /// none moves it.
    public let withoutMost: Vector<Int32>
  }

  /// The score.
  public let composite: Composite
  /// What was varied.
  public let options: Options
  /// The ranks of each year; nil where it has no scores, or was not asked for.
  public let years: [YearRanks?]
}

extension Composite {
  /// How the ranks move when weights are drawn around the stated ones from a Dirichlet distribution, and
  /// when components are left out one at a time.
  ///
  /// The stated weights are the means of the drawn ones. Draw `i` depends on the seed and `i` alone, so
  /// the result does not depend on the number of threads.
  ///
  /// - Parameter wanted: The years looked at; nil for all.
  /// - Complexity: `draws` rankings of each year; the scores are a product of matrices.
  public func sensitivity(
    _ options: CompositeSensitivity.Options = CompositeSensitivity.Options(),
    of wanted: Set<Year>? = nil, workers: Workers = .available
  ) -> CompositeSensitivity {
    CompositeSensitivity(
      composite: self, options: options,
      years: years.indices.map { year -> CompositeSensitivity.YearRanks? in
        guard wanted?.contains(ranking.frame.years[year]) ?? true else { return nil }
        return years[year].map { sensitivity($0, year, options, workers) }
      })
  }

  private func sensitivity(
    _ normalised: NormalisedYear, _ year: Int, _ options: CompositeSensitivity.Options,
    _ workers: Workers
  ) -> CompositeSensitivity.YearRanks {
    let count = normalised.terms.rowCount
    var ranks = RankTally(count)
    guard let column = ranking.column(0, year) else { return ranks.yearRanks }
    let concentration = options.concentration(definition.components.count)
    let concentrations = definition.weights.map { $0 * concentration }
    for members in ranking.groups(year).grouping.members() {
      let bodies = members.filter { !column.ranks[$0].isNaN }
      let scores = WeightedScores(
        normalised.terms, bodies: bodies, allowsMissing: self.options.allowsMissing)
      let distribution = RankDistribution(
        count: bodies.count, draws: options.draws, level: options.level, .descending,
        workers: workers
      ) { draws, values in
        let weights = draws.map { draw in
          var stream = RandomStream(seed: options.seed, part: draw)
          return stream.dirichlet(concentrations)
        }
        scores.write(weights, into: &values)
      }
      ranks.add(distribution, of: bodies)
      let left = leavingOut(scores)
      for (component, places) in left {
        ranks.add(without: component, places, of: bodies, stated: column.ranks)
      }
    }
    return ranks.yearRanks
  }

  /// The ranks with each component left out in turn and the weights of the others scaled up to 1.
  private func leavingOut(_ scores: WeightedScores) -> [(component: Int, ranks: Vector<Double>)] {
    let weights = definition.weights
    guard weights.count > 1 else { return [] }
    return weights.indices.map { component in
      var others = weights
      others[component] = 0
      let total = others.reduce(0, +)
      let values = Vector<Double>(repeating: .nan, count: scores.count) {
        scores.write([others.map { $0 / total }], into: &$0)
      }
      return (component, Ranks.rank(values.span, .descending))
    }
  }
}

/// Weighted sums of the terms of some bodies, for many sets of weights at once.
private struct WeightedScores: Sendable {
  /// Components in rows, bodies in columns.
  private let terms: Matrix
  private let present: Matrix?

  var count: Int { terms.columnCount }

  init(_ all: Matrix, bodies: [Int], allowsMissing: Bool) {
    let rows = Matrix(
      rows: bodies.count, columns: all.columnCount,
      elements: Vector(bodies.flatMap { body in (0..<all.columnCount).map { all[body, $0] } }))
    let (filled, present) = rows.filledAndPresent()
    terms = (allowsMissing ? filled : rows).transposed()
    self.present = allowsMissing ? present.transposed() : nil
  }

  /// The sums for each set of weights, set after set.
  func write(_ weights: [[Double]], into values: inout MutableSpan<Double>) {
    let matrix = Matrix(
      rows: weights.count, columns: terms.rowCount, elements: Vector(weights.flatMap(\.self)))
    matrix.product(terms, into: &values)
    guard let present else { return }
    let shares = matrix.product(present).elements
    for index in values.indices { values[index] /= shares[index] }
  }
}

/// What is gathered of the ranks of a year, group by group.
private struct RankTally {
  private var low, median, high, first, withoutLow, withoutHigh: [Double]
  private var withoutMost: [Int32]
  private var furthest: [Double]

  init(_ count: Int) {
    low = [Double](repeating: .nan, count: count)
    median = low
    high = low
    first = low
    withoutLow = low
    withoutHigh = low
    withoutMost = [Int32](repeating: -1, count: count)
    furthest = [Double](repeating: 0, count: count)
  }

  mutating func add(_ distribution: RankDistribution, of bodies: [Int]) {
    for (offset, body) in bodies.enumerated() {
      low[body] = distribution.low[offset]
      median[body] = distribution.median[offset]
      high[body] = distribution.high[offset]
      first[body] = distribution.first[offset]
    }
  }

  mutating func add(
    without component: Int, _ ranks: Vector<Double>, of bodies: [Int], stated: Vector<Double>
  ) {
    for (offset, body) in bodies.enumerated() where !ranks[offset].isNaN {
      let rank = ranks[offset]
      withoutLow[body] = withoutLow[body].isNaN ? rank : min(withoutLow[body], rank)
      withoutHigh[body] = withoutHigh[body].isNaN ? rank : max(withoutHigh[body], rank)
      let distance = abs(rank - stated[body])
      if distance > furthest[body] {
        furthest[body] = distance
        withoutMost[body] = Int32(component)
      }
    }
  }

  var yearRanks: CompositeSensitivity.YearRanks {
    CompositeSensitivity.YearRanks(
      low: Vector(low), median: Vector(median), high: Vector(high), first: Vector(first),
      withoutLow: Vector(withoutLow), withoutHigh: Vector(withoutHigh),
      withoutMost: Vector(withoutMost))
  }
}
