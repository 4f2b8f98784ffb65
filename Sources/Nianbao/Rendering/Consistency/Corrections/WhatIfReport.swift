/// What corrections change, for a reader: the changed cells, the findings that go and come, the
/// ranks that move.
public struct WhatIfReport: Sendable {
  /// What the corrections would change.
  public let whatIf: WhatIf

  /// A report of what corrections change.
  public init(_ whatIf: WhatIf) { self.whatIf = whatIf }

  var findings: FindingsDifference { whatIf.findings }
  var panel: Panel { whatIf.panel }
  var catalog: Catalog { panel.catalog }

  /// A changed cell with what it had and what it has.
  struct Change {
    let unit: Unit
    let correction: Correction
    let indicator: Indicator
    /// The figures as they are printed; nil for none.
    let before: String?
    let after: String?
  }

  /// The changed cells in the order of writing.
  var changes: [Change] {
    whatIf.corrections.map { correction in
      let (unit, year, indicator) = (correction.unit, correction.year, correction.indicator)
      func text(_ panel: Panel) -> String? {
        panel.value(indicator, year, unit).map {
          NumberText.text($0, decimals: panel.mark(indicator, year, unit).decimals)
        }
      }
      return Change(
        unit: panel.units[unit], correction: correction, indicator: catalog[indicator],
        before: text(panel), after: text(whatIf.corrected))
    }
  }

  /// The region that a ranking is of, as a reader knows it.
  func regionName(_ move: RankMove) -> LocalizedText {
    guard let region = move.region else { return LocalizedText(zh: "全部", en: "all") }
    let name = panel.regions.path(to: region).last ?? region.description
    return LocalizedText(zh: name, en: name)
  }

  /// What changed, in one sentence.
  public var summary: LocalizedText {
    let left = whatIf.remaining
    let (errors, warnings, infos) = (
      left[.error] ?? 0, left[.warning] ?? 0, left[.info] ?? 0
    )
    return LocalizedText(
      zh: "更正 \(whatIf.corrections.count) 处：消除问题 \(findings.gone.count) 处，"
        + "新出现 \(findings.come.count) 处，名次变动 \(whatIf.ranks.count) 个；"
        + "还有错误 \(errors)，警告 \(warnings)，提示 \(infos)",
      en: EnglishCount.text(whatIf.corrections.count, "cell") + " corrected: "
        + EnglishCount.text(findings.gone.count, "finding", "go")
        + ", \(findings.come.count) \(EnglishCount.verb("come", findings.come.count)), "
        + EnglishCount.text(whatIf.ranks.count, "rank", "move") + "; "
        + EnglishCount.text(errors, "error") + ", " + EnglishCount.text(warnings, "warning") + ", "
        + EnglishCount.text(infos, "info", "be") + " left")
  }
}
