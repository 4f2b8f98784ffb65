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
    let message = Self.message(rule, record, instance, left: left, right: right)
    return Finding(
      id: rule.id, kind: rule.kind, severity: rule.severity, rule: rule, unit: record.unit,
      year: instance.year,
      cells: rule.assertion.cells.map { record.cell($0, instance.year) }, actual: left,
      expected: isBoundary ? right : nil, message: message, suspects: suspects)
  }

  private static func message(
    _ rule: Rule, _ record: UnitRecord, _ instance: RuleInstance, left: Double?, right: Double?
  ) -> LocalizedText {
    let form = record.panel.form(of: record.unit, in: instance.year)
    func fill(_ template: String, missing: String) -> String {
      MessageTemplate(template).filled { name in
        switch name {
        case "year": return "\(instance.year)"
        case "edition": return form?.id.name ?? missing
        case "years":
          return form.map { "\($0.years.lowerBound)–\($0.lastYear.map { "\($0)" } ?? "")" }
            ?? missing
        case "left": return left.map { text($0) } ?? missing
        case "right": return right.map { text($0) } ?? missing
        case "difference":
          guard let left, let right else { return missing }
          return NumberStyle.signed(decimals: decimals(left - right)).text(of: left - right)
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
    return LocalizedText(
      zh: fill(rule.message.chinese, missing: "空白"),
      en: fill(rule.message.english, missing: "blank"))
  }

  private static func text(_ value: Double) -> String {
    NumberStyle.rounded(decimals: decimals(value)).text(of: value)
  }

  /// Whole numbers without decimals, amounts with as many as matter in 万元.
  private static func decimals(_ value: Double) -> Int {
    (0...6).first { places in
      let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
      return abs((value * scale).rounded() / scale - value) < 1e-9 * max(1, abs(value))
    } ?? 6
  }
}
