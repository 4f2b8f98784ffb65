import Nianbao

/// What an evaluation found, by number of mistakes and type, beside what was possible.
public struct EvaluationTable: TableSource {
  private let scores: [MistakeScore]
  private let rates: MistakeRates
  private let language: Language

  /// A table of an evaluation; the types' names in a language.
  public init(_ evaluation: Evaluation, rates: MistakeRates, language: Language) {
    scores = evaluation.scores
    self.rates = rates
    self.language = language
  }

  /// The columns; all shares are percents of what is detectable, those of values of what is identified
  /// too.
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
    ]
  }

  /// Hands the rows to a sink: for each number of mistakes the types and their total, then for all.
  public func write(to sink: inout some RowSink) {
    let counts = Set(scores.map(\.mistakes)).sorted()
    for count in counts.map(Optional.some) + [nil] {
      let own = scores.filter { count == nil || $0.mistakes == count }
      for type in MistakeType.allCases {
        let tally = ScoreTally(own.filter { $0.type == type })
        if tally.planted > 0 { row(count, type, tally, &sink) }
      }
      row(count, nil, ScoreTally(own), &sink)
    }
  }

  private func row(
    _ count: Int?, _ type: MistakeType?, _ tally: ScoreTally, _ sink: inout some RowSink
  ) {
    let all = LocalizedText(zh: "合计", en: "all")[language]
    sink.text(count.map(String.init) ?? all)
    sink.text(type.map { rates.names[$0]?[language] ?? $0.rawValue } ?? all)
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
    sink.endRow()
  }

  private func percent(_ part: Double, of whole: Int) -> Double? {
    whole == 0 ? nil : part / Double(whole) * 100
  }
}
