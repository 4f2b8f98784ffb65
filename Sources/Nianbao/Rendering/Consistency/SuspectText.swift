/// How a cell that should say something else is written for a reader: `专职人员数 2 → 3`.
struct SuspectText {
  let panel: Panel
  let language: Language

  /// The change of one cell.
  ///
  /// - Parameters:
  ///   - unit: The unit that is spoken of; another one is named.
  ///   - year: The year that is spoken of; another one is named.
  func change(_ suspect: Suspect, unit: UnitIndex, year: Year) -> String {
    var words = [panel.catalog[suspect.indicator].label]
    if suspect.source == .prose { words.append(language == .chinese ? "（正文）" : "(prose)") }
    if suspect.unit != unit { words.append(panel.units.name(of: suspect.unit)) }
    if suspect.year != year { words.append("\(suspect.year)") }
    words.append("\(printed(suspect)) → \(suggested(suspect))")
    return words.joined(separator: " ")
  }

  /// The changes of an explanation.
  func changes(_ explanation: Explanation, of story: Story) -> String {
    explanation.changes.map { change($0, unit: story.unit, year: story.year) }
      .joined(separator: language == .chinese ? "；" : "; ")
  }

  /// The figure that stands there.
  func printed(_ suspect: Suspect) -> String {
    let decimals = panel.mark(suspect.indicator, suspect.year, suspect.unit).decimals
    return suspect.value.map { NumberText.text($0, decimals: decimals) }
      ?? (language == .chinese ? "空白" : "blank")
  }

  /// What it should say, and the interval where the rest of the report leaves a choice.
  func suggested(_ suspect: Suspect) -> String {
    let value = NumberText.text(suspect.suggested)
    guard let interval = interval(suspect) else { return value }
    return language == .chinese ? "\(value)（\(interval)）" : "\(value) (\(interval))"
  }

  /// The values that would do; nil where there is one only.
  func interval(_ suspect: Suspect) -> String? {
    let (low, high) = (suspect.interval.lowerBound, suspect.interval.upperBound)
    switch (low.isFinite, high.isFinite) {
    case (true, true): return low == high ? nil : "\(NumberText.text(low))–\(NumberText.text(high))"
    case (true, false): return "≥ \(NumberText.text(low))"
    case (false, true): return "≤ \(NumberText.text(high))"
    case (false, false): return language == .chinese ? "任意" : "any"
    }
  }

  /// A score in percent.
  func percent(_ score: Double) -> String {
    "\(NumberStyle.rounded(decimals: 0).text(of: 100 * score))%"
  }
}

extension Story.Proof {
  /// What is proven, for a reader.
  var title: LocalizedText {
    switch self {
    case .minimal:
      LocalizedText(
        zh: "已证明：没有更小的改动能使各项关系成立", en: "proven: no smaller change satisfies all relations")
    case .bounded(let weight) where weight == .infinity:
      LocalizedText(
        zh: "已证明：改动任何数字都不能使各项规则同时成立，规则本身互相矛盾",
        en: "proven: no change of figures satisfies all rules, which contradict each other here")
    case .bounded(let weight) where weight > 0:
      LocalizedText(
        zh: "搜索到达上限：权重低于 \(NumberText.text(weight)) 的改动不存在，其上未全部查过",
        en:
          "search bounded: no change weighs less than \(NumberText.text(weight)), beyond it not all "
          + "was searched")
    case .bounded:
      LocalizedText(zh: "未证明没有更小的改动", en: "not proven that no smaller change would do")
    }
  }
}
