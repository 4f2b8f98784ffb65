import Nianbao

/// What an evaluation found, by number of mistakes and type, beside what was possible.
public struct EvaluationTable: TableSource {
  private let parts: [(prose: ProseAmount, scores: [MistakeScore])]
  private let rates: MistakeRates
  private let language: Language

  /// A table of an evaluation; the types' names in a language.
  public init(_ evaluation: Evaluation, rates: MistakeRates, language: Language) {
    self.init([evaluation], rates: rates, language: language)
  }

  /// A table of several evaluations, one after the other.
  public init(_ evaluations: [Evaluation], rates: MistakeRates, language: Language) {
    parts = evaluations.map { ($0.prose, $0.scores) }
    self.rates = rates
    self.language = language
  }

  /// The columns; all shares are percents of what is detectable, those of values of what is identified
  /// too, and the last of what no other mistake of its type explains as well.
  public var headings: [TableHeading] {
    [
      .text("mistakes", zh: "错误数", en: "Mistakes"), .text("type", zh: "类型", en: "Type"),
      .number("planted", zh: "植入", en: "Planted"),
      .number("detectable", zh: "可发现", en: "Detectable"),
      .number("found", zh: "发现%", en: "Found %"),
      .number("suspected", zh: "列为疑点%", en: "Suspected %"),
      .number("cell_first", zh: "首选单元格%", en: "Cell first %"),
      .number("reader_first", zh: "知比率者%", en: "Reader %"),
      .number("cell_ceiling", zh: "上限%", en: "Ceiling %"),
      .number("identified", zh: "数值可定", en: "Identified"),
      .number("value_first", zh: "首选数值%", en: "Value first %"),
      .number("value_ceiling", zh: "上限%", en: "Ceiling %"),
      .text("prose", zh: "正文", en: "Prose"),
      .number("untied", zh: "无并列", en: "Untied"),
      .number("untied_first", zh: "无并列首选%", en: "Untied first %"),
    ]
  }

  /// Hands the rows to a sink: for each number of mistakes the types and their total, then for all.
  public func write(to sink: inout some RowSink) {
    for part in parts { write(part.scores, part.prose, &sink) }
  }

  private func write(
    _ scores: [MistakeScore], _ prose: ProseAmount, _ sink: inout some RowSink
  ) {
    let counts = Set(scores.map(\.mistakes)).sorted()
    for count in counts.map(Optional.some) + [nil] {
      let own = scores.filter { count == nil || $0.mistakes == count }
      for type in MistakeType.allCases {
        let tally = ScoreTally(own.filter { $0.type == type })
        if tally.planted > 0 { row(count, name(type), tally, prose, &sink) }
      }
      for level in [MistakeScore.Level.district, .township] {
        let tally = ScoreTally(own.filter { $0.level == level })
        if tally.planted > 0 { row(count, level.name, tally, prose, &sink) }
      }
      row(count, Self.all, ScoreTally(own), prose, &sink)
    }
  }

  private static let all = LocalizedText(zh: "合计", en: "all")

  private func name(_ type: MistakeType) -> LocalizedText {
    rates.names[type] ?? LocalizedText(zh: type.rawValue, en: type.rawValue)
  }

  private func row(
    _ count: Int?, _ name: LocalizedText, _ tally: ScoreTally, _ prose: ProseAmount,
    _ sink: inout some RowSink
  ) {
    sink.text(count.map(String.init) ?? Self.all[language])
    sink.text(name[language])
    sink.number(tally.planted)
    sink.number(tally.detectable)
    for share in [tally.found, tally.suspected, tally.first, tally.byReader] {
      sink.number(percent(Double(share), of: tally.detectable), as: .rounded(decimals: 1))
    }
    sink.number(percent(tally.firstCeiling, of: tally.detectable), as: .rounded(decimals: 1))
    sink.number(tally.identified)
    sink.number(
      percent(Double(tally.valueFirst), of: tally.identified), as: .rounded(decimals: 1))
    sink.number(percent(tally.valueCeiling, of: tally.identified), as: .rounded(decimals: 1))
    sink.text(prose.name[language])
    sink.number(tally.untied)
    sink.number(percent(Double(tally.untiedFirst), of: tally.untied), as: .rounded(decimals: 1))
    sink.endRow()
  }

  private func percent(_ part: Double, of whole: Int) -> Double? {
    whole == 0 ? nil : part / Double(whole) * 100
  }
}

extension MistakeScore.Level {
  /// What it is called in results.
  fileprivate var name: LocalizedText {
    switch self {
    case .district: LocalizedText(zh: "区县汇总报告", en: "in the district's report")
    case .township: LocalizedText(zh: "所属单位报告", en: "in a township's report")
    }
  }
}
