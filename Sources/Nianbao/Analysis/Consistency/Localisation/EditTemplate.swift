import Edits

/// A rule as an edit of error localisation: alternatives of linear inequalities over its cells
/// (disjunctive normal form), the same for every report.
struct EditTemplate: Sendable {
  /// One inequality: the form lies between two bounds.
  struct Inequality: Sendable {
    let form: LinearForm
    let low: Double
    let high: Double
  }

  /// Of these at least one must hold as a whole.
  let alternatives: [[Inequality]]

  /// The edit of a rule's assertion: `if A then B` is “not A” or “B”.
  ///
  /// - Parameter isWhole: Whether only whole numbers make sense for an indicator: between counts,
  ///   `a > b` is `a ≥ b + 1`.
  init(_ assertion: Assertion, isWhole: @escaping (IndicatorIndex) -> Bool) {
    let made = Normalisation(isWhole: isWhole)
    let conclusion = made.alternatives(of: assertion.conclusion, negated: false)
    guard let premise = assertion.premise else {
      alternatives = conclusion
      return
    }
    alternatives = made.alternatives(of: premise, negated: true) + conclusion
  }

  /// What a reference stands for in one report.
  struct Addends {
    /// The variables whose sum it is, as far as there are figures.
    var variables: [Int] = []
    /// Whether something is missing that can be any number from 0.
    var isOpenAbove = false
    /// Whether something is missing that can be any number below 0 too.
    var isOpenBelow = false
  }

  /// The edit for one report: every reference becomes the variables that it stands for.
  ///
  /// Missing figures open an inequality towards the side that they can move it to, as they do where a
  /// rule is assessed: each rule for itself, for a blank says nothing of another rule.
  func edit(_ addends: (CellReference) -> Addends) -> Edit {
    Edit(
      alternatives.map { alternative in
        alternative.map { inequality in
          let constant = inequality.form.constant
          var (low, high) = (inequality.low - constant, inequality.high - constant)
          var terms: [LinearEdit.Term] = []
          for term in inequality.form.terms {
            let sum = addends(term.cell)
            terms += sum.variables.map { LinearEdit.Term(term.coefficient, $0) }
            if term.coefficient > 0 ? sum.isOpenAbove : sum.isOpenBelow { low = -.infinity }
            if term.coefficient > 0 ? sum.isOpenBelow : sum.isOpenAbove { high = .infinity }
          }
          return LinearEdit(terms, from: low, to: high)
        }
      })
  }
}

/// Brings conditions into disjunctive normal form.
private struct Normalisation {
  /// The step by which amounts differ at least where one must be above the other.
  static let amountStep = 1e-6

  let isWhole: (IndicatorIndex) -> Bool

  func alternatives(of condition: Condition, negated: Bool) -> [[EditTemplate.Inequality]] {
    switch condition {
    case .comparison(let comparison):
      return negated
        ? self.negated(comparison) : [[inequality(comparison.sign, residual(comparison))]]
    case .and(let left, let right):
      return negated
        ? either(left, right, negated: true) : both(left, right, negated: false)
    case .or(let left, let right):
      return negated
        ? both(left, right, negated: true) : either(left, right, negated: false)
    }
  }

  private func either(_ left: Condition, _ right: Condition, negated: Bool)
    -> [[EditTemplate.Inequality]]
  {
    alternatives(of: left, negated: negated) + alternatives(of: right, negated: negated)
  }

  private func both(_ left: Condition, _ right: Condition, negated: Bool)
    -> [[EditTemplate.Inequality]]
  {
    let others = alternatives(of: right, negated: negated)
    return alternatives(of: left, negated: negated).flatMap { one in others.map { one + $0 } }
  }

  private func residual(_ comparison: Comparison) -> LinearForm {
    comparison.left.adding(comparison.right, times: -1)
  }

  private func negated(_ comparison: Comparison) -> [[EditTemplate.Inequality]] {
    let opposites: [Comparison.Sign] =
      switch comparison.sign {
      case .equal: [.below, .above]
      case .atMost: [.above]
      case .atLeast: [.below]
      case .below: [.atLeast]
      case .above: [.atMost]
      }
    return opposites.map { [inequality($0, residual(comparison))] }
  }

  private func inequality(_ sign: Comparison.Sign, _ form: LinearForm) -> EditTemplate.Inequality {
    let isWhole = form.terms.allSatisfy { term in
      term.coefficient == term.coefficient.rounded() && self.isWhole(term.cell.indicator)
    }
    let step = isWhole && form.constant == form.constant.rounded() ? 1 : Self.amountStep
    let (low, high): (Double, Double) =
      switch sign {
      case .equal: (0, 0)
      case .atMost: (-.infinity, 0)
      case .atLeast: (0, .infinity)
      case .below: (-.infinity, -step)
      case .above: (step, .infinity)
      }
    return EditTemplate.Inequality(form: form, low: low, high: high)
  }
}
