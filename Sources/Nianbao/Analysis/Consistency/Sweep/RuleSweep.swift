import Vectors

/// Confronts a panel with rules over cells of tables: all rules of a year on some thousand units at a
/// time, so that a column is fetched from memory once however many rules speak of it.
///
/// Reports are counted and those that break a rule are listed as the levels are worked out; nothing of
/// the size of the panel is made but one mask of reports for each form and year.
struct RuleSweep {
  /// A rule that is swept.
  private struct Entry {
    /// Its position among all rules.
    let rule: Int
    /// The position of its key among those of all entries.
    let key: Int
    /// What it says of figures; nil for a rule about the form itself.
    let outline: RuleOutline?
  }

  /// A rule and what it says about the reports of a year.
  private struct Check {
    let rule: Int
    let mask: Vector<UInt8>
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

  /// What came of the checks of a year in a run of units.
  private struct Part {
    /// For each check how many reports there are of which level.
    var counts: [LevelStack.Counts]
    /// The units whose reports break it, those of the first check first.
    var failing: [Int32] = []
  }

  /// The units whose levels are worked out at once, and a task of one thread: the columns that
  /// neighbouring rules share stay in the second cache, and each is long enough to be read at the speed
  /// of memory.
  private static let runLength = 16_384

  private let unitCount: Int
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
    unitCount = panel.units.count
    self.workers = workers
    var keys: [ReportMasks.Key] = []
    var entries: [Entry] = []
    for (position, rule) in rules.enumerated() where Self.sweeps(rule) {
      let key = ReportMasks.Key(rule.rule)
      let known = keys.firstIndex(of: key)
      if known == nil { keys.append(key) }
      entries.append(
        Entry(
          rule: position, key: known ?? keys.count - 1,
          outline: rule.rule.kind == .form ? nil : RuleOutline(rule, panel.catalog)))
    }
    plans = workers.map(
      years.count, bytes: panel.units.count * years.count * 8
    ) { [entries, keys] position in
      Self.plan(years[position], entries, keys, panel)
    }
  }

  private static func plan(
    _ year: Year, _ entries: [Entry], _ keys: [ReportMasks.Key], _ panel: Panel
  ) -> Plan {
    var plan = Plan(year: year)
    guard let forms = ReportMasks(panel, year) else { return plan }
    let masks = keys.map { forms.mask($0, panel.units) }
    for entry in entries {
      guard let mask = masks[entry.key] else { continue }
      if let outline = entry.outline {
        plan.checks.append(
          Check(rule: entry.rule, mask: mask.bytes, statement: outline.statement(in: panel, year)))
      } else {
        let failing = forms.onWrongForm(mask, year, panel.catalog)
        plan.outcomes.append(
          Confrontation.Outcome(
            rule: entry.rule, year: year, failing: failing, satisfied: mask.count - failing.count,
            notAssessable: 0))
      }
    }
    return plan
  }

  /// What came of each rule in each year, in no order.
  ///
  /// - Complexity: O(terms × units × years).
  func outcomes() -> [Confrontation.Outcome] {
    let count = unitCount
    let taskCount = max(1, (count + Self.runLength - 1) / Self.runLength)
    let bytes = plans.reduce(0) { $0 + $1.bytes }
    let parts = workers.map(plans.count * taskCount, bytes: bytes) { task in
      let start = task % taskCount * Self.runLength
      return Self.part(plans[task / taskCount], start..<min(count, start + Self.runLength))
    }
    var outcomes = plans.flatMap(\.outcomes)
    for (position, plan) in plans.enumerated() {
      let own = parts[position * taskCount..<(position + 1) * taskCount]
      Self.append(plan, own, to: &outcomes)
    }
    return outcomes
  }

  /// What came of the checks of a year in some units.
  private static func part(_ plan: Plan, _ units: Range<Int>) -> Part {
    var part = Part(counts: [])
    part.counts.reserveCapacity(plan.checks.count)
    var stack = LevelStack(capacity: runLength)
    stack.begin(units)
    for check in plan.checks {
      part.counts.append(
        check.statement.count(on: &stack, where: check.mask, refuted: &part.failing))
    }
    return part
  }

  /// Puts together what came of the checks of a year in all runs of units.
  private static func append(
    _ plan: Plan, _ parts: ArraySlice<Part>, to outcomes: inout [Confrontation.Outcome]
  ) {
    var starts = [Int](repeating: 0, count: parts.count)
    for (check, entry) in plan.checks.enumerated() {
      var counts = LevelStack.Counts()
      var failing: [UnitIndex] = []
      failing.reserveCapacity(parts.reduce(0) { $0 + $1.counts[check].refuted })
      for (part, position) in zip(parts, starts.indices) {
        let own = part.counts[check]
        let end = starts[position] + own.refuted
        for unit in part.failing[starts[position]..<end] { failing.append(UnitIndex(Int(unit))) }
        starts[position] = end
        counts.holding += own.holding
        counts.unknown += own.unknown
      }
      outcomes.append(
        Confrontation.Outcome(
          rule: entry.rule, year: plan.year, failing: failing, satisfied: counts.holding,
          notAssessable: counts.unknown))
    }
  }
}
