/// The tables of a briefing: what they are called, and what is in them.
struct BriefingTables {
  /// One of the tables; its name is that of its file.
  enum Table: String, CaseIterable {
    case rollup, units, parts, trend, change, ranking, findings, scorecard, coverage, panel

    /// The name of its sheet.
    var sheet: LocalizedText {
      switch self {
      case .rollup: LocalizedText(zh: "汇总", en: "Roll-up")
      case .units: LocalizedText(zh: "一览", en: "Side by side")
      case .parts: LocalizedText(zh: "分地区汇总", en: "Regions")
      case .trend: LocalizedText(zh: "历年趋势", en: "Trends")
      case .change: LocalizedText(zh: "增减", en: "Change")
      case .ranking: LocalizedText(zh: "排名", en: "Rankings")
      case .findings: LocalizedText(zh: "问题", en: "Findings")
      case .scorecard: LocalizedText(zh: "填报质量", en: "Scorecard")
      case .coverage: LocalizedText(zh: "报送情况", en: "Coverage")
      case .panel: LocalizedText(zh: "全部数据", en: "Panel")
      }
    }
  }

  let briefing: Briefing
  let texts: BriefingTexts

  /// The tables that there are.
  var all: [Table] { Table.allCases.filter { $0 != .parts || briefing.parts != nil } }

  private var selection: Selection { Selection(years: Set(briefing.years)) }

  /// The trends of the bodies, which the sums of the workbook add up.
  private var trends: TrendExport { TrendExport(briefing.bodies, selection) }

  /// A table for programs: one figure a row where it can be.
  func tidy(_ table: Table) -> any TableSource {
    table == .rollup ? RollUpTable(briefing.total, selection) : source(table)
  }

  /// A table for people, with sums that follow from the other tables.
  func source(_ table: Table) -> any TableSource {
    switch table {
    case .rollup:
      let trends = trends
      return BriefingTrendTable(
        briefing, texts,
        source: briefing.bodiesAddUp
          ? .init(table: Table.trend.rawValue, rows: trends.leafRowCount) : nil)
    case .units: return BriefingUnitsTable(briefing, texts)
    case .parts: return RollUpTable(briefing.parts ?? briefing.total, selection)
    case .trend: return trends
    case .change: return ChangeTable(briefing.bodies.change(), selection)
    case .ranking: return RankTable(briefing.ranking, selection)
    case .findings: return FindingsTable(briefing.findings, language: texts.language)
    case .scorecard: return ScorecardTable(briefing.scorecard, of: briefing.findings.panel)
    case .coverage: return CoverageTable(briefing.panel)
    case .panel: return LongExport(PanelExcerpt(briefing.panel, years: Set(briefing.years)))
    }
  }
}
