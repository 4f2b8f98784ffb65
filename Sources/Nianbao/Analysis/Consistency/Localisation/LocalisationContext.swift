import Edits

/// What error localisation needs to know of a panel and its rules, worked out once for all records.
///
/// A class, for everything that makes an explanation holds on to it.
final class LocalisationContext: Sendable {
  let panel: Panel
  let figures: RuleFigures
  let rules: [CompiledRule]
  let layout: RecordLayout
  let templates: [EditTemplate]
  let reliability: CellReliability
  let slips: SlipModel
  /// What is to be known of each indicator.
  private let kinds: [FigureKind]
  /// The rules that speak of a cell, by indicator and source.
  private let involvement: [[Involvement]]
  /// For each unit whose figures are added up above it the unit above.
  private let unitAbove: [UnitIndex: UnitIndex]
  private let applicability: Applicability
  /// The forms that reports are on, by the code of the edition in the panel's report table.
  private let forms: [FormFacts?]
  /// For each rule whether it says no more than that the prose states what the table says.
  private let comparesProse: [Bool]
  /// For each rule the codes of its editions in the panel's report table.
  private let editionCodes: [Set<Int32>]

  /// A rule and how many years before its report's year it looks at a cell.
  private struct Involvement: Sendable {
    let rule: Int
    let lag: Int
  }

  init(_ figures: RuleFigures, _ rules: [CompiledRule], slips: SlipModel) {
    let panel = figures.panel
    self.figures = figures
    self.panel = panel
    self.rules = rules
    self.slips = slips
    let catalog = panel.catalog
    kinds = catalog.indicators.map(FigureKind.init)
    templates = rules.map { rule in
      EditTemplate(rule.assertion) { catalog[$0].measure.kind == .count }
    }
    comparesProse = rules.map(\.comparesProse)
    let sources = CellReference.Source.allCases.count
    var involvement = [[Involvement]](
      repeating: [], count: catalog.indicators.count * sources)
    var reach = 0
    for (position, rule) in rules.enumerated() {
      for cell in rule.cells {
        reach = max(reach, cell.lag)
        involvement[cell.indicator.position * sources + Int(cell.source.rawValue)].append(
          Involvement(rule: position, lag: cell.lag))
      }
    }
    self.involvement = involvement
    layout = RecordLayout(panel, ruleCount: rules.count, reach: reach)
    editionCodes = rules.map { panel.reports.editionCodes(of: $0.rule.editions) }
    reliability = CellReliability(panel)
    applicability = Applicability(panel, unitsBelow: figures.unitsBelow)
    var unitAbove: [UnitIndex: UnitIndex] = [:]
    if let unitsBelow = figures.unitsBelow {
      for above in unitsBelow.units {
        for unit in unitsBelow.units(below: above) { unitAbove[unit] = above }
      }
    }
    self.unitAbove = unitAbove
    forms = panel.reports.editionIDs.map { id in
      catalog.edition(id).map { FormFacts($0, catalog) }
    }
  }

  /// Whether the report of an instance is one that its rule is about.
  func applies(_ instance: RuleInstance) -> Bool {
    guard let report = panel.reports.position(of: instance.unit, in: instance.year) else {
      return false
    }
    guard editionCodes[instance.rule].contains(panel.reports.editions[report]) else { return false }
    return applicability.isAbout(rules[instance.rule], instance.unit)
  }

  /// The figures that a rule speaks of in a report.
  func figures(of instance: RuleInstance) -> Set<RecordCell> {
    Set(rules[instance.rule].cells.flatMap { cells(of: $0, in: instance) })
  }

  /// The figures whose sum a reference of a rule is in a report: one, or those of the units below.
  ///
  /// Regions below that the panel does not have stand as one figure that nobody knows.
  private func cells(of reference: CellReference, in instance: RuleInstance) -> [RecordCell] {
    let year = instance.year.advanced(by: -reference.lag)
    let cell = RecordCell(
      unit: instance.unit, indicator: reference.indicator, year: year, source: reference.source)
    guard reference.source == .below, let unitsBelow = figures.unitsBelow else { return [cell] }
    let unknown = unitsBelow.absentRegions(below: instance.unit, in: year) > 0 ? [cell] : []
    return unknown
      + unitsBelow.units(below: instance.unit).filter { unit in
        unitsBelow.isExpected(unit, in: year) || value(cell.of(unit)) != nil
      }.map { cell.of($0) }
  }

  /// The unit whose report some rule ties to a unit's, and so on up, while a condition holds.
  func top(above unit: UnitIndex, while condition: (UnitIndex) -> Bool) -> UnitIndex {
    var top = unit
    while let above = unitAbove[top], condition(above) { top = above }
    return top
  }

  /// The rule instances that speak of a cell.
  func instances(speakingOf cell: RecordCell) -> [RuleInstance] {
    let own = instances(of: cell, seenAs: cell.source, from: cell.unit)
    guard cell.source == .table, let above = unitAbove[cell.unit] else { return own }
    return own + instances(of: cell, seenAs: .below, from: above)
  }

  private func instances(
    of cell: RecordCell, seenAs source: CellReference.Source, from unit: UnitIndex
  ) -> [RuleInstance] {
    let sources = CellReference.Source.allCases.count
    return involvement[cell.indicator.position * sources + Int(source.rawValue)].compactMap {
      entry in
      let year = cell.year.advanced(by: entry.lag)
      guard layout.contains(year) else { return nil }
      let instance = RuleInstance(rule: entry.rule, unit: unit, year: year)
      return applies(instance) ? instance : nil
    }
  }

  /// Whether an indicator counts something.
  func isCount(_ indicator: IndicatorIndex) -> Bool { kinds[indicator.position].isCount }

  /// Whether figures below zero make sense for an indicator.
  func isSigned(_ indicator: IndicatorIndex) -> Bool { kinds[indicator.position].isSigned }

  /// Whether some rule adds up an indicator over the units below.
  func isSummedBelow(_ indicator: IndicatorIndex) -> Bool {
    let sources = CellReference.Source.allCases.count
    return !involvement[
      indicator.position * sources + Int(CellReference.Source.below.rawValue)
    ].isEmpty
  }

  /// What rules see of a cell.
  func seen(_ cell: RecordCell) -> RuleFigure {
    figures.figure(
      CellReference(indicator: cell.indicator, lag: 0, source: cell.source), cell.unit, cell.year)
  }

  /// The figure of a cell and what is known of it.
  func figure(_ cell: RecordCell) -> (value: Double?, mark: CellMark) {
    let figure = seen(cell)
    return (figure.value, figure.mark)
  }

  /// The edit of a rule in a report; one that everything satisfies where the rule's mode makes it
  /// silent, or where it says that what is null stays unknown.
  func edit(_ instance: RuleInstance) -> Edit {
    let rule = rules[instance.rule]
    if comparesProse[instance.rule], let cell = rule.cells.first(where: { $0.source == .table }) {
      let figure = RecordCell(unit: instance.unit, indicator: cell.indicator, year: instance.year)
      if repeatingClaim(of: figure) != nil { return Edit([[]]) }
    }
    var zeros: [CellReference] = []
    if rule.missing != .bounds {
      let seen = rule.cells.map { figures.figure($0, instance.unit, instance.year) }
      let isOpen =
        !rule.missing.isProduced(seen)
        || seen.contains { $0.interval(rule.missing) == .anything }
      guard !isOpen else { return Edit([[]]) }
      zeros = zip(rule.cells, seen).filter { $0.1.presence == .missing }.map(\.0)
    }
    return templates[instance.rule].edit { reference in
      var addends = EditTemplate.Addends()
      guard !zeros.contains(reference) else { return addends }
      for cell in cells(of: reference, in: instance) {
        if isMissing(cell) {
          addends.isOpenAbove = true
          addends.isOpenBelow = addends.isOpenBelow || isSigned(cell.indicator)
        } else {
          addends.variables.append(layout.variable(of: cell))
        }
      }
      return addends
    }
  }

  /// The figure of the prose that says just what a cell of the table says: one figure that is printed
  /// twice, so that both are changed together. Nil where the prose says nothing or something else.
  func repeatingClaim(of cell: RecordCell) -> RecordCell? {
    guard cell.source == .table, let value = value(cell), reliability.claim(of: cell) == value
    else {
      return nil
    }
    var claim = cell
    claim.source = .prose
    return seen(claim).value == value ? claim : nil
  }

  /// Whether there is no number of a cell.
  private func isMissing(_ cell: RecordCell) -> Bool {
    switch cell.source {
    case .table: value(cell) == nil
    case .prose: !seen(cell).isComplete
    case .below: true
    }
  }

  /// The form that a report is on; nil where there is no report, or its form is not known. O(1).
  func form(of report: RecordReport) -> FormFacts? {
    guard let position = panel.reports.position(of: report.unit, in: report.year) else {
      return nil
    }
    let edition = panel.reports.editions[position]
    return edition < 0 ? nil : forms[Int(edition)]
  }

  /// The number of a cell, of the table straight from its column.
  func value(_ cell: RecordCell) -> Double? {
    cell.source == .table
      ? panel.value(cell.indicator, cell.year, cell.unit) : seen(cell).value
  }
}

extension CompiledRule {
  /// Whether it says no more than that the prose states what the table says.
  fileprivate var comparesProse: Bool {
    guard assertion.premise == nil, case .comparison(let comparison) = assertion.conclusion,
      comparison.sign == .equal, let table = comparison.left.terms.first,
      let prose = comparison.right.terms.first, comparison.left.terms.count == 1,
      comparison.right.terms.count == 1
    else { return false }
    return table.cell.source == .table && prose.cell.source == .prose
      && table.cell.indicator == prose.cell.indicator && table.cell.lag == prose.cell.lag
      && table.coefficient == prose.coefficient && comparison.left.constant == 0
      && comparison.right.constant == 0
  }
}
