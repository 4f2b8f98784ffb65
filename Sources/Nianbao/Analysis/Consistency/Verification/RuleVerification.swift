import Edits

/// Checks a set of rules by itself: which contradict each other, which never say anything, and which say
/// what others say already.
///
/// The rules of an edition are inequalities over free figures that are not below zero; a question such
/// as “does this follow from the others” is whether a system of them has a solution, and is answered
/// exactly, over fractions, by a linear program. So that hundreds of rules take little time, a rule is
/// seen together with those that share figures with it, not with all; equalities are seen all together,
/// by elimination. What is reported is proven; what takes more rules than are seen is not found. Years
/// are seen one by one: figures of the year before are free.
public struct RuleVerification {
  private let rules: RuleSet
  private let entries: [Entry]
  private var system: RuleSystem
  /// The rules that speak of a figure.
  private let involvement: [CellReference: [Int]]

  /// A rule as the checks see it.
  private struct Entry {
    let cells: Set<CellReference>
    let edit: Edit
    /// What breaks it.
    let negation: Edit
    /// What makes it say something; nil where it always does.
    let premise: Edit?
    let residual: LinearForm?
    /// Whether figures that are all 0 satisfy it.
    let holdsAtZero: Bool
  }

  private init(_ rules: RuleSet) {
    self.rules = rules
    var system = RuleSystem(rules.catalog)
    var involvement: [CellReference: [Int]] = [:]
    entries = rules.rules.enumerated().map { position, rule in
      let entry = Self.entry(CompiledRule(rule, rules.catalog), &system)
      for cell in entry.cells { involvement[cell, default: []].append(position) }
      return entry
    }
    self.system = system
    self.involvement = involvement
  }

  private static func entry(_ rule: CompiledRule, _ system: inout RuleSystem) -> Entry {
    let (premise, conclusion) = (rule.assertion.premise, rule.assertion.conclusion)
    let broken = premise.map { Condition.and($0, conclusion.negated) } ?? conclusion.negated
    var residual: LinearForm?
    if premise == nil, case .comparison(let comparison) = conclusion, comparison.sign == .equal {
      residual = rule.residuals.first
    }
    return Entry(
      cells: Set(rule.cells), edit: system.edit(rule.assertion),
      negation: system.edit(Assertion(premise: nil, conclusion: broken)),
      premise: premise.map { system.edit(Assertion(premise: nil, conclusion: $0)) },
      residual: residual,
      holdsAtZero: rule.truth { _ in FigureInterval(low: 0, high: 0) } == .isTrue)
  }

  /// What is to be said of the rules of a set, in their order.
  ///
  /// - Parameter judged: Says which rules; nil for all. The others are still seen beside them.
  /// - Complexity: A few small linear programs for each judged rule.
  public static func remarks(on rules: RuleSet, judging judged: ((Rule) -> Bool)? = nil)
    -> [RuleRemark]
  {
    let verification = RuleVerification(rules)
    let positions = rules.rules.indices.filter { position in
      rules.rules[position].kind != .form && judged?(rules.rules[position]) ?? true
    }
    var remarks: [Int: RuleRemark] = [:]
    for position in positions {
      remarks[position] = verification.duplicate(position) ?? verification.impossible(position)
    }
    for (position, because) in verification.impliedIdentities()
    where remarks[position] == nil && positions.contains(position) {
      remarks[position] = verification.redundant(position, because)
    }
    // From the last rule to the first, so that of rules that say the same the first stays.
    for position in positions.reversed() where remarks[position] == nil {
      let redundant = Set(remarks.keys)
      if let because = verification.implied(position, without: redundant) {
        remarks[position] = verification.redundant(position, because)
      }
    }
    return remarks.values.sorted { $0.rule < $1.rule }
  }

  // MARK: Remarks

  private func duplicate(_ position: Int) -> RuleRemark? {
    let (rule, entry) = (rules.rules[position], entries[position])
    let earlier = entry.cells.first.flatMap { involvement[$0] }?.first { other in
      other < position && entries[other].edit.isSame(as: entry.edit)
        && rules.rules[other].covers(rule)
    }
    return earlier.map {
      RuleRemark(rule: position, kind: .duplicate, severity: .warning, because: [$0])
    }
  }

  /// A rule that no figures satisfy, that no figures break, or whose premise never holds.
  private func impossible(_ position: Int) -> RuleRemark? {
    let entry = entries[position]
    func remark(_ kind: RuleRemark.Kind, _ because: [Int] = []) -> RuleRemark {
      RuleRemark(
        rule: position, kind: kind, severity: kind == .contradictory ? .error : .warning,
        because: because)
    }
    guard system.isSatisfiable([entry.edit]) else { return remark(.contradictory) }
    if let premise = entry.premise, !system.isSatisfiable([premise]) { return remark(.neverFires) }
    guard system.isSatisfiable([entry.negation]) else { return remark(.neverFails) }
    let others = neighbours(of: position)
    guard areSatisfiable(others) else { return nil }
    if let premise = entry.premise {
      if let core = core(of: others, with: [premise]) { return remark(.neverFires, core) }
      if let core = core(of: others, with: [premise, entry.edit]) {
        return remark(.contradictory, core)
      }
    } else if !areSatisfiable(others + [position]),
      let core = core(of: others, with: [entry.edit])
    {
      return remark(.contradictory, core)
    }
    return nil
  }

  private func redundant(_ position: Int, _ because: [Int]) -> RuleRemark {
    // A form prints sums both ways, and an entry for each column is for the total column too.
    let isByNature = because.count > 1 && rules.isOneOfMany(position)
    return RuleRemark(
      rule: position, kind: .redundant, severity: isByNature ? .info : .warning, because: because)
  }

  /// The equalities that follow from others, in every edition that they are for.
  private func impliedIdentities() -> [(Int, [Int])] {
    // Of several that follow from each other, one of a file or of fewer editions is said to follow.
    let order = entries.indices.filter { entries[$0].residual != nil && rules.rules[$0].isGeneral }
      .sorted { left, right in
        let (one, other) = (rules.rules[left], rules.rules[right])
        if one.isOfForm != other.isOfForm { return one.isOfForm }
        return (-one.editions.count, left) < (-other.editions.count, right)
      }
    var implied: [Int: (editions: Int, because: Set<Int>)] = [:]
    for edition in rules.catalog.editions.map(\.id) {
      var elimination = IdentityElimination()
      for position in order where rules.rules[position].editions.contains(edition) {
        guard let residual = entries[position].residual,
          let because = elimination.add(residual, number: position)
        else { continue }
        implied[position, default: (0, [])].editions += 1
        implied[position]?.because.formUnion(because)
      }
    }
    return implied.compactMap { position, found -> (Int, [Int])? in
      let rule = rules.rules[position]
      guard found.editions == rule.editions.count,
        found.because.allSatisfy({ rules.rules[$0].severity >= rule.severity })
      else { return nil }
      return (position, found.because.sorted())
    }.sorted { $0.0 < $1.0 }
  }

  /// The rules that a rule follows from; nil where it does not follow from those that are seen. Of a
  /// rule that cannot be broken nothing follows from one that hardly can.
  private func implied(_ position: Int, without others: Set<Int>) -> [Int]? {
    let severity = rules.rules[position].severity
    let seen = neighbours(of: position).filter {
      !others.contains($0) && rules.rules[$0].severity >= severity
    }
    // Everything follows from a contradiction.
    return areSatisfiable(seen) ? core(of: seen, with: [entries[position].negation]) : nil
  }

  /// Whether some figures satisfy some rules; what zeros satisfy takes no test.
  private func areSatisfiable(_ positions: [Int]) -> Bool {
    positions.allSatisfy { entries[$0].holdsAtZero }
      || system.isSatisfiable(positions.map { entries[$0].edit })
  }

  /// Of some rules those that nothing satisfies together with some edits; nil where something does.
  private func core(of others: [Int], with fixed: [Edit]) -> [Int]? {
    let edits = others.map { entries[$0].edit }
    guard !system.isSatisfiable(fixed + edits) else { return nil }
    return system.core(of: edits, with: fixed).map { others[$0] }
  }

  /// The rules that are seen together with one: those that share figures with it, then those that share
  /// figures with these, first what brings in the fewest further figures.
  private func neighbours(of position: Int) -> [Int] {
    var figures = entries[position].cells
    var found: Set<Int> = [position]
    for _ in 0..<2 {
      let near = Set(figures.flatMap { involvement[$0] ?? [] }).subtracting(found)
        .filter { rules.rules[$0].kind != .form && rules.rules[$0].covers(rules.rules[position]) }
        .sorted { left, right in
          let (one, other) = (
            entries[left].cells.subtracting(figures).count,
            entries[right].cells.subtracting(figures).count
          )
          return (one, left) < (other, right)
        }
      for other in near {
        let all = figures.union(entries[other].cells)
        guard all.count <= RuleSystem.figureLimit else { continue }
        figures = all
        found.insert(other)
      }
    }
    return found.subtracting([position]).sorted()
  }
}

extension RuleSet {
  /// Whether a rule is one of several that a form's relations or one entry of a file make.
  fileprivate func isOneOfMany(_ position: Int) -> Bool {
    switch rules[position].origin {
    case .form: true
    case .file: rules.count { $0.origin == rules[position].origin } > 1
    }
  }
}

extension Rule {
  /// Whether the rule follows from a form's relations.
  fileprivate var isOfForm: Bool {
    if case .form = origin { true } else { false }
  }

  /// Whether the rule is about the reports of all places and units.
  fileprivate var isGeneral: Bool { scope == nil && levels.isEmpty }

  /// Whether the rule is about every report that another is about.
  fileprivate func covers(_ other: Rule) -> Bool {
    editions.isSuperset(of: other.editions)
      && (scope.map { own in other.scope.map(own.contains) ?? false } ?? true)
      && (levels.isEmpty || !other.levels.isEmpty && levels.isSuperset(of: other.levels))
  }
}

extension Edit {
  /// Whether two edits say the same in the same words, up to the order of terms and factors.
  fileprivate func isSame(as other: Edit) -> Bool { canonical == other.canonical }

  private var canonical: Set<Set<LinearEdit>> {
    Set(alternatives.map { Set($0.map(\.canonical)) })
  }
}

extension LinearEdit {
  /// The relation with its terms in order and 1 as the first factor.
  fileprivate var canonical: LinearEdit {
    let sorted = terms.sorted { $0.variable < $1.variable }
    guard let scale = sorted.first?.coefficient, scale != 0 else { return self }
    let ends = [low / scale, high / scale].sorted()
    return LinearEdit(
      sorted.map { Term($0.coefficient / scale, $0.variable) }, from: ends[0], to: ends[1])
  }
}
