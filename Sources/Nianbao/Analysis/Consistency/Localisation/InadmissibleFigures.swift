extension Confrontation {
  /// The figures of the checked years that make no sense by themselves: counts below zero or with a
  /// fraction, amounts below zero where that means nothing.
  ///
  /// - Complexity: One pass over the columns.
  func inadmissibleFigures() -> [RecordCell] {
    var found: [RecordCell] = []
    for indicator in panel.presentIndicators {
      let entry = panel.catalog[indicator]
      let isCount = entry.measure.kind == .count
      guard isCount || !entry.isSigned else { continue }
      for year in panel.years where years?.contains(year) ?? true {
        guard let column = panel.column(indicator, year) else { continue }
        let values = column.values.span
        for unit in 0..<values.count {
          let value = values[unit]
          let isOdd = (value < 0 && !entry.isSigned) || (isCount && value != value.rounded())
          if isOdd, !value.isNaN {
            found.append(
              RecordCell(unit: UnitIndex(unit), indicator: indicator, year: year))
          }
        }
      }
    }
    return found
  }

  /// The finding of a figure that makes no sense by itself.
  func finding(inadmissible cell: RecordCell, _ suspects: [Suspect]) -> Finding {
    let entry = panel.catalog[cell.indicator]
    let column = panel.column(cell.indicator, cell.year)
    let value = column?.value(cell.unit)
    let mark = column?.mark(cell.unit) ?? .absent
    let text = value.map { NumberText.text($0, decimals: mark.decimals) } ?? ""
    let isNegative = (value ?? 0) < 0 && !entry.isSigned
    return Finding(
      id: isNegative ? Self.negativeFigure : Self.brokenCount, kind: .bound, severity: .error,
      unit: cell.unit, year: cell.year,
      cells: [
        Finding.Cell(
          unit: cell.unit, indicator: cell.indicator, year: cell.year, value: value, mark: mark)
      ], actual: value,
      message: isNegative
        ? LocalizedText(
          zh: "“\(entry.label)”为\(text)，不应为负数",
          en: "‘\(entry.label)’ is \(text); it cannot be below zero")
        : LocalizedText(
          zh: "“\(entry.label)”为\(text)，应为整数",
          en: "‘\(entry.label)’ is \(text); it must be a whole number"), suspects: suspects)
  }

  /// The check that a figure is not below zero.
  static let negativeFigure = RuleID("figure.negative")
  /// The check that a count is a whole number.
  static let brokenCount = RuleID("figure.not-whole")
}
