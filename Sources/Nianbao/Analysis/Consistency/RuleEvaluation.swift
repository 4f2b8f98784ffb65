/// Evaluates rules for all units of a year at once; its memory is kept from one rule to the next.
///
/// A truth is a level here, so that *and* is the lesser, *or* the greater and *not* the difference to
/// two (Kleene 1938).
struct RuleEvaluation {
  /// The truths as levels.
  enum Level {
    static let isFalse: UInt8 = 0
    static let unknown: UInt8 = 1
    static let isTrue: UInt8 = 2
    /// The rule's mode says that it is silent.
    static let silent: UInt8 = 3
  }

  private let figures: RuleFigures
  private let count: Int
  private var bounds: ResidualBounds
  /// One vector of levels for each comparison of a rule.
  private var levels: [[UInt8]] = []

  /// Memory for the units of a panel.
  init(_ figures: RuleFigures) {
    self.figures = figures
    count = figures.panel.units.count
    bounds = ResidualBounds(count: count)
  }

  /// What came of a rule in the reports of a year that it is about.
  ///
  /// - Parameter position: The rule's position in its set.
  /// - Returns: nil where its mode makes the rule silent on all of them.
  /// - Complexity: O(terms × units).
  mutating func outcome(
    of rule: CompiledRule, at position: Int, _ year: Year, _ reports: [UnitIndex]
  ) -> Confrontation.Outcome? {
    var failing: [UnitIndex] = []
    var (satisfied, unknown) = (0, 0)
    if let few = figures.unitsWithFigures(of: rule, year) {
      for unit in reports where few.contains(unit) {
        switch rule.truth(figures, unit, year) {
        case .isFalse: failing.append(unit)
        case .isTrue: satisfied += 1
        case .unknown: unknown += 1
        case nil: break
        }
      }
    } else {
      let result = evaluate(rule, year)
      for unit in reports {
        switch levels[result][unit.position] {
        case Level.isFalse: failing.append(unit)
        case Level.isTrue: satisfied += 1
        case Level.unknown: unknown += 1
        default: break
        }
      }
    }
    guard rule.missing == .bounds || failing.count + satisfied + unknown > 0 else { return nil }
    return Confrontation.Outcome(
      rule: position, year: year, failing: failing, satisfied: satisfied, notAssessable: unknown)
  }

  /// The truths of a rule, unit by unit, whether it is about a unit's report or not; nil where its mode
  /// makes it silent.
  mutating func truths(of rule: CompiledRule, _ year: Year) -> [Truth?] {
    let result = evaluate(rule, year)
    return levels[result].map { level in
      switch level {
      case Level.isFalse: .isFalse
      case Level.isTrue: .isTrue
      case Level.unknown: .unknown
      default: nil
      }
    }
  }

  /// Works out the levels of a rule.
  ///
  /// - Returns: The position of the vector that has them.
  private mutating func evaluate(_ rule: CompiledRule, _ year: Year) -> Int {
    for (position, residual) in rule.residuals.enumerated() {
      if levels.count <= position { levels.append([UInt8](repeating: 0, count: count)) }
      bounds.evaluate(residual, figures, year, rule.missing)
      fill(position, rule.signs[position])
    }
    var next = 0
    var result = 0
    if let premise = rule.assertion.premise {
      let given = combine(premise, &next)
      result = combine(rule.assertion.conclusion, &next)
      // If A then B: B, or not A.
      for unit in 0..<count {
        levels[result][unit] = max(levels[result][unit], 2 - levels[given][unit])
      }
    } else {
      result = combine(rule.assertion.conclusion, &next)
    }
    silence(result, rule, year)
    return result
  }

  /// The levels of a comparison, from the ends of its residual.
  private mutating func fill(_ position: Int, _ sign: Comparison.Sign) {
    for unit in 0..<count {
      let (low, high) = (bounds.low[unit], bounds.high[unit])
      let (refuted, holds) =
        switch sign {
        case .equal: (low > 0 || high < 0, low == 0 && high == 0)
        case .atMost: (low > 0, high <= 0)
        case .atLeast: (high < 0, low >= 0)
        case .below: (low >= 0, high < 0)
        case .above: (high <= 0, low > 0)
        }
      levels[position][unit] = refuted ? Level.isFalse : holds ? Level.isTrue : Level.unknown
    }
  }

  /// Combines the levels of a condition's comparisons.
  ///
  /// - Returns: The position of the vector that has the result.
  private mutating func combine(_ condition: Condition, _ next: inout Int) -> Int {
    switch condition {
    case .comparison:
      next += 1
      return next - 1
    case .and(let left, let right):
      let (one, other) = (combine(left, &next), combine(right, &next))
      for unit in 0..<count { levels[one][unit] = min(levels[one][unit], levels[other][unit]) }
      return one
    case .or(let left, let right):
      let (one, other) = (combine(left, &next), combine(right, &next))
      for unit in 0..<count { levels[one][unit] = max(levels[one][unit], levels[other][unit]) }
      return one
    }
  }

  /// Marks the units of which a rule's mode says that it is silent.
  private mutating func silence(_ result: Int, _ rule: CompiledRule, _ year: Year) {
    switch rule.missing {
    case .bounds, .alwaysNull, .alwaysZero: return
    case .nonNull, .nonZero, .partialNull, .partialZero: break
    }
    let figures = figures
    for unit in 0..<count {
      let seen = rule.cells.lazy.map { figures.figure($0, UnitIndex(unit), year) }
      if !rule.missing.isProduced(seen) { levels[result][unit] = Level.silent }
    }
  }
}
