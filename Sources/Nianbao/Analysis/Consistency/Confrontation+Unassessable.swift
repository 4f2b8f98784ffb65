/// A rule of which it cannot be said whether a report satisfies it, and what it would take.
public struct Unassessable: Sendable {
  /// The rule's position in the set.
  public let rule: Int
  /// Whose report.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year
  /// The figures that are missing, stated only roughly or in contradiction, in the order of the rule.
  public let cells: [Finding.Cell]
  /// Why they are, each reason once.
  public let reasons: [Reason]

  /// Why a rule cannot be assessed.
  public enum Reason: String, Sendable, CaseIterable {
    /// A row of the report has no number.
    case blank
    /// The report does not have a row.
    case noRow = "no-row"
    /// There is no report of a year before.
    case noReportBefore = "no-report-before"
    /// The prose states no figure.
    case noClaim = "no-claim"
    /// The prose states a figure roughly, or two that differ.
    case vagueClaim = "vague-claim"
    /// Units below have no report, or not the row.
    case incompleteBelow = "incomplete-below"
    /// Amounts are rounded too far.
    case rounding

    /// What to tell the reader.
    public var text: LocalizedText {
      switch self {
      case .blank: LocalizedText(zh: "空白或无法识别", en: "blank or unreadable")
      case .noRow: LocalizedText(zh: "报告无此项", en: "the report has no such row")
      case .noReportBefore: LocalizedText(zh: "没有上年报告", en: "no report of the year before")
      case .noClaim: LocalizedText(zh: "正文没有说明", en: "the text states no figure")
      case .vagueClaim:
        LocalizedText(zh: "正文只说约数，或前后不一", en: "the text is vague or contradicts itself")
      case .incompleteBelow:
        LocalizedText(zh: "下级单位的数字不全", en: "figures of the units below are missing")
      case .rounding: LocalizedText(zh: "金额取整后无法判断", en: "amounts are rounded too far")
      }
    }
  }
}

extension Confrontation {
  /// What is counted as `notAssessable`, one by one: in the order of `outcomes`, then of the units.
  ///
  /// - Complexity: The rules with such reports are evaluated once more; nothing is kept of them
  ///   before.
  public func unassessable() -> [Unassessable] {
    var applicability = Applicability(panel, unitsBelow: figures.unitsBelow)
    var evaluation = RuleEvaluation(figures)
    var found: [Unassessable] = []
    for outcome in outcomes where outcome.notAssessable > 0 {
      let rule = compiled[outcome.rule]
      let truths = evaluation.truths(of: rule, outcome.year)
      for unit in applicability.reports(of: rule, in: outcome.year)
      where truths[unit.position] == .unknown {
        found.append(unassessable(outcome.rule, unit, outcome.year))
      }
    }
    return found
  }

  private func unassessable(_ position: Int, _ unit: UnitIndex, _ year: Year) -> Unassessable {
    let rule = compiled[position]
    let open = rule.cells.compactMap { reference in
      reason(reference, unit, year, rule.missing).map { (reference, $0) }
    }
    return Unassessable(
      rule: position, unit: unit, year: year,
      cells: open.map { figures.cell($0.0, unit, year) },
      reasons: open.isEmpty ? [.rounding] : open.map(\.1).uniqued())
  }

  /// Why a figure is not one number; nil where it is.
  private func reason(
    _ reference: CellReference, _ unit: UnitIndex, _ year: Year, _ mode: MissingMode
  ) -> Unassessable.Reason? {
    let figure = figures.figure(reference, unit, year)
    if mode.takesMissingAsZero, !figure.presence.contains(.null) { return nil }
    switch reference.source {
    case .prose:
      if figure.presence == .missing { return .noClaim }
      return figure.known.low == figure.known.high ? nil : .vagueClaim
    case .below: return figure.isComplete ? nil : .incompleteBelow
    case .table:
      if figure.isComplete { return nil }
      if figure.presence.contains(.null) { return .blank }
      let reported = panel.reports.position(of: unit, in: year.advanced(by: -reference.lag)) != nil
      return reported ? .noRow : .noReportBefore
    }
  }
}
