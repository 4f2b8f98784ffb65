import Vectors

/// The figures of one column in the order of the groups, and what is computed of each group.
struct GroupedFigures {
  private let figures: Panel.Figures
  /// The figures in the order of the groups; nil where they are in the order of the units.
  private let gathered: Vector<Double>?
  private let membership: UnitGroups.Membership
  /// The sums and counts of the figures themselves; of ratios they are only of use for means.
  let sums: SegmentedReductions.Sums
  /// Of ratios the sums of their sides.
  let sides: FigureSides?
  /// How many units have a figure; of ratios, how many have both sides.
  let counts: Vector<Int32>

  private var segments: Vector<Segment> { membership.segments }
  private var values: Vector<Double> { gathered ?? figures.values }

  init(_ figures: Panel.Figures, _ membership: UnitGroups.Membership) {
    self.membership = membership
    self.figures = figures
    let segments = membership.segments
    let sums: SegmentedReductions.Sums
    if membership.order == nil, let codes = figures.wholeNumbers {
      // Sums need no doubles of their own.
      gathered = nil
      sums = SegmentedReductions.sums(codes, segments: segments.span)
    } else {
      let values = membership.gathered(figures.values)
      gathered = membership.order == nil ? nil : values
      sums = SegmentedReductions.sums(values.span, segments: segments.span)
    }
    self.sums = sums
    if let own = figures.sides {
      let numerators = Self.sums(own.numerators, membership)
      sides = FigureSides(
        numerators: numerators.sums, denominators: Self.sums(own.denominators, membership).sums,
        factor: own.factor)
      counts = numerators.counts
    } else {
      sides = nil
      counts = sums.counts
    }
  }

  static func sums(_ values: Vector<Double>, _ membership: UnitGroups.Membership)
    -> SegmentedReductions.Sums
  {
    SegmentedReductions.sums(
      membership.gathered(values).span, segments: membership.segments.span)
  }

  /// A measure of the figures alone. What shares a sum is null of ratios.
  func values(_ measure: RollUp.Measure, isRatio: Bool, _ workspace: inout Workspace)
    -> Vector<Double>
  {
    switch measure {
    case .sum: return sides?.ratios ?? sums.sums
    case .mean: return Vector(zip(sums.sums.array, sums.counts.array).map { $0 / Double($1) })
    case .median: return quantiles(0.5, &workspace)
    case .quantile(let probability): return quantiles(probability, &workspace)
    case .minimum: return SegmentedReductions.minima(values.span, segments: segments.span)
    case .maximum: return SegmentedReductions.maxima(values.span, segments: segments.span)
    case .standardDeviation:
      return filled {
        SegmentedDispersion.standardDeviations(values.span, segments: segments.span, into: &$0)
      }
    case .count: return Vector(counts.array.map { Double($0) })
    case .gini:
      return filled {
        SegmentedDispersion.giniCoefficients(
          values.span, segments: segments.span, into: &$0, workspace: &workspace)
      }
    case .topShare(let limit):
      return isRatio
        ? filled { _ in }
        : filled {
          SegmentedDispersion.topShares(
            values.span, segments: segments.span, limit: limit, into: &$0, workspace: &workspace)
        }
    case .weightedMean, .share, .ratio: return filled { _ in }
    }
  }

  /// The sums through the sums of other figures, over the units that have both; null where those sum
  /// to 0.
  func ratios(to others: Panel.Figures) -> Vector<Double> {
    let other = membership.gathered(others.values)
    let above = SegmentedReductions.sums(
      Pairing.masked(values.span, by: other.span).span, segments: segments.span)
    let below = SegmentedReductions.sums(
      Pairing.masked(other.span, by: values.span).span, segments: segments.span)
    return Pairing.rates(above.sums.span, per: below.sums.span, factor: 1)
  }

  /// The means with other figures as weights, over the units that have both; null where the weights
  /// sum to 0 or less.
  func weightedMeans(by weights: Panel.Figures) -> Vector<Double> {
    let weight = membership.gathered(weights.values)
    let above = SegmentedReductions.sums(
      Pairing.products(values.span, weight.span).span, segments: segments.span)
    let below = SegmentedReductions.sums(
      Pairing.masked(weight.span, by: values.span).span, segments: segments.span)
    return Vector(
      zip(above.sums.array, below.sums.array).map { $1 > 0 ? $0 / $1 : .nan })
  }

  private func quantiles(_ probability: Double, _ workspace: inout Workspace) -> Vector<Double> {
    filled {
      Quantiles.quantiles(
        values.span, segments: segments.span, [probability], into: &$0, workspace: &workspace)
    }
  }

  private func filled(_ fill: (inout MutableSpan<Double>) -> Void) -> Vector<Double> {
    Vector(repeating: .nan, count: segments.count, fill: fill)
  }
}

/// What the groups of a roll-up are parts of, for shares.
struct SharedWhole {
  private let memberships: [UnitGroups.Membership]
  /// For each group the whole that it is a part of, or −1.
  private let wholes: [Int]

  /// The wholes of groups: who is in a group is in its whole too.
  init(
    _ grouping: RollUp.Grouping, of groups: UnitGroups, _ panel: Panel, _ tags: UnitTags?,
    _ periods: [[Int]]
  ) {
    let above = UnitGroups(grouping, of: panel, tags: tags)
    memberships = periods.map {
      RollUpComputation.membership(above, $0, unitCount: panel.units.count)
    }
    var wholes = [Int](repeating: -1, count: groups.groups.count)
    for year in panel.years.indices {
      var wholeOfUnit = [Int](repeating: -1, count: panel.units.leafCount)
      for whole in above.groups.indices {
        for unit in above.membership(year).units(of: whole) { wholeOfUnit[unit] = whole }
      }
      for group in groups.groups.indices where wholes[group] < 0 {
        if let unit = groups.membership(year).units(of: group).first {
          wholes[group] = wholeOfUnit[unit]
        }
      }
      if groups.isConstant { break }
    }
    self.wholes = wholes
  }

  /// The sums of the groups through those of their wholes, from 0 to 1; null where a whole is 0.
  func shares(of sums: Vector<Double>, _ values: Vector<Double>, _ period: Int) -> Vector<Double> {
    let totals = GroupedFigures.sums(values, memberships[period]).sums
    return Vector(
      wholes.indices.map { group in
        guard wholes[group] >= 0, totals[wholes[group]] != 0 else { return .nan }
        return sums[group] / totals[wholes[group]]
      })
  }
}
