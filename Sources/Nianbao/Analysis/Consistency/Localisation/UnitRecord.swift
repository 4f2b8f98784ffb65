/// One rule in the report of one year.
struct RuleInstance: Hashable, Sendable {
  /// The rule's position in the set.
  let rule: Int
  /// The report's year.
  let year: Year
}

/// One cell of a unit: an indicator in a year.
struct RecordCell: Hashable, Sendable {
  let indicator: IndicatorIndex
  let year: Year
}

/// Which rules speak of which indicators.
struct Involvement: Sendable {
  private let rules: [IndicatorIndex: [(rule: Int, lag: Int)]]

  init(_ compiled: [CompiledRule]) {
    var rules: [IndicatorIndex: [(rule: Int, lag: Int)]] = [:]
    for (position, rule) in compiled.enumerated() {
      for cell in rule.rule.assertion.cells {
        rules[cell.indicator, default: []].append((position, cell.lag))
      }
    }
    self.rules = rules
  }

  /// The rules, each with the year of the report that it then speaks of, that a cell has a part in.
  func instances(_ cell: RecordCell) -> [RuleInstance] {
    (rules[cell.indicator] ?? []).map { rule, lag in
      RuleInstance(rule: rule, year: cell.year.advanced(by: lag))
    }
  }
}

/// All reports of one unit, as the rules see them.
struct UnitRecord {
  let panel: Panel
  let unit: UnitIndex
  let rules: [CompiledRule]
  let involvement: Involvement

  /// The figure of a cell of a rule, for a report of a year.
  func cell(_ reference: CellReference, _ year: Year) -> Finding.Cell {
    let year = year.advanced(by: -reference.lag)
    let column = panel.column(reference.indicator, year)
    return Finding.Cell(
      unit: unit, indicator: reference.indicator, year: year, value: column?.value(unit),
      mark: column?.mark(unit) ?? .absent)
  }

  func value(_ cell: RecordCell) -> Double? { panel.value(cell.indicator, cell.year, unit) }

  /// The value of a sum for the report of a year, or nil where a figure is missing.
  func sum(_ form: LinearForm, _ year: Year) -> Double? {
    var sum = form.constant
    for term in form.terms {
      guard let value = cell(term.cell, year).value else { return nil }
      sum += term.coefficient * value
    }
    return sum
  }

  /// The truth of a rule in a report, with some figures changed.
  func truth(_ instance: RuleInstance, changed: [RecordCell: Double] = [:]) -> Truth {
    rules[instance.rule].truth { reference in
      let year = instance.year.advanced(by: -reference.lag)
      let indicator = panel.catalog[reference.indicator]
      if let value = changed[RecordCell(indicator: reference.indicator, year: year)] {
        return FigureInterval(low: value, high: value)
      }
      let cell = cell(reference, instance.year)
      return FigureInterval(value: cell.value, mark: cell.mark, indicator: indicator)
    }
  }

  /// Whether a rule is about the report of a year at all.
  func applies(_ instance: RuleInstance) -> Bool {
    Applicability(panel).isAbout(rules[instance.rule].rule, unit, instance.year)
  }

  /// The first comparison of a broken rule's conclusion that does not hold.
  func failedComparison(_ instance: RuleInstance) -> Comparison? {
    let rule = rules[instance.rule]
    return rule.rule.assertion.conclusion.comparisons.first { comparison in
      let interval = comparison.left.interval(minus: comparison.right) { reference in
        let cell = cell(reference, instance.year)
        return FigureInterval(
          value: cell.value, mark: cell.mark, indicator: panel.catalog[reference.indicator])
      }
      return comparison.sign.truth(low: interval.low, high: interval.high) == .isFalse
    }
  }
}
