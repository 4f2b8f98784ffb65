/// A roll-up as a table: one row a group, year and indicator.
public struct RollUpTable: TableSource {
  private let rollUp: RollUp
  private let excerpt: FrameExcerpt
  private let hasPublished: Bool
  private let hasBounds: Bool
  private let hasNotes: Bool
  private let showsMissing: Bool

  /// The table of a roll-up, with the years and indicators of a selection.
  ///
  /// - Parameter showsMissing: Whether the units without a figure are named in a column.
  public init(_ rollUp: RollUp, _ selection: Selection = Selection(), showsMissing: Bool = false) {
    self.rollUp = rollUp
    self.showsMissing = showsMissing
    let excerpt = FrameExcerpt(rollUp.frame, selection)
    self.excerpt = excerpt
    func occurs(_ condition: (Int, Int, Int) -> Bool) -> Bool {
      excerpt.indicators.contains { indicator in
        excerpt.years.contains { year in
          excerpt.bodies.contains { condition(indicator, year, $0) }
        }
      }
    }
    hasPublished = occurs { rollUp.published($0, $1, $2) != nil }
    hasBounds = occurs { rollUp.low($0, $1, $2) != nil || rollUp.high($0, $1, $2) != nil }
    hasNotes = occurs { !rollUp.frame.notes($0, $1, $2).isEmpty }
  }

  /// The columns: what a region published itself, bounds and notes only where there are some.
  public var headings: [TableHeading] {
    var headings =
      excerpt.bodyHeadings + [excerpt.yearHeading] + excerpt.indicatorHeadings + [
        .number("value", zh: title(rollUp.measure).chinese, en: title(rollUp.measure).english),
        .number("n", zh: "填报数", en: "Reporting"),
        .number("expected", zh: "应报数", en: "Expected"),
      ]
    if hasPublished { headings.append(.number("published", zh: "本级公布数", en: "Published")) }
    for measure in further {
      let title = title(rollUp.measures[measure])
      headings.append(
        .number(
          rollUp.measures[measure].name(in: rollUp.frame.catalog), zh: title.chinese,
          en: title.english))
    }
    for key in rollUp.grouping.keys {
      switch key {
      case .region: continue
      case .kind: headings.append(.text("kind", zh: "单位类别", en: "Kind"))
      case .edition: headings.append(.text("edition", zh: "表式", en: "Edition"))
      case .tag(let name): headings.append(.text("tag:\(name)", zh: name, en: name))
      }
    }
    if rollUp.pooledFrom != nil { headings.append(.number("from", zh: "起始年度", en: "From")) }
    if hasBounds {
      headings.append(.number("low", zh: "合计下限", en: "Low"))
      headings.append(.number("high", zh: "合计上限", en: "High"))
    }
    if showsMissing { headings.append(.text("missing", zh: "缺数单位", en: "Missing")) }
    if hasNotes { headings.append(.text("note", zh: "备注", en: "Note")) }
    return headings
  }

  /// The positions of the measures that have a column of their own; `n` has one already.
  private var further: [Int] {
    rollUp.measures.indices.dropFirst().filter { rollUp.measures[$0] != .count }
  }

  private func title(_ measure: RollUp.Measure) -> LocalizedText {
    let catalog = rollUp.frame.catalog
    return switch measure {
    case .sum: sumTitle
    case .mean: LocalizedText(zh: "平均", en: "Mean")
    case .weightedMean(let weight):
      LocalizedText(
        zh: "按\(catalog[weight].label)加权平均", en: "Mean weighted by \(catalog[weight].id)")
    case .median: LocalizedText(zh: "中位数", en: "Median")
    case .quantile(0.5): LocalizedText(zh: "中位数", en: "Median")
    case .quantile: LocalizedText(zh: "分位数", en: "Quantile")
    case .minimum: LocalizedText(zh: "最小值", en: "Minimum")
    case .maximum: LocalizedText(zh: "最大值", en: "Maximum")
    case .standardDeviation: LocalizedText(zh: "标准差", en: "Standard deviation")
    case .count: LocalizedText(zh: "填报单位数", en: "Units with a figure")
    case .share: LocalizedText(zh: "占上级比重", en: "Share")
    case .ratio(let other):
      LocalizedText(zh: "与\(catalog[other].label)之比", en: "Ratio to \(catalog[other].id)")
    case .gini: LocalizedText(zh: "基尼系数", en: "Gini")
    case .topShare(let limit): LocalizedText(zh: "前\(limit)位占比", en: "Share of top \(limit)")
    }
  }

  /// What the sums are called: of derived ratios they are ratios of sums.
  private var sumTitle: LocalizedText {
    let catalog = rollUp.frame.catalog
    let ratios = excerpt.indicators.filter { catalog[rollUp.frame.indicators[$0]].isRatio }.count
    if ratios == 0 { return LocalizedText(zh: "合计", en: "Sum") }
    return ratios == excerpt.indicators.count
      ? LocalizedText(zh: "合计之比", en: "Ratio of sums")
      : LocalizedText(zh: "合计或合计之比", en: "Sum or ratio of sums")
  }

  /// Hands the rows to a sink, group by group, year by year, in the order of the form.
  public func write(to sink: inout some RowSink) {
    for body in excerpt.bodies {
      for year in excerpt.years {
        for indicator in excerpt.indicators {
          guard let column = rollUp.frame.column(indicator, year) else { continue }
          excerpt.writeBody(body, to: &sink)
          sink.number(rollUp.frame.years[year].number)
          excerpt.writeIndicator(indicator, to: &sink)
          sink.number(column[body], as: style(rollUp.measure, indicator))
          sink.number(rollUp.count(indicator, year, body))
          sink.number(rollUp.expected(year, body))
          if hasPublished {
            sink.number(rollUp.published(indicator, year, body), as: excerpt.style(indicator))
          }
          writeFurther(indicator, year, body, to: &sink)
          sink.endRow()
        }
      }
    }
  }

  private func writeFurther(_ indicator: Int, _ year: Int, _ body: Int, to sink: inout some RowSink)
  {
    for measure in further {
      sink.number(
        rollUp.value(measure, indicator, year, body),
        as: style(rollUp.measures[measure], indicator))
    }
    for value in rollUp.groupValues[body] { sink.text(value) }
    if let from = rollUp.pooledFrom { sink.number(from.number) }
    if hasBounds {
      sink.number(rollUp.low(indicator, year, body), as: excerpt.style(indicator))
      sink.number(rollUp.high(indicator, year, body), as: excerpt.style(indicator))
    }
    if showsMissing {
      sink.text(rollUp.missing(indicator, year, body).joined(separator: "、"))
    }
    if hasNotes { sink.text(rollUp.frame.notes(indicator, year, body).names) }
    guard showsMissing else { return }
    sink.list(
      "missingUnits",
      of: rollUp.missingUnits(indicator, year, body).map { unit in
        [("code", unit.code), ("name", unit.name)]
          + (rollUp.pooledFrom == nil ? [] : [("year", unit.year.description)])
      })
  }

  private func style(_ measure: RollUp.Measure, _ indicator: Int) -> NumberStyle {
    switch measure {
    case .sum, .minimum, .maximum:
      rollUp.hasEstimates ? .rounded(decimals: 2) : excerpt.style(indicator)
    case .count: .plain
    case .mean, .weightedMean, .median, .quantile, .standardDeviation, .ratio:
      .rounded(decimals: 2)
    case .share, .gini, .topShare: .rounded(decimals: 3)
    }
  }
}
