import Synchronization

/// The relations that cut flattened tables, by edition: made of the rules that cannot be broken.
///
/// They are made when a flattened table is first met, for most imports meet none.
final class FormRelations: Sendable {
  private let catalog: Catalog
  private let relations = Mutex<[EditionID: [CutSystem.Relation]]?>(nil)

  init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// The relations of an edition between figures of one report: sums that are equal.
  func relations(of edition: EditionID) -> [CutSystem.Relation] {
    relations.withLock { relations in
      if let relations { return relations[edition] ?? [] }
      let made = Self.make(catalog)
      relations = made
      return made[edition] ?? []
    }
  }

  private static func make(_ catalog: Catalog) -> [EditionID: [CutSystem.Relation]] {
    // A mistake in the rule files is found by a test; without rules nothing would be cut.
    guard let rules = try? RuleSet.builtIn(catalog) else { return [:] }
    var relations: [EditionID: [CutSystem.Relation]] = [:]
    for rule in rules.rules where rule.severity == .error {
      guard let relation = relation(rule) else { continue }
      for edition in rule.editions { relations[edition, default: []].append(relation) }
    }
    return relations
  }

  private static func relation(_ rule: Rule) -> CutSystem.Relation? {
    guard rule.assertion.premise == nil,
      case .comparison(let comparison) = rule.assertion.conclusion
    else { return nil }
    // A bound leaves one cut by chance too easily, where the report itself breaks it.
    guard comparison.sign == .equal else { return nil }
    let form = comparison.left.adding(comparison.right, times: -1)
    guard form.constant == 0, form.terms.allSatisfy({ $0.cell.lag == 0 }) else { return nil }
    return CutSystem.Relation(
      terms: form.terms.map { ($0.cell.indicator, $0.coefficient) }, rule: rule.id)
  }
}
