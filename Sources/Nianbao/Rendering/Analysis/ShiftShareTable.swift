/// A shift-share decomposition as a table: one row a body and total.
public struct ShiftShareTable: TableSource {
  private let decomposition: ShiftShare
  private let excerpt: FrameExcerpt

  /// The table of a decomposition.
  public init(_ decomposition: ShiftShare, _ selection: Selection = Selection()) {
    self.decomposition = decomposition
    excerpt = FrameExcerpt(decomposition.frame, selection)
  }

  /// The columns.
  public var headings: [TableHeading] {
    [.text("whole", zh: "范围", en: "Whole"), .text("whole_code", zh: "范围代码", en: "Whole code")]
      + excerpt.bodyHeadings + excerpt.indicatorHeadings + [
        .number("breakdown", zh: "分组", en: "Breakdown"),
        .number("from", zh: "起始年", en: "From"), .number("to", zh: "终止年", en: "To"),
        .number("previous", zh: "起始数", en: "Previous"), .number("value", zh: "终止数", en: "Value"),
        .number("change", zh: "增减", en: "Change"),
        .number("reference_growth", zh: "范围增长%", en: "Growth of whole %"),
        .number("reference", zh: "整体增长分量", en: "Reference"),
        .number("mix", zh: "结构分量", en: "Mix"), .number("own", zh: "自身分量", en: "Own"),
        .number("entered_left", zh: "增删分量", en: "Entered or left"),
        .number("residual", zh: "余项", en: "Residual"), .text("note", zh: "备注", en: "Note"),
      ]
  }

  /// Hands the rows to a sink, whole by whole, body by body.
  public func write(to sink: inout some RowSink) {
    for group in decomposition.groups {
      for item in group.items {
        sink.text(group.whole.name)
        sink.text(group.whole.code)
        excerpt.writeBody(item.body, to: &sink)
        excerpt.writeIndicator(group.total, to: &sink)
        sink.number(group.breakdown)
        sink.number(decomposition.from.number)
        sink.number(decomposition.to.number)
        sink.number(item.previous, as: excerpt.style(group.total))
        sink.number(item.value, as: excerpt.style(group.total))
        sink.number(item.change, as: excerpt.differenceStyle(group.total))
        sink.number(group.growth, as: .signed(decimals: 1))
        for component in [item.reference, item.mix, item.own, item.comingAndGoing] {
          sink.number(component, as: .signed(decimals: 2))
        }
        sink.number(item.residual, as: .signed(decimals: 2))
        sink.text(item.notes.names)
        sink.endRow()
      }
    }
  }
}
