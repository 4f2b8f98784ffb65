extension StableTop {
  /// Who was among the first in every year, one line an indicator of a selection.
  public func summary(_ selection: Selection = Selection()) -> LocalizedText {
    let frame = ranking.frame
    let wanted = FrameExcerpt(frame, selection).indicators
    let lines = wanted.map { indicator -> LocalizedText in
      let names = bodiesOfEveryYear(indicator).map { frame.bodies[$0].name }
      let label = frame.catalog[frame.indicators[indicator]].label
      let (count, years) = (places.first ?? 0, rankedYears(indicator))
      return LocalizedText(
        zh: "\(label)：\(years)年均在前\(count)名的有\(names.count)个"
          + (names.isEmpty ? "" : "：\(names.joined(separator: "、"))"),
        en: "\(label): \(names.count) among the first \(count) in all \(years) years"
          + (names.isEmpty ? "" : ": \(names.joined(separator: ", "))"))
    }
    return LocalizedText(
      zh: lines.map(\.chinese).joined(separator: "\n"),
      en: lines.map(\.english).joined(separator: "\n"))
  }
}
