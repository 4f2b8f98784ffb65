import Nianbao

/// A rule as numbers that any tool can work with: a sum of figures of one report and how it must stand
/// to zero.
struct PlainRule: Encodable {
  struct Term: Encodable {
    let indicator: String
    let coefficient: Double
    /// Whether a missing figure may be below zero.
    let isSigned: Bool
    /// How much a printed figure may be off: half a unit for amounts, which the national panel has
    /// without decimals.
    let slack: Double
  }

  let id: String
  let sign: String
  let constant: Double
  let terms: [Term]

  /// A rule of all tools: an identity or a bound over figures of the table of one report, on the form of
  /// the panel; nil for any other.
  init?(_ rule: Rule, in panel: Panel) {
    guard rule.kind == .identity || rule.kind == .bound, rule.scope == nil,
      rule.editions.contains("2014"), rule.missing == .bounds, rule.assertion.premise == nil,
      case .comparison(let comparison) = rule.assertion.conclusion,
      comparison.tolerance == nil,
      rule.assertion.cells.allSatisfy({ $0.lag == 0 && $0.source == .table }),
      rule.assertion.cells.allSatisfy({ cell in
        panel.years.allSatisfy { panel.column(cell.indicator, $0) != nil }
      })
    else { return nil }
    func terms(_ form: LinearForm, times factor: Double) -> [Term] {
      form.terms.map { term in
        let entry = panel.catalog[term.cell.indicator]
        return Term(
          indicator: entry.id.name, coefficient: factor * term.coefficient,
          isSigned: entry.isSigned, slack: entry.measure.kind == .amount ? 0.5 : 0)
      }
    }
    id = rule.id.name
    sign = comparison.sign.rawValue
    constant = comparison.left.constant - comparison.right.constant
    self.terms = terms(comparison.left, times: 1) + terms(comparison.right, times: -1)
  }

  /// The rules of a set that all tools check.
  static func all(_ rules: RuleSet, in panel: Panel) -> [PlainRule] {
    rules.rules.compactMap { PlainRule($0, in: panel) }
  }
}
