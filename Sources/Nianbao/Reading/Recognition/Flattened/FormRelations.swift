import Synchronization

/// The relations that cut flattened tables, by edition: made of the rules that cannot be broken.
///
/// They are made when a flattened table is first met, for most imports meet none.
final class FormRelations: Sendable {
  private let catalog: Catalog
  private let made = Mutex<Made?>(nil)

  /// A relation between figures of a report and of the one a year before.
  struct AcrossYears: Sendable {
    /// The figures of the report.
    let own: [(indicator: IndicatorIndex, coefficient: Double)]
    /// The figures of the report a year before.
    let before: [(indicator: IndicatorIndex, coefficient: Double)]
    /// The rule's id, as a reason.
    let rule: RuleID
  }

  private struct Made: Sendable {
    var within: [EditionID: [CutSystem.Relation]] = [:]
    var across: [EditionID: [AcrossYears]] = [:]
  }

  init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// The relations of an edition between figures of one report: sums that are equal.
  func relations(of edition: EditionID) -> [CutSystem.Relation] {
    all().within[edition] ?? []
  }

  /// The relations of an edition to the year before: sums that are equal.
  func relationsAcrossYears(of edition: EditionID) -> [AcrossYears] {
    all().across[edition] ?? []
  }

  private func all() -> Made {
    made.withLock { made in
      if let made { return made }
      let relations = Self.make(catalog)
      made = relations
      return relations
    }
  }

  private static func make(_ catalog: Catalog) -> Made {
    // A mistake in the rule files is found by a test; without rules nothing would be cut.
    guard let rules = try? RuleSet.builtIn(catalog) else { return Made() }
    var made = Made()
    for rule in rules.rules where rule.severity == .error {
      guard let form = equality(rule) else { continue }
      let own = form.terms.filter { $0.cell.lag == 0 }
        .map { (indicator: $0.cell.indicator, coefficient: $0.coefficient) }
      let before = form.terms.filter { $0.cell.lag == 1 }
        .map { (indicator: $0.cell.indicator, coefficient: $0.coefficient) }
      guard own.count + before.count == form.terms.count else { continue }
      for edition in rule.editions {
        if before.isEmpty {
          made.within[edition, default: []].append(CutSystem.Relation(terms: own, rule: rule.id))
        } else {
          made.across[edition, default: []].append(
            AcrossYears(own: own, before: before, rule: rule.id))
        }
      }
    }
    return made
  }

  /// Left less right of a rule that says two sums are equal; nil for all other rules.
  private static func equality(_ rule: Rule) -> LinearForm? {
    guard rule.assertion.premise == nil,
      case .comparison(let comparison) = rule.assertion.conclusion,
      // A bound leaves one cut by chance too easily, where the report itself breaks it.
      comparison.sign == .equal, comparison.tolerance == nil,
      rule.assertion.cells.allSatisfy({ $0.source == .table })
    else { return nil }
    let form = comparison.left.adding(comparison.right, times: -1)
    return form.constant == 0 && !form.terms.isEmpty ? form : nil
  }
}
