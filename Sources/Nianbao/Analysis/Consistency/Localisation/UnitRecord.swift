/// All reports of one unit, as the rules see them.
struct UnitRecord {
  let figures: RuleFigures
  let unit: UnitIndex
  let rules: [CompiledRule]

  var panel: Panel { figures.panel }

  /// The figure of a cell of a rule, for a report of a year.
  func cell(_ reference: CellReference, _ year: Year) -> Finding.Cell {
    figures.cell(reference, unit, year)
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

  /// The numbers that a sum may be, for the report of a year, under a rule's mode.
  func interval(_ form: LinearForm, _ year: Year, _ mode: MissingMode) -> FigureInterval {
    form.interval { figures.figure($0, unit, year).interval(mode) }
  }

  /// The first comparison of a broken rule's conclusion that does not hold.
  func failedComparison(_ instance: RuleInstance) -> Comparison? {
    rules[instance.rule].failedComparison(figures, unit, instance.year)
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
