extension RuleSet {
  /// The rules that follow from the relations between the rows and columns of a form: parts add up to
  /// their parent, a share is not above its parent, nor is a channel, and the channels together are
  /// not below it.
  ///
  /// - Complexity: O(indicators²) of the edition, for two hundred indicators some milliseconds.
  static func derived(from edition: Edition, of catalog: Catalog) -> [Rule] {
    edition.indicators.flatMap { parent -> [Rule] in
      let form = FormRules(catalog: catalog, edition: edition, parent: parent)
      var rules: [Rule] = []
      for (position, parts) in catalog.children(of: parent, .part, in: edition).enumerated() {
        rules.append(form.partsAddUp(parts, isAlongColumns: position == 1 || form.isRow(of: parts)))
      }
      for share in catalog.children(of: parent, .ofWhich, in: edition).joined() {
        rules.append(form.isWithinParent(share))
      }
      for channels in catalog.children(of: parent, .channel, in: edition) {
        rules += channels.map { form.isWithinParent($0) }
        rules.append(form.channelsCoverParent(channels))
      }
      return rules
    }
  }
}

extension RuleSet {
  /// The rule that a report stands on the form of its year.
  static func yearOfForm(_ catalog: Catalog) -> Rule {
    let nothing = LinearForm(constant: 0)
    return Rule(
      id: RuleID("form.year"), kind: .form, severity: .warning,
      editions: Set(catalog.editions.map(\.id)), scope: nil,
      assertion: Assertion(
        premise: nil,
        conclusion: .comparison(Comparison(left: nothing, sign: .equal, right: nothing))),
      message: LocalizedText(
        zh: "报告写的是 {year} 年，统计表却是 {edition} 版式（用于 {years} 年）；请核对年份",
        en: "the report says {year}, but its table is of edition {edition}, issued for {years}; "
          + "check the year"),
      origin: .file("editions/editions.tsv", line: 0))
  }
}

/// The rules about one parent figure of a form.
private struct FormRules {
  let catalog: Catalog
  let edition: Edition
  let parent: IndicatorIndex

  private var parentID: String { catalog[parent].id.name }

  /// Whether the parts are cells of the parent's own row, under other columns.
  func isRow(of parts: [IndicatorIndex]) -> Bool {
    guard let row = catalog[parent].id.row, let first = parts.first else { return false }
    return catalog[first].id.row == row
  }

  func partsAddUp(_ parts: [IndicatorIndex], isAlongColumns: Bool) -> Rule {
    rule(
      isAlongColumns ? "columns:\(parentID)" : "parts:\(parentID)", .identity, .error,
      Comparison(left: form(parent), sign: .equal, right: sum(parts)), children: parts,
      LocalizedText(
        zh: "“\(catalog[parent].label)”为{left}，各项之和为{right}，相差{difference}",
        en: "‘\(catalog[parent].label)’ is {left}, its parts add up to {right}: {difference}"))
  }

  func isWithinParent(_ child: IndicatorIndex) -> Rule {
    rule(
      "\(isRow(of: [child]) ? "within-row" : "within"):\(catalog[child].id.name)", .bound, .error,
      Comparison(left: form(child), sign: .atMost, right: form(parent)), children: [child],
      LocalizedText(
        zh: "“\(catalog[child].label)”为{left}，多于“\(catalog[parent].label)”{right}",
        en: "‘\(catalog[child].label)’ is {left}, more than ‘\(catalog[parent].label)’, {right}"))
  }

  func channelsCoverParent(_ channels: [IndicatorIndex]) -> Rule {
    rule(
      "channels:\(parentID)", .bound, .warning,
      Comparison(left: sum(channels), sign: .atLeast, right: form(parent)), children: channels,
      LocalizedText(
        zh: "各渠道合计{left}，少于“\(catalog[parent].label)”{right}：有信息没有经任何渠道公开",
        en: "the channels add up to {left}, less than ‘\(catalog[parent].label)’, {right}: some "
          + "went out through none"))
  }

  private func rule(
    _ id: String, _ kind: Rule.Kind, _ severity: Rule.Severity, _ comparison: Comparison,
    children: [IndicatorIndex], _ message: LocalizedText
  ) -> Rule {
    Rule(
      id: RuleID(id), kind: kind, severity: severity, editions: [edition.id],
      scope: children.compactMap { catalog[$0].scope }.first,
      assertion: Assertion(premise: nil, conclusion: .comparison(comparison)), message: message,
      origin: .form(edition.id))
  }

  private func form(_ indicator: IndicatorIndex) -> LinearForm {
    LinearForm(CellReference(indicator: indicator, lag: 0))
  }

  private func sum(_ indicators: [IndicatorIndex]) -> LinearForm {
    indicators.reduce(LinearForm(constant: 0)) { $0.adding(form($1)) }
  }
}
