/// The likeliest explanation of each story as a file of corrections, for a person to look through and
/// to hand to `nianbao check --apply`.
public struct ProposalTable: TableSource {
  private let proposals: [Proposal]
  private let panel: Panel
  private let language: Language

  /// One line: a cell, and why.
  private struct Proposal {
    let suspect: Suspect
    let explanation: Explanation
    let rules: [RuleID]
    /// Whether another explanation of the story is as likely.
    let isTied: Bool
  }

  private struct Cell: Hashable {
    let unit: UnitIndex
    let year: Year
    let indicator: IndicatorIndex
  }

  /// The proposals of a diagnosis. A cell that two stories speak of is proposed once, and figures of
  /// the prose, which are no cells, are left out.
  public init(_ diagnosis: Diagnosis, of panel: Panel, language: Language) {
    self.panel = panel
    self.language = language
    var seen: Set<Cell> = []
    var proposals: [Proposal] = []
    for story in diagnosis.stories {
      guard let first = story.explanations.first else { continue }
      let isTied = story.explanations.dropFirst().contains { $0.score >= first.score - 1e-9 }
      let rules = story.findings.map { diagnosis.findings[$0].id }.uniqued()
      for suspect in first.changes where suspect.source == .table {
        let cell = Cell(unit: suspect.unit, year: suspect.year, indicator: suspect.indicator)
        guard seen.insert(cell).inserted else { continue }
        proposals.append(
          Proposal(suspect: suspect, explanation: first, rules: rules, isTied: isTied))
      }
    }
    self.proposals = proposals
  }

  /// The number of cells.
  public var count: Int { proposals.count }

  /// The columns of a file of corrections.
  public var headings: [TableHeading] {
    [
      .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      .number("year", zh: "年度", en: "Year"), .text("indicator", zh: "指标", en: "Indicator"),
      .number("value", zh: "数值", en: "Value"), .number("old", zh: "原数", en: "Old"),
      .text("note", zh: "说明", en: "Note"),
    ]
  }

  /// Hands the proposals to a sink in the order of the stories.
  public func write(to sink: inout some RowSink) {
    for proposal in proposals {
      let suspect = proposal.suspect
      let unit = panel.units[suspect.unit]
      let decimals = panel.mark(suspect.indicator, suspect.year, suspect.unit).decimals
      sink.text(unit.name)
      sink.text(unit.code)
      sink.number(suspect.year.number)
      sink.text(panel.catalog[suspect.indicator].id.name)
      sink.number(suspect.suggested, as: .printed(decimals: decimals))
      if let value = suspect.value {
        sink.number(value, as: .printed(decimals: decimals))
      } else {
        sink.text("blank")
      }
      sink.text(note(proposal)[language])
      sink.endRow()
    }
  }

  private func note(_ proposal: Proposal) -> LocalizedText {
    let score = NumberStyle.rounded(decimals: 0).text(of: 100 * proposal.explanation.score)
    let interval = proposal.suspect.interval
    let (low, high) = (NumberText.text(interval.lowerBound), NumberText.text(interval.upperBound))
    let rules = proposal.rules.map(\.name).joined(separator: " ")
    let label = panel.catalog[proposal.suspect.indicator].label
    var (zh, en) = ([label], [label])
    if proposal.explanation.isAdjustment {
      zh.append("调整：按最小二乘使各式成立，不是查出的错误")
      en.append("adjustment: least squares, not a mistake that was found")
    }
    zh.append("可能性 \(score)%")
    en.append("score \(score)%")
    if proposal.isTied {
      zh.append("另有同样可能的解释")
      en.append("another explanation is as likely")
    }
    if interval.lowerBound < interval.upperBound {
      zh.append("\(low) 至 \(high.isEmpty ? "∞" : high) 都成立")
      en.append("anything from \(low) to \(high.isEmpty ? "∞" : high) would do")
    }
    let reason = proposal.suspect.reason
    return LocalizedText(
      zh: (zh + [reason.chinese, rules]).filter { !$0.isEmpty }.joined(separator: "；"),
      en: (en + [reason.english, rules]).filter { !$0.isEmpty }.joined(separator: "; "))
  }
}
