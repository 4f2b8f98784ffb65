/// Changes as a table: one row a body, year and indicator that has a figure or had one.
public struct ChangeTable: TableSource {
  /// A further column, shown when asked for.
  public enum Measure: String, Sendable, CaseIterable {
    /// The logarithmic change.
    case log
    /// The constant yearly growth over the years spanned.
    case growth
    /// The sum of the figures up to the year, and their number.
    case cumulated
    /// The figure as many years later as the change looks back.
    case lead
  }

  /// What stands beside the change itself.
  public struct Extras: Sendable {
    /// Further columns, in the order of the cases whatever the order they were asked for in.
    public var measures: Set<Measure> = []
    /// The year that is 100 in a column `index`; nil for no such column.
    public var indexBase: Year?
    /// The years of a rolling mean, and how many of them must have a figure; nil for no such column.
    public var rolling: (window: Int, least: Int)?

    /// Nothing beside the change.
    public init() {}
  }

  private let change: Change
  private let excerpt: FrameExcerpt
  private let extras: Extras
  private let index: Frame?
  private let rolling: WindowedFrame?
  private let cumulated: WindowedFrame?
  private let lead: Frame?

  /// The table of some changes, with the years and indicators of a selection.
  public init(
    _ change: Change, _ selection: Selection = Selection(), extras: Extras = Extras()
  ) {
    self.change = change
    self.extras = extras
    excerpt = FrameExcerpt(change.frame, selection)
    let frame = change.frame
    index = extras.indexBase.map { frame.index(base: $0) }
    rolling = extras.rolling.map { frame.rollingMeans(over: $0.window, atLeast: $0.least) }
    cumulated = extras.measures.contains(.cumulated) ? frame.cumulatedSums() : nil
    lead = extras.measures.contains(.lead) ? frame.shifted(by: -change.lag) : nil
  }

  /// The columns; the number of years spanned only where it is not always one.
  public var headings: [TableHeading] {
    excerpt.bodyHeadings + [excerpt.yearHeading] + excerpt.indicatorHeadings + [
      .number("value", zh: "数值", en: "Value"),
      .number("previous", zh: previousTitle.chinese, en: previousTitle.english),
      .number("difference", zh: "增减", en: "Difference"),
      .number("percent", zh: "增减%", en: "Percent"),
    ]
      + (change.base.hasSpans ? [.number("span", zh: "相隔年数", en: "Years spanned")] : [])
      + (extras.indexBase.map {
        [.number("index", zh: "指数（\($0)=100）", en: "Index (\($0)=100)")]
      } ?? [])
      + [.text("note", zh: "备注", en: "Note")] + furtherHeadings
  }

  private var previousTitle: LocalizedText {
    switch change.base {
    case .previousYear: LocalizedText(zh: "上年", en: "Previous")
    case .lastReported: LocalizedText(zh: "上年", en: "Previous")
    case .yearsBefore(let count): LocalizedText(zh: "\(count)年前", en: "\(count) years before")
    case .year(let year): LocalizedText(zh: "\(year)年", en: "\(year)")
    }
  }

  private var furtherHeadings: [TableHeading] {
    var headings: [TableHeading] = []
    if extras.measures.contains(.log) {
      headings.append(.number("log_difference", zh: "对数增减", en: "Log difference"))
    }
    if extras.measures.contains(.growth) {
      headings.append(.number("growth", zh: "年均增长%", en: "Growth a year %"))
    }
    if let (window, least) = extras.rolling {
      let limit =
        least < window
        ? LocalizedText(zh: "，至少\(least)年", en: ", \(least) at least")
        : LocalizedText(zh: "", en: "")
      headings.append(
        .number(
          "rolling_mean", zh: "\(window)年平均\(limit.chinese)",
          en: "Mean of \(window) years\(limit.english)"))
      headings.append(.number("rolling_n", zh: "平均年数", en: "Years in mean"))
    }
    if extras.measures.contains(.cumulated) {
      headings.append(.number("cumulated", zh: "累计", en: "Cumulated"))
      headings.append(.number("cumulated_n", zh: "累计年数", en: "Years in sum"))
    }
    if extras.measures.contains(.lead) {
      headings.append(
        .number(
          "lead", zh: change.lag == 1 ? "下年" : "\(change.lag)年后",
          en: change.lag == 1 ? "Next" : "\(change.lag) years later"))
    }
    return headings
  }

  /// Hands the rows to a sink, body by body, in the order of the form, year by year.
  public func write(to sink: inout some RowSink) {
    let years = excerpt.years.filter { change.base.concerns(change.frame.years[$0]) }
    for body in excerpt.bodies {
      for indicator in excerpt.indicators {
        for year in years {
          guard let column = change.column(indicator, year),
            !column.values[body].isNaN || !column.previous[body].isNaN
              || !change.frame.notes(indicator, year, body).isEmpty
          else { continue }
          excerpt.writeBody(body, to: &sink)
          sink.number(change.frame.years[year].number)
          excerpt.writeIndicator(indicator, to: &sink)
          sink.number(column.values[body], as: excerpt.style(indicator))
          sink.number(column.previous[body], as: excerpt.style(indicator))
          sink.number(column.difference[body], as: excerpt.differenceStyle(indicator))
          sink.number(column.percent[body], as: .signed(decimals: 1))
          if change.base.hasSpans {
            sink.number(column.span[body] == 0 ? nil : Double(column.span[body]))
          }
          if let index {
            sink.number(index.column(indicator, year).map { $0[body] }, as: .rounded(decimals: 1))
          }
          sink.text(note(column, indicator, year, body))
          writeFurther(column, indicator, year, body, to: &sink)
          sink.endRow()
        }
      }
    }
  }

  /// Why a cell is null, then what must be said of the figures.
  private func note(_ column: ChangeColumn, _ indicator: Int, _ year: Int, _ body: Int) -> String? {
    var words: [String] = []
    if let caveat = column.caveat(body) { words.append(caveat.rawValue) }
    if let base = extras.indexBase, !column.values[body].isNaN,
      let caveat = change.frame.indexCaveat(indicator, body, base: base)
    {
      words.append(caveat.rawValue)
    }
    if extras.measures.contains(.log), !column.difference[body].isNaN, column.values[body] <= 0,
      column.previous[body] > 0
    {
      words.append("log-of-zero")
    }
    if cumulated != nil, change.frame.catalog[change.frame.indicators[indicator]].nature == .stock {
      words.append("stock")
    }
    if let names = column.notes(body).names { words.append(names) }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private func writeFurther(
    _ column: ChangeColumn, _ indicator: Int, _ year: Int, _ body: Int,
    to sink: inout some RowSink
  ) {
    if extras.measures.contains(.log) {
      sink.number(column.logarithm(body), as: .signed(decimals: 3))
    }
    if extras.measures.contains(.growth) {
      sink.number(column.annualGrowth(body), as: .signed(decimals: 1))
    }
    if let rolling {
      sink.number(
        rolling.frame.column(indicator, year).map { $0[body] }, as: .rounded(decimals: 1))
      sink.number(rolling.count(indicator, year, body))
    }
    if let cumulated {
      let sum = cumulated.frame.column(indicator, year).map { $0[body] } ?? .nan
      sink.number(sum, as: excerpt.style(indicator))
      sink.number(sum.isNaN ? nil : Double(cumulated.count(indicator, year, body)))
    }
    if let lead {
      sink.number(lead.column(indicator, year).map { $0[body] }, as: excerpt.style(indicator))
    }
  }
}

extension Change.Base {
  /// Whether the number of years between the figures is not always one.
  fileprivate var hasSpans: Bool { self != .previousYear }

  /// Whether a year is one that is compared with this base.
  fileprivate func concerns(_ year: Year) -> Bool {
    if case .year(let base) = self { year > base } else { true }
  }
}

extension Change {
  /// How many years the change looks back; 1 where that is not a number of its own.
  var lag: Int { if case .yearsBefore(let count) = base { count } else { 1 } }
}
