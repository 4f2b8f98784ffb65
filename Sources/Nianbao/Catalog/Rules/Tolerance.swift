/// How far the sides of a comparison may be off without breaking it.
public enum Tolerance: Sendable, Hashable {
  /// By a number, in the unit of measure of the sides: `± 2`.
  case absolute(Double)
  /// By a part of the right side: `± 1%` is 0.01.
  case relative(Double)
}

extension Assertion {
  /// The assertion with a tolerance for those comparisons of its conclusion that have none.
  func tolerating(_ tolerance: Tolerance) -> Assertion {
    Assertion(premise: premise, conclusion: conclusion.tolerating(tolerance))
  }

  /// The assertion with tolerances worked into its comparisons, so that no comparison has one.
  ///
  /// What evaluates or localises reads this one; what writes or explains a rule reads the assertion
  /// as written. Only comparisons with a tolerance change.
  ///
  /// - Parameter catalog: Says which figures may be below zero.
  /// - Complexity: O(terms).
  public func withoutTolerances(_ catalog: Catalog) -> Assertion {
    guard comparisons.contains(where: { $0.tolerance != nil }) else { return self }
    return Assertion(
      premise: premise?.withoutTolerances(catalog),
      conclusion: conclusion.withoutTolerances(catalog))
  }
}

extension Condition {
  /// The condition with a tolerance for those comparisons that have none.
  func tolerating(_ tolerance: Tolerance) -> Condition {
    switch self {
    case .comparison(let comparison):
      .comparison(
        Comparison(
          left: comparison.left, sign: comparison.sign, right: comparison.right,
          tolerance: comparison.tolerance ?? tolerance))
    case .and(let left, let right):
      .and(left.tolerating(tolerance), right.tolerating(tolerance))
    case .or(let left, let right): .or(left.tolerating(tolerance), right.tolerating(tolerance))
    }
  }

  /// The condition with tolerances worked into its comparisons.
  func withoutTolerances(_ catalog: Catalog) -> Condition {
    switch self {
    case .comparison(let comparison):
      comparison.withoutTolerance(catalog)
    case .and(let left, let right):
      .and(left.withoutTolerances(catalog), right.withoutTolerances(catalog))
    case .or(let left, let right):
      .or(left.withoutTolerances(catalog), right.withoutTolerances(catalog))
    }
  }
}

extension Comparison {
  /// The comparison without its tolerance: `a = b ± 2` is `a <= b + 2 and a >= b - 2`, and `a = b ± 1%`
  /// is `a <= 1.01 b and a >= 0.99 b`.
  ///
  /// Where `b` may be below zero, the same with the factors exchanged is allowed too: of a `b` above
  /// zero nothing satisfies that, of one below zero nothing satisfies the first.
  func withoutTolerance(_ catalog: Catalog) -> Condition {
    switch tolerance {
    case nil:
      return .comparison(self)
    case .absolute(let slack):
      return within(
        above: right.adding(LinearForm(constant: slack)),
        below: right.adding(LinearForm(constant: -slack)))
    case .relative(let part):
      let (more, less) = (right.scaled(by: 1 + part), right.scaled(by: 1 - part))
      let plain = within(above: more, below: less)
      return right.isNeverBelowZero(catalog) ? plain : .or(plain, within(above: less, below: more))
    }
  }

  /// The comparison with a sum that the left side may go up to, and one that it may go down to.
  private func within(above upper: LinearForm, below lower: LinearForm) -> Condition {
    func side(_ sign: Sign, _ right: LinearForm) -> Condition {
      .comparison(Comparison(left: left, sign: sign, right: right))
    }
    return switch sign {
    case .equal: .and(side(.atMost, upper), side(.atLeast, lower))
    case .atMost, .below: side(sign, upper)
    case .atLeast, .above: side(sign, lower)
    }
  }
}

extension LinearForm {
  /// Whether the form is 0 or above for all figures that make sense.
  fileprivate func isNeverBelowZero(_ catalog: Catalog) -> Bool {
    constant >= 0
      && terms.allSatisfy { $0.coefficient >= 0 && !catalog[$0.cell.indicator].isSigned }
  }
}
