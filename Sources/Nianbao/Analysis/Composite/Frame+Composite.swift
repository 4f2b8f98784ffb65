import Vectors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Frame {
  /// The composite scores of the bodies.
  ///
  /// Components are normalised within the groups of the ranking; where all figures of a group are equal a
  /// component tells nothing and counts as missing. Indicators that the frame lacks are missing
  /// everywhere, and so are ratios on too small a base to be ranked.
  ///
  /// - Throws: `CompositeError` for a geometric mean of z-scores.
  /// - Complexity: A pass, or for ranks a sort, of each column, and a product of a matrix and the weights.
  public func composite(
    _ definition: CompositeDefinition, _ options: CompositeOptions = CompositeOptions()
  ) throws(CompositeError) -> Composite {
    try definition.check(options, in: catalog)
    return checkedComposite(definition, options)
  }

  /// The scores by a definition that was checked before.
  func checkedComposite(_ definition: CompositeDefinition, _ options: CompositeOptions) -> Composite
  {
    let guarded = guarded()
    let groups = guarded.rankGroups(options.ranking)
    let normalised = years.indices.map {
      guarded.normalise(definition, options, groups[groups.count == 1 ? 0 : $0].grouping, year: $0)
    }
    let scores = normalised.map { year in
      year.map { options.scores($0.terms, weights: definition.weights) }
    }
    let (catalog, score) = catalog.addingScore()
    let frame = guarded.with(catalog: catalog, indicators: [score], columns: scores)
    var ranking = options.ranking
    ranking.order = .largest
    return Composite(
      definition: definition, options: options,
      ranking: frame.ranked(ranking, in: groups), years: normalised)
  }

  /// The components of a year on their common scales; nil where the frame has none of them.
  private func normalise(
    _ definition: CompositeDefinition, _ options: CompositeOptions, _ grouping: Grouping, year: Int
  ) -> Composite.NormalisedYear? {
    let columns = definition.components.map { component in
      indicators.firstIndex(of: component.indicator).flatMap { rankable($0, year) }
    }
    guard columns.contains(where: { $0 != nil }) else { return nil }
    var workspace = Workspace()
    let components = zip(definition.components, columns).map { component, column in
      column.map {
        component.normalised($0, grouping, options.aggregation, &workspace)
      } ?? Vector(repeating: .nan, count: bodies.count)
    }
    let terms = Matrix(rows: components, columns: bodies.count).transposed()
    return Composite.NormalisedYear(
      components: components,
      terms: options.aggregation == .arithmetic ? terms : terms.mapping { log($0) })
  }
}

extension Catalog {
  /// This catalogue with the indicator that composite scores are.
  func addingScore() -> (catalog: Catalog, score: IndicatorIndex) {
    let added = addingComputed("score", label: "综合得分", measure: "分")
    return (added.catalog, added.indicator)
  }
}

extension CompositeDefinition {
  /// Refuses what has no score.
  func check(_ options: CompositeOptions, in catalog: Catalog) throws(CompositeError) {
    guard options.aggregation == .geometric,
      let component = components.first(where: { $0.normalisation.isScore })
    else { return }
    throw .geometricOfScores(indicator: catalog[component.indicator].id.name)
  }
}

extension CompositeDefinition.Normalisation {
  /// Whether values may be negative.
  fileprivate var isScore: Bool { self == .z || self == .robustZ }

  fileprivate var kernel: StandardScores {
    switch self {
    case .z: .zScore
    case .robustZ: .robustZScore
    case .minMax: .minimumToMaximum
    case .rank: .percentile
    }
  }
}

extension CompositeDefinition.Component {
  /// The figures of the component on its scale, higher better.
  fileprivate func normalised(
    _ values: Vector<Double>, _ grouping: Grouping, _ aggregation: CompositeOptions.Aggregation,
    _ workspace: inout Workspace
  ) -> Vector<Double> {
    // What is the better the less is ranked and scaled from the other end.
    let turned = direction == .higher ? values : values.mapping { -$0 }
    let scaled = normalisation.kernel.scores(turned.span, in: grouping, workspace: &workspace)
    // A geometric mean with a 0 is 0 whatever else there is: the least gets 1 of 100.
    guard aggregation == .geometric, normalisation == .minMax else { return scaled }
    return scaled.mapping { 1 + 0.99 * $0 }
  }
}

extension CompositeOptions {
  /// The least share of the weight that a score is made of where components may be missing.
  static let leastWeight = 0.5

  /// The scores of bodies from their terms; null where a component is missing, or too many.
  func scores(_ terms: Matrix, weights: [Double]) -> Vector<Double> {
    let sums = weightedSums(terms, weights)
    return aggregation == .arithmetic ? sums : sums.mapping { exp($0) }
  }

  private func weightedSums(_ terms: Matrix, _ weights: [Double]) -> Vector<Double> {
    let weights = Vector(weights)
    guard allowsMissing else { return terms.product(vector: weights.span) }
    let (filled, present) = terms.filledAndPresent()
    let sums = filled.product(vector: weights.span)
    let shares = present.product(vector: weights.span)
    return Vector(repeating: .nan, count: terms.rowCount) { result in
      // Weights that add up to a half may be a rounding below it.
      for body in 0..<terms.rowCount where shares[body] >= Self.leastWeight - 1e-12 {
        result[body] = sums[body] / shares[body]
      }
    }
  }
}

extension Matrix {
  /// The matrix with nulls as 0, and one that has 1 where there is a value and 0 where none.
  func filledAndPresent() -> (filled: Matrix, present: Matrix) {
    (mapping { $0.isNaN ? 0 : $0 }, mapping { $0.isNaN ? 0 : 1 })
  }

  /// A matrix of the same shape with other elements.
  func mapping(_ transform: (Double) -> Double) -> Matrix {
    Matrix(rows: rowCount, columns: columnCount, elements: elements.mapping(transform))
  }
}

extension Vector<Double> {
  /// A vector of the same length with other elements.
  func mapping(_ transform: (Double) -> Double) -> Vector<Double> {
    Vector(repeating: .nan, count: count) { result in
      for position in 0..<count { result[position] = transform(self[position]) }
    }
  }
}
