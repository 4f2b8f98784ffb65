extension YearComponents {
  /// What went in and what was left out, in a line.
  public func summary(of frame: Frame) -> LocalizedText {
    let year = frame.years[year]
    return LocalizedText(
      zh: "\(year)年：\(bodies.count)个单位、\(indicators.count)个指标；"
        + "未计入单位\(omittedBodies.count)个（缺数）、指标\(omittedIndicators.count)个（缺数过半或无差异）",
      en: "\(year): \(bodies.count) bodies, \(indicators.count) indicators; left out "
        + "\(omittedBodies.count) bodies that lack a figure and \(omittedIndicators.count) indicators "
        + "that most lack or that are equal for all")
  }
}
