extension Confrontation {
  /// The finding of a broken rule.
  func finding(_ instance: RuleInstance, _ record: UnitRecord, _ suspects: [Suspect])
    -> Finding
  {
    let rule = compiled[instance.rule].rule
    let failed = record.failedComparison(instance)
    let left = failed.flatMap { record.sum($0.left, instance.year) }
    let right = failed.flatMap { record.sum($0.right, instance.year) }
    let isBoundary = failed.map { $0.sign != .above && $0.sign != .below } ?? false
    let sides = failed.map { comparison in
      SidesText(
        left: record.interval(comparison.left, instance.year, rule.missing), exactLeft: left,
        right: record.interval(comparison.right, instance.year, rule.missing), exactRight: right)
    }
    let message = Self.message(rule, record, instance, sides)
    return Finding(
      id: rule.id, kind: rule.kind, severity: rule.severity, rule: rule, unit: record.unit,
      year: instance.year,
      cells: rule.assertion.cells.map { record.cell($0, instance.year) }, actual: left,
      expected: isBoundary ? right : nil, message: message, suspects: suspects)
  }

  private static func message(
    _ rule: Rule, _ record: UnitRecord, _ instance: RuleInstance, _ sides: SidesText?
  ) -> LocalizedText {
    let form = record.panel.form(of: record.unit, in: instance.year)
    func fill(_ language: Language) -> String {
      let missing = SidesText.blank[language]
      return MessageTemplate(rule.message[language]).filled { name in
        switch name {
        case "year": return "\(instance.year)"
        case "edition": return form?.id.name ?? missing
        case "years":
          return form.map { "\($0.years.lowerBound)–\($0.lastYear.map { "\($0)" } ?? "")" }
            ?? missing
        case "left": return sides?.left[language] ?? missing
        case "right": return sides?.right[language] ?? missing
        case "difference": return sides?.difference[language] ?? missing
        default:
          let cell = rule.assertion.cells.first {
            $0.lag == 0 && record.panel.catalog[$0.indicator].id.name == name
          }
          let figure = cell.map { record.cell($0, instance.year) }
          guard let figure, let value = figure.value else { return missing }
          return NumberText.text(value, decimals: figure.mark.decimals)
        }
      }
    }
    return LocalizedText(zh: fill(.chinese), en: fill(.english))
  }
}
