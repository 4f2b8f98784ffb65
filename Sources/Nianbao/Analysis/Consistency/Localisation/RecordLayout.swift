/// One rule in the report of one unit and year.
struct RuleInstance: Hashable, Sendable {
  /// The rule's position in the set.
  let rule: Int
  /// Whose report.
  let unit: UnitIndex
  /// The report's year.
  let year: Year
}

/// One figure of a unit: an indicator in a year, in the table or in the prose.
struct RecordCell: Hashable, Sendable {
  let unit: UnitIndex
  let indicator: IndicatorIndex
  let year: Year
  var source: CellReference.Source = .table

  /// The same figure of another unit's table.
  func of(_ unit: UnitIndex) -> RecordCell {
    RecordCell(unit: unit, indicator: indicator, year: year)
  }
}

/// Numbers for cells and rule instances without a table: both are places in a box of unit × year ×
/// indicator (or rule), so that error localisation works on plain integers.
struct RecordLayout: Sendable {
  private let firstYear: Int
  private let yearSpan: Int
  private let indicatorCount: Int
  private let ruleCount: Int
  private static let sourceCount = CellReference.Source.allCases.count

  /// A box around a panel.
  ///
  /// - Parameter reach: How many years rules look back at most.
  init(_ panel: Panel, ruleCount: Int, reach: Int) {
    let first = panel.years.first?.number ?? 0
    let last = panel.years.last?.number ?? 0
    firstYear = first - reach
    yearSpan = last - first + 1 + 2 * reach
    indicatorCount = panel.catalog.indicators.count
    self.ruleCount = ruleCount
  }

  /// Whether the box has a year.
  func contains(_ year: Year) -> Bool { (0..<yearSpan).contains(year.number - firstYear) }

  /// The number of a cell; its year must lie in the box.
  func variable(of cell: RecordCell) -> Int {
    let report = cell.unit.position * yearSpan + cell.year.number - firstYear
    return (report * indicatorCount + cell.indicator.position) * Self.sourceCount
      + Int(cell.source.rawValue)
  }

  /// The cell with a number.
  func cell(of variable: Int) -> RecordCell {
    let (place, source) = variable.quotientAndRemainder(dividingBy: Self.sourceCount)
    let (report, indicator) = place.quotientAndRemainder(dividingBy: indicatorCount)
    return RecordCell(
      unit: UnitIndex(report / yearSpan), indicator: IndicatorIndex(indicator),
      year: Year(report % yearSpan + firstYear),
      source: CellReference.Source(rawValue: UInt8(source)) ?? .table)
  }

  /// The number of a rule instance; its year must lie in the box.
  func edit(of instance: RuleInstance) -> Int {
    (instance.unit.position * yearSpan + instance.year.number - firstYear) * ruleCount
      + instance.rule
  }

  /// The rule instance with a number.
  func instance(of edit: Int) -> RuleInstance {
    let (report, rule) = edit.quotientAndRemainder(dividingBy: ruleCount)
    return RuleInstance(
      rule: rule, unit: UnitIndex(report / yearSpan), year: Year(report % yearSpan + firstYear))
  }
}
