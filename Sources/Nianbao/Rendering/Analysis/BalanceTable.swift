/// The balance of a panel as a table, for each region and each indicator that is looked at.
public struct BalanceTable: TableSource {
  /// What is shown of each balance.
  public enum Account: String, Sendable, CaseIterable {
    /// One row a pattern, as Stata's `xtdescribe` prints them.
    case patterns
    /// One row: the balance in a few numbers.
    case summary
    /// One row a number of years.
    case counts
    /// One row a year: who comes and goes.
    case years
    /// One row a body.
    case units
  }

  private struct Entry: Sendable {
    let whole: Frame.Body
    let indicator: IndicatorIndex?
    let balance: PanelBalance
  }

  private let panel: Panel
  private let account: Account
  private let hasRegions: Bool
  private let hasIndicators: Bool
  private let entries: [Entry]

  /// The table of a panel's balance.
  ///
  /// - Parameters:
  ///   - selection: The years; and the indicators whose figures are looked at, nil for the reports.
  ///   - level: The level of the regions that are shown apart; nil for all units together.
  ///   - expected: Whether townships that never reported are in.
  public init(
    _ panel: Panel, _ selection: Selection = Selection(), account: Account = .patterns,
    by level: RegionCode.Level? = nil, expected: Expectation.Source = .panel
  ) {
    self.panel = panel
    self.account = account
    hasRegions = level != nil
    hasIndicators = selection.indicators != nil
    let wanted = selection.indicators.map { $0.map(Optional.some) } ?? [nil]
    entries = wanted.flatMap { indicator in
      let balance =
        indicator.map { panel.balance(of: $0, over: selection.years, expected: expected) }
        ?? panel.balance(over: selection.years, expected: expected)
      return balance.grouped(at: level, in: panel.regions).map {
        Entry(whole: $0.whole, indicator: indicator, balance: $0.balance)
      }
    }
  }

  /// The columns: region and indicator where there are several, then those of the account.
  public var headings: [TableHeading] {
    var headings: [TableHeading] = []
    if hasRegions {
      headings += [
        .text("region", zh: "地区", en: "Region"),
        .text("region_code", zh: "地区代码", en: "Region code"),
      ]
    }
    if hasIndicators {
      headings += [
        .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      ]
    }
    return headings + accountHeadings
  }

  private var accountHeadings: [TableHeading] {
    let shares: [TableHeading] = [
      .number("units", zh: "单位数", en: "Units"), .number("percent", zh: "%", en: "Percent"),
      .number("cumulated", zh: "累计%", en: "Cumulated"),
    ]
    switch account {
    case .patterns:
      return [.text("pattern", zh: "模式", en: "Pattern")] + shares
        + [.number("years", zh: "年数", en: "Years")]
    case .counts: return [.number("years", zh: "年数", en: "Years")] + shares
    case .summary:
      return [
        .text("span", zh: "年度", en: "Span"), .number("units", zh: "单位数", en: "Units"),
        .number("complete", zh: "齐全", en: "Complete"),
        .number("with_gaps", zh: "有间断", en: "With gaps"),
        .number("never", zh: "从未", en: "Never"),
        .number("present", zh: "有", en: "Present"), .number("expected", zh: "应有", en: "Expected"),
        .number("percent", zh: "%", en: "Percent"),
      ]
        + [
          ("min", "最小"), ("p5", "5%"), ("p25", "25%"), ("p50", "50%"), ("p75", "75%"),
          ("p95", "95%"), ("max", "最大"),
        ].map { .number($0.0, zh: $0.1, en: $0.0) }
    case .years:
      return [
        .number("year", zh: "年度", en: "Year"), .number("present", zh: "有", en: "Present"),
        .number("missing", zh: "缺", en: "Missing"), .number("entered", zh: "新进", en: "Entered"),
        .number("returned", zh: "恢复", en: "Returned"), .number("paused", zh: "暂缺", en: "Paused"),
        .number("left", zh: "退出", en: "Left"),
      ]
    case .units:
      return [
        .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
        .text("pattern", zh: "模式", en: "Pattern"), .number("years", zh: "年数", en: "Years"),
        .number("first", zh: "首年", en: "First"), .number("last", zh: "末年", en: "Last"),
        .number("gaps", zh: "间断年数", en: "Gaps"), .text("missing", zh: "缺少年度", en: "Missing"),
      ]
    }
  }

  /// Hands the rows to a sink, indicator by indicator, region by region.
  public func write(to sink: inout some RowSink) {
    for entry in entries {
      switch account {
      case .patterns: writePatterns(entry, to: &sink)
      case .counts: writeCounts(entry, to: &sink)
      case .summary: writeSummary(entry, to: &sink)
      case .years: writeYears(entry, to: &sink)
      case .units: writeUnits(entry, to: &sink)
      }
    }
  }

  private func begin(_ entry: Entry, to sink: inout some RowSink) {
    if hasRegions {
      sink.text(entry.whole.name)
      sink.text(entry.whole.code)
    }
    if hasIndicators, let indicator = entry.indicator {
      sink.text(panel.catalog[indicator].id.name)
      sink.text(panel.catalog[indicator].label)
    }
  }

  /// A number of bodies, its share, and the share of all up to here.
  private func writeShare(_ count: Int, _ sum: Int, of all: Int, to sink: inout some RowSink) {
    sink.number(count)
    for part in [count, sum] {
      sink.number(all > 0 ? 100 * Double(part) / Double(all) : nil, as: .rounded(decimals: 2))
    }
  }

  private func writePatterns(_ entry: Entry, to sink: inout some RowSink) {
    var sum = 0
    for pattern in entry.balance.patterns {
      sum += pattern.count
      begin(entry, to: &sink)
      sink.text(pattern.pattern.text)
      writeShare(pattern.count, sum, of: entry.balance.bodies.count, to: &sink)
      sink.number(pattern.pattern.count)
      sink.endRow()
    }
  }

  private func writeCounts(_ entry: Entry, to sink: inout some RowSink) {
    var sum = 0
    for (years, count) in entry.balance.distribution.enumerated() where years > 0 || count > 0 {
      sum += count
      begin(entry, to: &sink)
      sink.number(years)
      writeShare(count, sum, of: entry.balance.bodies.count, to: &sink)
      sink.endRow()
    }
  }

  private func writeSummary(_ entry: Entry, to sink: inout some RowSink) {
    let summary = entry.balance.summary
    let years = entry.balance.years
    begin(entry, to: &sink)
    sink.text(years.first.map { "\($0)–\(years.last ?? $0)" })
    for number in [
      summary.bodies, summary.complete, summary.withGaps, summary.never, summary.present,
      summary.expected,
    ] {
      sink.number(number)
    }
    sink.number(
      summary.expected > 0 ? 100 * Double(summary.present) / Double(summary.expected) : nil,
      as: .rounded(decimals: 2))
    for quantile in summary.quantiles { sink.number(quantile, as: .rounded(decimals: 1)) }
    sink.endRow()
  }

  private func writeYears(_ entry: Entry, to sink: inout some RowSink) {
    for (year, flow) in zip(entry.balance.years, entry.balance.flows) {
      begin(entry, to: &sink)
      sink.number(year.number)
      sink.number(flow.present)
      sink.number(entry.balance.bodies.count - flow.present)
      // Before the first year nothing is known, so nobody came, went or returned.
      let isFirst = year == entry.balance.years.first
      for number in [flow.entered, flow.returned, flow.paused, flow.left] {
        sink.number(isFirst ? nil : Double(number))
      }
      sink.endRow()
    }
  }

  private func writeUnits(_ entry: Entry, to sink: inout some RowSink) {
    let years = entry.balance.years
    for (position, body) in entry.balance.bodies.enumerated() {
      let pattern = entry.balance[position]
      begin(entry, to: &sink)
      sink.text(body.name)
      sink.text(body.code)
      sink.text(pattern.text)
      sink.number(pattern.count)
      sink.number(pattern.first.map { Double(years[$0].number) })
      sink.number(pattern.last.map { Double(years[$0].number) })
      sink.number(pattern.gaps.count)
      let missing = pattern.missing.map { years[$0].description }
      sink.text(missing.isEmpty ? nil : missing.joined(separator: " "))
      sink.endRow()
    }
  }
}
