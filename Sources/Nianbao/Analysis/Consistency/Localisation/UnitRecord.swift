/// All reports of one unit, as the rules see them.
struct UnitRecord {
  let panel: Panel
  let unit: UnitIndex
  let rules: [CompiledRule]

  /// The figure of a cell of a rule, for a report of a year.
  func cell(_ reference: CellReference, _ year: Year) -> Finding.Cell {
    let year = year.advanced(by: -reference.lag)
    let column = panel.column(reference.indicator, year)
    return Finding.Cell(
      unit: unit, indicator: reference.indicator, year: year, value: column?.value(unit),
      mark: column?.mark(unit) ?? .absent)
  }

  /// The value of a sum for the report of a year, or nil where a figure is missing.
  func sum(_ form: LinearForm, _ year: Year) -> Double? {
    var sum = form.constant
    for term in form.terms {
      guard let value = cell(term.cell, year).value else { return nil }
      sum += term.coefficient * value
    }
    return sum
  }

  /// The truth of a rule in a report.
  func truth(_ instance: RuleInstance) -> Truth {
    rules[instance.rule].truth { reference in
      let cell = cell(reference, instance.year)
      return FigureInterval(
        value: cell.value, mark: cell.mark, indicator: panel.catalog[reference.indicator])
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

extension Sequence {
  /// The elements, of those that have a part in common the first.
  func uniqued<Part: Hashable>(by part: (Element) -> Part) -> [Element] {
    var seen: Set<Part> = []
    return filter { seen.insert(part($0)).inserted }
  }
}

extension Sequence where Element: Hashable {
  /// The elements, each where it comes first.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
