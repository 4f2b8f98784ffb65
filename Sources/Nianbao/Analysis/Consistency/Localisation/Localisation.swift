/// Finds the cells of a unit's reports whose change would make broken rules hold without breaking
/// others.
///
/// Every comparison of a broken rule, solved for one of its cells, gives a candidate for that cell; a
/// pair of neighbouring rows gives the candidate of changing places. A candidate counts only if no
/// rule breaks by it that held. Candidates are weighed by how many broken rules they repair and by
/// how the slip may have happened. This finds explanations by one slip; the smallest set of cells that
/// explains several is the task of error localisation proper (Fellegi and Holt 1976).
struct Localisation {
  private let record: UnitRecord
  private let breaks: Set<RuleInstance>

  /// The most suspects that a finding names.
  static let suspectLimit = 6

  init(_ record: UnitRecord, breaks: [RuleInstance]) {
    self.record = record
    self.breaks = Set(breaks)
  }

  /// What one slip would have changed, and what it explains.
  private struct Explanation {
    let changes: [RecordCell: Double]
    let slip: Slip
    let repaired: Set<RuleInstance>
    let weight: Double
  }

  /// For each broken rule the suspects, likeliest first.
  func suspects() -> [RuleInstance: [Suspect]] {
    let explanations = explanations()
    var byBreak: [RuleInstance: [Suspect]] = [:]
    for instance in breaks {
      var own = explanations.filter { $0.repaired.contains(instance) }
      if own.isEmpty { own = partialExplanations(of: instance) }
      let total = own.reduce(0) { $0 + $1.weight * Double($1.changes.count) }
      guard total > 0 else { continue }
      byBreak[instance] = own.sorted { $0.weight > $1.weight }
        .flatMap { suspects(of: $0, total: total) }.uniqued(by: \.cell)
        .prefix(Self.suspectLimit).map { $0 }
    }
    return byBreak
  }

  private func suspects(of explanation: Explanation, total: Double) -> [Suspect] {
    explanation.changes.sorted { ($0.key.year, $0.key.indicator) < ($1.key.year, $1.key.indicator) }
      .map { cell, value in
        Suspect(
          unit: record.unit, indicator: cell.indicator, year: cell.year, source: .table,
          value: record.value(cell), suggested: value, interval: value...value,
          score: explanation.weight / total, reason: explanation.slip.reason)
      }
  }

  private func explanations() -> [Explanation] {
    var seen: Set<[RecordCell: Double]> = []
    var found: [Explanation] = []
    for changes in candidates() where seen.insert(changes).inserted {
      let touched = Set(changes.keys.flatMap { record.involvement.instances($0) })
        .filter(record.applies)
      let broken = touched.filter { record.truth($0, changed: changes) == .isFalse }
      let repaired = breaks.intersection(touched).subtracting(broken)
      guard !repaired.isEmpty, broken.isSubset(of: breaks) else { continue }
      let slip = slip(changes)
      let printed = changes.keys.compactMap { record.value($0) }.map(abs).max() ?? 0
      let weight =
        (repaired.contains(where: isExact) ? slip.weight(printed: printed) : 1)
        * roleWeight(changes) * Double(repaired.count * repaired.count)
      found.append(
        Explanation(changes: changes, slip: slip, repaired: repaired, weight: weight))
    }
    return found
  }

  /// Changes that repair a broken rule but break others, for rules that no single change explains.
  private func partialExplanations(of instance: RuleInstance) -> [Explanation] {
    solutions(of: instance).compactMap { changes in
      guard record.truth(instance, changed: changes) != .isFalse else { return nil }
      let touched = Set(changes.keys.flatMap { record.involvement.instances($0) })
        .filter(record.applies)
      let broken = touched.filter { record.truth($0, changed: changes) == .isFalse }
        .subtracting(breaks)
      return Explanation(
        changes: changes, slip: .withOthers, repaired: [instance],
        weight: 1 / Double(1 + broken.count))
    }
  }

  /// Whether a rule asks for one number: repairing it by a likely slip is no coincidence, as
  /// repairing a bound may be.
  private func isExact(_ instance: RuleInstance) -> Bool {
    record.rules[instance.rule].rule.assertion.premise == nil
      && record.rules[instance.rule].signs.allSatisfy { $0 == .equal }
  }

  /// A sum is worked out by hand, its parts are copied from a register.
  private func roleWeight(_ changes: [RecordCell: Double]) -> Double {
    let isTotal = breaks.contains { instance in
      let rule = record.rules[instance.rule].rule
      guard rule.kind == .identity, let left = rule.assertion.comparisons.first?.left,
        left.terms.count == 1
      else { return false }
      return changes.keys.contains { $0.indicator == left.terms[0].cell.indicator }
    }
    return isTotal ? 2 : 1
  }

  private func slip(_ changes: [RecordCell: Double]) -> Slip {
    guard changes.count == 1, let (cell, value) = changes.first else { return .rowsSwapped }
    let lastYear = record.value(RecordCell(indicator: cell.indicator, year: cell.year.previous))
    return Slip(printed: record.value(cell), suggested: value, lastYear: lastYear)
  }

  private func candidates() -> [[RecordCell: Double]] {
    let instances = breaks.sorted { ($0.year, $0.rule) < ($1.year, $1.rule) }
    let single = instances.flatMap { solutions(of: $0) }
    let cells = instances.flatMap { instance in
      record.rules[instance.rule].rule.assertion.cells.map {
        RecordCell(indicator: $0.indicator, year: instance.year.advanced(by: -$0.lag))
      }
    }
    return single + cells.uniqued().flatMap { swaps(with: $0) }
  }

  /// The values that bring a comparison of a rule to its boundary, cell by cell.
  private func solutions(of instance: RuleInstance) -> [[RecordCell: Double]] {
    let rule = record.rules[instance.rule]
    return zip(rule.residuals, rule.signs).flatMap { residual, sign in
      residual.terms.flatMap { term -> [[RecordCell: Double]] in
        let cell = RecordCell(
          indicator: term.cell.indicator, year: instance.year.advanced(by: -term.cell.lag))
        let rest = residual.adding(LinearForm(term.cell), times: -term.coefficient)
        guard record.panel.reports.position(of: record.unit, in: cell.year) != nil,
          let sum = record.sum(rest, instance.year)
        else { return [] }
        let boundary = -sum / term.coefficient
        let isStrict = sign == .above || sign == .below
        return (isStrict ? [boundary, boundary + 1, boundary - 1] : [boundary])
          .compactMap { admissible($0, cell).map { [cell: $0] } }
      }
    }
  }

  /// A value rounded free of arithmetic errors, or nil where the indicator does not allow it or it is
  /// what is printed.
  private func admissible(_ value: Double, _ cell: RecordCell) -> Double? {
    let indicator = record.panel.catalog[cell.indicator]
    let clean = (value * 1e6).rounded() / 1e6
    guard indicator.isSigned || clean >= 0 else { return nil }
    guard indicator.measure.kind == .amount || clean == clean.rounded() else { return nil }
    return clean == record.value(cell) ? nil : clean
  }

  /// A cell changing places with the row before or behind it on the form.
  private func swaps(with cell: RecordCell) -> [[RecordCell: Double]] {
    guard let report = record.panel.reports.report(of: record.unit, in: cell.year),
      let edition = report.edition.flatMap({ record.panel.catalog.edition($0) }),
      let position = edition.indicators.firstIndex(of: cell.indicator),
      let value = record.value(cell)
    else { return [] }
    return [position - 1, position + 1].compactMap { neighbour in
      guard edition.indicators.indices.contains(neighbour) else { return nil }
      let other = RecordCell(indicator: edition.indicators[neighbour], year: cell.year)
      guard let otherValue = record.value(other), otherValue != value,
        record.panel.catalog[other.indicator].measure.kind
          == record.panel.catalog[cell.indicator].measure.kind
      else { return nil }
      return [cell: otherValue, other: value]
    }
  }
}

extension Suspect {
  fileprivate var cell: RecordCell { RecordCell(indicator: indicator, year: year) }
}

extension Sequence {
  /// The elements, of those that have a part in common the first.
  func uniqued(by part: (Element) -> some Hashable) -> [Element] {
    var seen: Set<AnyHashable> = []
    return filter { seen.insert(AnyHashable(part($0))).inserted }
  }
}

extension Sequence where Element: Hashable {
  /// The elements, each where it comes first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
