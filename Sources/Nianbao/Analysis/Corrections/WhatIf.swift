/// What corrections of a panel would change: findings that go and come, ranks that move.
public struct WhatIf: Sendable {
  /// The panel confronted with the rules.
  public let before: Confrontation
  /// The corrected panel confronted with the same rules.
  public let after: Confrontation
  /// The corrections.
  public let corrections: [Correction]
  /// The broken rules that hold then, and those that are broken then; none is in `kept`. Their
  /// suspects are not looked for.
  public let findings: FindingsDifference
  /// The number of broken rules that are left then, by severity.
  public let remaining: [Rule.Severity: Int]
  /// The places that change: of the corrected units and their peers, and of the regions that the
  /// units are added up to.
  public let ranks: [RankMove]

  /// Looks at what corrections would change.
  ///
  /// - Parameters:
  ///   - selection: The units, years and indicators whose broken rules are looked at; ranks are those
  ///     of all.
  ///   - severity: The weakest severity looked at.
  /// - Throws: The first correction's obstacle that has no cell in the panel.
  /// - Complexity: Two confrontations, and for each corrected indicator a ranking of its columns.
  public init(
    _ panel: Panel, correcting corrections: [Correction], with rules: RuleSet,
    selection: Selection = Selection(), severity: Rule.Severity = .info
  ) throws(Correction.Obstacle) {
    let corrected = try panel.correcting(corrections)
    let before = Confrontation(panel, with: rules, years: selection.years)
    let after = Confrontation(corrected, with: rules, years: selection.years)
    let (old, new) = (
      BrokenRules(before, selection, severity), BrokenRules(after, selection, severity)
    )
    self.corrections = corrections
    findings = FindingsDifference(
      gone: old.findings(missingFrom: new), come: new.findings(missingFrom: old), kept: [])
    remaining = new.countBySeverity
    ranks = RankMove.all(from: panel, to: corrected, by: corrections)
    self.before = before
    self.after = after
  }

  /// The panel as it is.
  public var panel: Panel { before.panel }

  /// The panel as it would be.
  public var corrected: Panel { after.panel }
}

/// The rules that the selected reports of a confrontation break.
private struct BrokenRules {
  /// A rule in one year.
  struct Check: Hashable {
    let rule: Int
    let year: Year
  }

  private let confrontation: Confrontation
  /// The units that break each rule in each year, ascending.
  private let units: [Check: [UnitIndex]]

  init(_ confrontation: Confrontation, _ selection: Selection, _ severity: Rule.Severity) {
    self.confrontation = confrontation
    let wantedUnits = selection.units.map(Set.init)
    let wantedIndicators = selection.indicators.map(Set.init)
    var units: [Check: [UnitIndex]] = [:]
    for outcome in confrontation.outcomes where !outcome.failing.isEmpty {
      let rule = confrontation.rules.rules[outcome.rule]
      guard rule.severity >= severity,
        wantedIndicators.map({ wanted in
          rule.assertion.cells.contains { wanted.contains($0.indicator) }
        }) ?? true
      else { continue }
      units[Check(rule: outcome.rule, year: outcome.year)] = outcome.failing.filter {
        wantedUnits?.contains($0) ?? true
      }
    }
    self.units = units
  }

  var countBySeverity: [Rule.Severity: Int] {
    units.reduce(into: [:]) { counts, entry in
      let severity = confrontation.rules.rules[entry.key.rule].severity
      counts[severity, default: 0] += entry.value.count
    }
  }

  /// The findings, without suspects, of what others do not break, in the order of units, years and
  /// rules.
  func findings(missingFrom others: BrokenRules) -> [Finding] {
    var missing: [RuleInstance] = []
    for (check, units) in units {
      let known = others.units[check] ?? []
      guard known != units else { continue }
      missing += Set(units).subtracting(known).map {
        RuleInstance(rule: check.rule, unit: $0, year: check.year)
      }
    }
    return missing.sorted { left, right in
      (left.unit, left.year, left.rule) < (right.unit, right.year, right.rule)
    }.map { instance in
      let record = UnitRecord(
        figures: confrontation.figures, unit: instance.unit, rules: confrontation.compiled)
      return confrontation.finding(instance, record, [])
    }
  }
}
