import Vectors

/// Confronts a panel with rules over cells of tables: all rules of a year on some thousand units at a
/// time, so that a column is fetched from memory once however many rules speak of it.
///
/// Reports are counted and those that break a rule are listed as the levels are worked out; nothing of
/// the size of the panel is made but one mask of reports for each form and year.
struct RuleSweep {
  /// A rule and what it says about the reports of a year.
  private struct Check {
    let rule: Int
    let mask: ReportMasks.Mask
    let statement: RuleStatement
  }

  /// All that is looked at in a year.
  private struct Plan {
    let year: Year
    var checks: [Check] = []
    /// What came of rules that speak of no figure.
    var outcomes: [Confrontation.Outcome] = []
    var bytes: Int { checks.reduce(0) { $0 + $1.statement.bytes } }
  }

  /// What came of a check in a run of units.
  private struct Part {
    var counts = LevelStack.Counts()
    var failing: [Int32] = []
  }

  /// The units whose levels are worked out at once, and a task of one thread: the columns that
  /// neighbouring rules share stay in the second cache, and each is long enough to be read at the speed
  /// of memory.
  private static let runLength = 8192

  private let panel: Panel
  private let plans: [Plan]
  private let workers: Workers

  /// Whether a rule can be swept: it speaks of tables alone, and missing figures mean bounds.
  static func sweeps(_ rule: CompiledRule) -> Bool {
    rule.missing == .bounds && rule.cells.allSatisfy { $0.source == .table }
  }

  /// A sweep over the reports of some years.
  ///
  /// - Parameter rules: The rules, of which only those that `sweeps` holds for are looked at.
  init(_ panel: Panel, _ rules: [CompiledRule], years: [Year], workers: Workers) {
    self.panel = panel
    self.workers = workers
    let swept = rules.enumerated().filter { Self.sweeps($0.element) }.map {
      ($0.offset, $0.element)
    }
    plans = workers.map(years.count, bytes: panel.units.count * years.count * 8) { position in
      Self.plan(years[position], swept, panel)
    }
  }

  private static func plan(_ year: Year, _ rules: [(Int, CompiledRule)], _ panel: Panel) -> Plan {
    var plan = Plan(year: year)
    guard var masks = ReportMasks(panel, year) else { return plan }
    for (position, rule) in rules {
      guard let mask = masks.mask(of: rule.rule) else { continue }
      if rule.rule.kind == .form {
        let failing = masks.onWrongForm(mask, year, panel.catalog)
        plan.outcomes.append(
          Confrontation.Outcome(
            rule: position, year: year, failing: failing, satisfied: mask.count - failing.count,
            notAssessable: 0))
      } else {
        plan.checks.append(
          Check(rule: position, mask: mask, statement: RuleStatement(rule, panel, year)))
      }
    }
    return plan
  }

  /// What came of each rule in each year, in no order.
  ///
  /// - Complexity: O(terms × units × years).
  func outcomes() -> [Confrontation.Outcome] {
    let count = panel.units.count
    let taskCount = max(1, (count + Self.runLength - 1) / Self.runLength)
    let bytes = plans.reduce(0) { $0 + $1.bytes }
    let parts = workers.map(plans.count * taskCount, bytes: bytes) { task in
      let start = task % taskCount * Self.runLength
      return Self.parts(plans[task / taskCount], start..<min(count, start + Self.runLength))
    }
    var outcomes = plans.flatMap(\.outcomes)
    for (position, plan) in plans.enumerated() {
      let own = parts[position * taskCount..<(position + 1) * taskCount]
      for (check, entry) in plan.checks.enumerated() {
        outcomes.append(Self.outcome(entry.rule, plan.year, own.map { $0[check] }))
      }
    }
    return outcomes
  }

  /// What came of each check of a year in some units.
  private static func parts(_ plan: Plan, _ units: Range<Int>) -> [Part] {
    var parts = [Part](repeating: Part(), count: plan.checks.count)
    var stack = LevelStack(capacity: runLength)
    for position in plan.checks.indices {
      stack.begin(units)
      plan.checks[position].statement.push(on: &stack)
      parts[position].counts = stack.pop(
        where: plan.checks[position].mask.bytes, refuted: &parts[position].failing)
    }
    return parts
  }

  private static func outcome(_ rule: Int, _ year: Year, _ parts: [Part]) -> Confrontation.Outcome {
    Confrontation.Outcome(
      rule: rule, year: year,
      failing: parts.flatMap { $0.failing.map { UnitIndex(Int($0)) } },
      satisfied: parts.reduce(0) { $0 + $1.counts.holding },
      notAssessable: parts.reduce(0) { $0 + $1.counts.unknown })
  }
}
