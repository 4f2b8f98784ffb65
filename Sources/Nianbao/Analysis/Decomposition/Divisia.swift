import Vectors

/// The change of a sum split by the factors it is a product of: how much there was to do, who had it to
/// do, and what was done with it (LMDI-I, see `DivisiaEffects`).
///
/// With a chain of indicators a, b, …, v, such as received and answered requests, a body's v is
/// A · (a/A) · (b/a) · … · (v/…), where A is the sum of a over the bodies of the region: *activity*,
/// *structure*, and one *ratio* for each further indicator. Bodies without comparable figures of the
/// whole chain in both years, or with figures that no such product gives (something of nothing, less
/// than nothing), are an effect of their own: *apart*. All effects together are the change.
public struct Divisia: Sendable {
  /// What moved the sum.
  public enum Factor: Sendable, Hashable {
    /// The sum of the chain's first indicator.
    case activity
    /// How that sum is shared among the bodies.
    case structure
    /// An indicator of the chain over the one before, as positions in the frame's indicators.
    case ratio(Int, to: Int)
    /// Bodies that could not be taken apart.
    case apart
  }

  /// What one factor did.
  public struct Effect: Sendable, Hashable {
    /// The factor.
    public let factor: Factor
    /// Its part of the change; all effects add up to it.
    public let amount: Double
    /// The same as a multiplier; all effects multiply to value over previous. Nil where either is 0.
    public let multiplier: Double?
  }

  /// The change of one region.
  public struct Group: Sendable {
    /// The region.
    public let whole: Frame.Body
    /// The sum of the earlier year; nil where no body has a figure.
    public let previous: Double?
    /// The sum of the later year; nil where no body has a figure.
    public let value: Double?
    /// How many bodies were taken apart, of those with a figure in either year.
    public let count: Int
    /// How many bodies have a figure in either year.
    public let of: Int
    /// The effects; apart only where a body is.
    public let effects: [Effect]
    /// The notes of all figures.
    public let notes: FigureNotes
  }

  /// The figures.
  public let frame: Frame
  /// The earlier year.
  public let from: Year
  /// The later year.
  public let to: Year
  /// The chain, as positions in the frame's indicators; the last one is what is split.
  public let chain: [Int]
  /// One group for each region.
  public let groups: [Group]
}

extension Frame {
  /// Splits the change of an indicator's sum along a chain of indicators.
  ///
  /// - Parameters:
  ///   - chain: Positions in `indicators`, two at least: what there was, …, what came of it.
  ///   - from: The earlier year.
  ///   - to: The later year.
  ///   - level: The level of the regions, as they are in the later year; nil for all bodies together.
  ///   - regions: What the regions are called.
  /// - Complexity: O(bodies × chain).
  public func divisia(
    _ chain: [Int], from: Year, to: Year, within level: RegionCode.Level?, of regions: RegionTree
  ) -> Divisia {
    precondition(chain.count >= 2, "a chain of \(chain.count) indicators has no factors")
    let pairs = FigurePairs(self, from, to)
    return Divisia(
      frame: self, from: from, to: to, chain: chain,
      groups: BodyGroups(of: self, at: level, in: regions, year: to).groups.compactMap {
        Divisia.Group($0, chain, pairs)
      })
  }
}

extension Divisia.Group {
  fileprivate init?(_ group: BodyGroups.Group, _ chain: [Int], _ pairs: FigurePairs) {
    let present = group.bodies.compactMap { body in
      pairs.item(.body(body), chain[chain.count - 1], body).map { (body, $0) }
    }
    guard !present.isEmpty else { return nil }
    let fit = present.filter { Self.isProduct($0.0, chain, pairs) }.map(\.0)
    let activity = (
      before: fit.reduce(0) { $0 + pairs.previous(chain[0], $1) },
      after: fit.reduce(0) { $0 + pairs.value(chain[0], $1) }
    )
    var effects = DivisiaEffects(factors: chain.count + 1)
    for body in fit {
      let before = chain.map { pairs.previous($0, body) }
      let after = chain.map { pairs.value($0, body) }
      effects.add(
        (before[chain.count - 1], after[chain.count - 1]),
        factors: Self.factors(activity.before, before), Self.factors(activity.after, after))
    }
    whole = group.whole
    previous = present.compactMap(\.1.previous).total
    value = present.compactMap(\.1.value).total
    count = fit.count
    of = present.count
    notes = present.reduce([]) { notes, entry in
      chain.reduce(notes) { $0.union(pairs.notes($1, entry.0)) }
    }
    let factors: [Divisia.Factor] =
      [.activity, .structure] + zip(chain.dropFirst(), chain).map { .ratio($0, to: $1) }
    var amounts = zip(factors, effects.amounts).map { ($0, $1) }
    if fit.count < present.count {
      let change = (value ?? 0) - (previous ?? 0)
      amounts.append((.apart, change - (effects.after - effects.before)))
    }
    let (before, after) = (previous ?? 0, value ?? 0)
    self.effects = amounts.map { factor, amount in
      let multiplier = DivisiaEffects.multiplier(amount, before: before, after: after)
      return Divisia.Effect(
        factor: factor, amount: amount, multiplier: multiplier.isNaN ? nil : multiplier)
    }
  }

  /// A, a/A, b/a, …; a ratio of nothing to nothing is null.
  private static func factors(_ activity: Double, _ figures: [Double]) -> [Double] {
    [activity] + zip(figures, [activity] + figures).map { $0 / $1 }
  }

  /// Whether a body's figures of both years are a product: comparable, not negative, and nothing comes
  /// of nothing.
  private static func isProduct(_ body: Int, _ chain: [Int], _ pairs: FigurePairs) -> Bool {
    func isProduct(_ figures: [Double]) -> Bool {
      figures.allSatisfy { $0 >= 0 }
        && zip(figures, figures.dropFirst()).allSatisfy { $0 > 0 || $1 == 0 }
    }
    return chain.allSatisfy { pairs.isComparable($0, body) }
      && isProduct(chain.map { pairs.previous($0, body) })
      && isProduct(chain.map { pairs.value($0, body) })
  }
}
