/// Turns discoveries into findings with a sentence each.
struct AnomalyMessages {
  let panel: Panel

  private var catalog: Catalog { panel.catalog }

  /// The finding of a discovery.
  func finding(_ candidate: AnomalyCandidate) -> Finding {
    var (actual, expected): (Double?, Double?) = (nil, nil)
    if case .figure(let indicator, let figure, let typical, _, _) = candidate.subject {
      actual = figure
      expected = rounded(typical, indicator)
    }
    return Finding(
      id: RuleID(candidate.check.rawValue), kind: candidate.check.kind, severity: .info,
      unit: candidate.unit, year: panel.years[candidate.year], cells: cells(candidate),
      actual: actual, expected: expected, message: message(candidate))
  }

  // MARK: Cells

  private func cells(_ candidate: AnomalyCandidate) -> [Finding.Cell] {
    let year = panel.years[candidate.year]
    func cell(_ indicator: IndicatorIndex, _ year: Year) -> Finding.Cell {
      self.cell(candidate.unit, indicator, year)
    }
    switch candidate.subject {
    case .figure(let indicator, _, _, _, _):
      switch candidate.check {
      case .jump: return [cell(indicator, year), cell(indicator, year.previous)]
      case .history:
        let others = panel.years.filter {
          $0 != year && panel.value(indicator, $0, candidate.unit) != nil
        }
        return ([year] + others).map { cell(indicator, $0) }
      default: return [cell(indicator, year)]
      }
    case .vector(let figures, _, _): return figures.map { cell($0.indicator, year) }
    case .repetition(let indicators, _, _): return indicators.map { cell($0, year) }
    case .digit(_, _, _, _, _, let cells):
      return cells.map { self.cell($0.unit, $0.indicator, panel.years[$0.year]) }
    }
  }

  private func cell(_ unit: UnitIndex, _ indicator: IndicatorIndex, _ year: Year) -> Finding.Cell {
    Finding.Cell(
      unit: unit, indicator: indicator, year: year, value: panel.value(indicator, year, unit),
      mark: panel.mark(indicator, year, unit))
  }

  // MARK: Sentences

  private func message(_ candidate: AnomalyCandidate) -> LocalizedText {
    let chance = chance(candidate.logProbability)
    switch candidate.subject {
    case .figure(let indicator, let actual, let expected, let peers, let region):
      return figureMessage(
        candidate, indicator, actual: actual, expected: expected, peers: peers, place(region),
        chance)
    case .vector(let figures, let peers, let region):
      return vectorMessage(candidate, figures.map(\.indicator), peers, place(region), chance)
    case .repetition(let indicators, let all, let other):
      return repetitionMessage(candidate, indicators.count, of: all, other, chance)
    case .digit(let digit, let actual, let expected, let count, let region, _):
      return digitMessage(
        candidate, digit, actual: actual, expected: expected, count: count, region, chance)
    }
  }

  private func figureMessage(
    _ candidate: AnomalyCandidate, _ indicator: IndicatorIndex, actual: Double, expected: Double,
    peers: Int, _ place: LocalizedText, _ chance: LocalizedText
  ) -> LocalizedText {
    let label = catalog[indicator].label
    let figure = NumberText.text(actual)
    let typical = NumberText.text(rounded(expected, indicator))
    let isHigh = actual > expected
    let direction = LocalizedText(zh: isHigh ? "高于" : "低于", en: isHigh ? "above" : "below")
    switch candidate.check {
    case .history:
      return LocalizedText(
        zh:
          "“\(label)”为\(figure)，明显\(direction.chinese)本单位其他 \(peers) 年的通常水平 \(typical)\(chance.chinese)",
        en:
          "‘\(label)’ is \(figure), far \(direction.english) the \(typical) that is usual in the unit's "
          + "\(peers) other years\(chance.english)")
    case .jump:
      let year = panel.years[candidate.year].previous
      let before = panel.value(indicator, year, candidate.unit).map { NumberText.text($0) } ?? ""
      let turn = LocalizedText(zh: isHigh ? "骤增" : "骤降", en: isHigh ? "jumps" : "drops")
      return LocalizedText(
        zh:
          "“\(label)”由上年的\(before)\(turn.chinese)到\(figure)，而按\(place.chinese) \(peers) 个同级单位同期的变化约为 "
          + "\(typical)\(chance.chinese)",
        en:
          "‘\(label)’ \(turn.english) from \(before) to \(figure); with the change of \(peers) peers in "
          + "\(place.english) it would be about \(typical)\(chance.english)")
    default:
      return LocalizedText(
        zh: "“\(label)”为\(figure)，明显\(direction.chinese)\(place.chinese) \(peers) 个同级单位的通常水平 "
          + "\(typical)\(chance.chinese)",
        en:
          "‘\(label)’ is \(figure), far \(direction.english) the \(typical) that is usual among \(peers) "
          + "peers in \(place.english)\(chance.english)")
    }
  }

  private func vectorMessage(
    _ candidate: AnomalyCandidate, _ indicators: [IndicatorIndex], _ peers: Int,
    _ place: LocalizedText, _ chance: LocalizedText
  ) -> LocalizedText {
    let year = panel.years[candidate.year]
    let figures = indicators.map { indicator in
      let value = panel.value(indicator, year, candidate.unit).map { NumberText.text($0) } ?? ""
      return (label: catalog[indicator].label, value: value)
    }
    return LocalizedText(
      zh: "主要数字的组合与\(place.chinese) \(peers) 个同级单位不同，主要在于"
        + figures.map { "“\($0.label)”\($0.value)" }.joined(separator: "、") + chance.chinese,
      en:
        "The main figures do not go together as those of \(peers) peers in \(place.english) do, above "
        + "all " + figures.map { "‘\($0.label)’ \($0.value)" }.joined(separator: ", ")
        + chance.english)
  }

  private func repetitionMessage(
    _ candidate: AnomalyCandidate, _ matching: Int, of all: Int, _ other: UnitIndex?,
    _ chance: LocalizedText
  ) -> LocalizedText {
    let whose: LocalizedText
    if let other {
      let name = panel.units.name(of: other)
      whose = LocalizedText(zh: "\(name)同年的报告", en: "that of \(name) for the same year")
    } else {
      whose = LocalizedText(zh: "上年的报告", en: "that of the year before")
    }
    return LocalizedText(
      zh: "与\(whose.chinese)几乎相同：非零数字 \(all) 个，\(matching) 个完全一样\(chance.chinese)",
      en:
        "The report all but repeats \(whose.english): of \(all) figures that are not 0, \(matching) "
        + "are the same\(chance.english)")
  }

  private func digitMessage(
    _ candidate: AnomalyCandidate, _ digit: Int, actual: Int, expected: Double, count: Int,
    _ region: RegionCode?, _ chance: LocalizedText
  ) -> LocalizedText {
    let isLast = candidate.check == .lastDigits
    let whose =
      region == nil
      ? LocalizedText(zh: "本单位", en: "the unit's")
      : LocalizedText(
        zh: "\(place(region).chinese)各单位", en: "the units' of \(place(region).english)")
    let often = NumberText.text(expected.rounded())
    return LocalizedText(
      zh: "\(whose.chinese)的 \(count) 个数字中，\(isLast ? "末位" : "首位")是 \(digit) 的有 \(actual) 个，按常理约 "
        + "\(often) 个\(chance.chinese)",
      en: "Of \(whose.english) \(count) figures \(actual) have \(digit) as their "
        + "\(isLast ? "last" : "first") digit; about \(often) would be usual\(chance.english)")
  }

  /// A region's name; the panel where there is none.
  private func place(_ region: RegionCode?) -> LocalizedText {
    guard let region else { return LocalizedText(zh: "全部数据中", en: "the panel") }
    let name = panel.regions.region(region)?.name ?? region.description
    return LocalizedText(zh: name, en: name)
  }

  /// A typical figure with as many digits as mean something: whole counts from 10 on, amounts with
  /// two decimals.
  private func rounded(_ value: Double, _ indicator: IndicatorIndex) -> Double {
    let isCount = catalog[indicator].measure.kind == .count
    let scale: Double = isCount ? (value >= 10 ? 1 : 10) : 100
    return (value * scale).rounded() / scale
  }

  /// The chance as a power of ten, in brackets.
  private func chance(_ logProbability: Double) -> LocalizedText {
    let exponent = Int((logProbability / 2.302585092994046).rounded())
    let power = exponent < -99 ? "10^-99" : "10^\(exponent)"
    let isBelow = exponent < -99
    return LocalizedText(
      zh: "（偶然出现的概率\(isBelow ? "低于" : "约") \(power)）",
      en: " (by chance \(isBelow ? "below" : "about") \(power))")
  }
}

extension AnomalyReport {
  /// How much was tested, what was found, and how much of it chance would find, in one sentence.
  public var summary: LocalizedText {
    let tests = NumberText.text(Double(testCount))
    let rate = NumberText.text((falseDiscoveryRate * 1e4).rounded() / 100)
    let alarms = NumberText.text((expectedFalseAlarms * 10).rounded(.up) / 10)
    return LocalizedText(
      zh: "统计检验 \(tests) 项，异常 \(discoveries) 项，提示 \(anomalies.count) 处；错误发现率 \(rate)%，"
        + "预计误报不超过 \(alarms) 项",
      en:
        "\(tests) statistical \(testCount == 1 ? "test" : "tests"), "
        + EnglishCount.text(discoveries, "discovery") + " told in "
        + EnglishCount.text(anomalies.count, "finding") + "; "
        + "at a false discovery rate of \(rate)% at most \(alarms) of them are expected to be false "
        + "alarms")
  }
}
