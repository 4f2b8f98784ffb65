/// A Divisia decomposition as a table: one row a region and factor.
public struct DivisiaTable: TableSource {
  private let decomposition: Divisia
  private let excerpt: FrameExcerpt
  private let language: Language

  /// The table of a decomposition, its factors named in a language.
  public init(_ decomposition: Divisia, language: Language) {
    self.decomposition = decomposition
    self.language = language
    excerpt = FrameExcerpt(decomposition.frame, Selection())
  }

  /// The columns.
  public var headings: [TableHeading] {
    [.text("whole", zh: "范围", en: "Whole"), .text("whole_code", zh: "范围代码", en: "Whole code")]
      + excerpt.indicatorHeadings + [
        .number("from", zh: "起始年", en: "From"), .number("to", zh: "终止年", en: "To"),
        .number("previous", zh: "起始数", en: "Previous"), .number("value", zh: "终止数", en: "Value"),
        .number("n", zh: "分解单位数", en: "Taken apart"), .number("of", zh: "单位数", en: "Of"),
        .text("factor", zh: "因素", en: "Factor"),
        .text("factor_label", zh: "因素名称", en: "Factor label"),
        .number("contribution", zh: "贡献", en: "Contribution"),
        .number("multiplier", zh: "倍数", en: "Multiplier"),
        .number("change", zh: "总增减", en: "Change of whole"), .text("note", zh: "备注", en: "Note"),
      ]
  }

  /// Hands the rows to a sink, region by region, factor by factor.
  public func write(to sink: inout some RowSink) {
    guard let indicator = decomposition.chain.last else { return }
    for group in decomposition.groups {
      for effect in group.effects {
        sink.text(group.whole.name)
        sink.text(group.whole.code)
        excerpt.writeIndicator(indicator, to: &sink)
        sink.number(decomposition.from.number)
        sink.number(decomposition.to.number)
        sink.number(group.previous, as: excerpt.style(indicator))
        sink.number(group.value, as: excerpt.style(indicator))
        sink.number(group.count)
        sink.number(group.of)
        sink.text(id(effect.factor))
        sink.text(label(effect.factor)[language])
        sink.number(effect.amount, as: .signed(decimals: 2))
        sink.number(effect.multiplier, as: .rounded(decimals: 4))
        sink.number(
          group.previous.flatMap { previous in group.value.map { $0 - previous } },
          as: excerpt.differenceStyle(indicator))
        sink.text(group.notes.names)
        sink.endRow()
      }
    }
  }

  private func id(_ factor: Divisia.Factor) -> String {
    switch factor {
    case .activity: "activity"
    case .structure: "structure"
    case .ratio(let numerator, to: let denominator): "\(name(numerator))/\(name(denominator))"
    case .apart: "apart"
    }
  }

  private func label(_ factor: Divisia.Factor) -> LocalizedText {
    let first = decomposition.chain.first.map { entry($0).label } ?? ""
    switch factor {
    case .activity: return LocalizedText(zh: "\(first)总量", en: "\(first), all")
    case .structure: return LocalizedText(zh: "\(first)分布", en: "\(first), shares of bodies")
    case .ratio(let numerator, to: let denominator):
      let ratio = "\(entry(numerator).label)/\(entry(denominator).label)"
      return LocalizedText(zh: ratio, en: ratio)
    case .apart: return LocalizedText(zh: "不可分解的单位", en: "bodies not taken apart")
    }
  }

  private func entry(_ indicator: Int) -> Indicator {
    decomposition.frame.catalog[decomposition.frame.indicators[indicator]]
  }

  private func name(_ indicator: Int) -> String { entry(indicator).id.name }
}
