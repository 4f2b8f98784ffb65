/// Phrases that the page and the document share.
enum BriefingWords {
  /// A change with its arrow: `▲ +35 (+49.3%)`.
  static func change(_ column: ChangeColumn, of entry: Indicator) -> String {
    let (difference, percent) = (column.difference[0], column.percent[0])
    // More requests are neither good nor bad, so a change has an arrow and no colour.
    var words = difference > 0 ? "▲ " : difference < 0 ? "▼ " : ""
    words += FrameExcerpt.differenceStyle(of: entry).text(of: difference)
    if !percent.isNaN { words += " (\(NumberStyle.signed(decimals: 1).text(of: percent))%)" }
    return words
  }

  /// What the figure was the year before.
  static func previous(_ column: ChangeColumn, of entry: Indicator, _ texts: BriefingTexts)
    -> String
  {
    guard column.caveat(0) != .fromZero else { return texts(.figuresFromzero) }
    let previous = FrameExcerpt.style(of: entry).text(of: column.previous[0])
    return texts(.figuresPrevious, ["value": previous])
  }
}
