import Vectors

extension RepetitionChecks {
  /// How often each leaf's figure is that of the year before, where not both are 0: over all units and
  /// years, one half where no pair is known.
  func persistence() -> [IndicatorIndex: Double] {
    var chances: [IndicatorIndex: Double] = [:]
    for indicator in leaves {
      var (same, all) = (1.0, 2.0)
      for year in panel.years {
        guard let column = panel.column(indicator, year)?.values,
          let earlier = panel.column(indicator, year.previous)?.values
        else { continue }
        let (now, then) = (column.span, earlier.span)
        for unit in now.indices {
          let (one, other) = (now[unit], then[unit])
          guard !one.isNaN, !other.isNaN, one != 0 || other != 0 else { continue }
          all += 1
          if one == other { same += 1 }
        }
      }
      chances[indicator] = same / all
    }
    return chances
  }

  /// Reports of a year that repeat the unit's own of the year before.
  ///
  /// The chance of it is that of so many coincidences or more, each figure's as often as figures of
  /// its indicator stay what they are, as if apart from each other.
  func lastYear(_ year: Int, _ persistence: [IndicatorIndex: Double]) -> CheckOutcome {
    let count = panel.units.count
    guard let before = panel.position(of: panel.years[year].previous) else {
      return CheckOutcome(check: .lastYear, tests: 0)
    }
    let then = Dictionary(
      uniqueKeysWithValues: columns(before).map { ($0.indicator, $0.values) })
    let pairs = columns(year).compactMap { indicator, values in
      then[indicator].map { (indicator: indicator, now: values, then: $0) }
    }
    var active = [Int32](repeating: 0, count: count)
    var matching = active
    for pair in pairs {
      let (now, then) = (pair.now.span, pair.then.span)
      for unit in now.indices {
        let (one, other) = (now[unit], then[unit])
        guard !one.isNaN, !other.isNaN, one != 0 || other != 0 else { continue }
        active[unit] += 1
        if one == other { matching[unit] += 1 }
      }
    }
    var outcome = CheckOutcome(
      check: .lastYear, tests: active.count { $0 >= Self.fewestFigures })
    for unit in 0..<count where Self.repeats(Int(matching[unit]), of: Int(active[unit])) {
      var comparison = Comparison()
      for pair in pairs { comparison.add(pair.indicator, pair.now[unit], pair.then[unit]) }
      let values = comparison.byValue
      guard values.count >= Self.fewestFigures else { continue }
      let chances = values.values.map { $0.compactMap { persistence[$0] }.max() ?? 1 }.sorted()
      let probability = SuccessCount.logProbability(
        atLeast: chances.count,
        of: chances + comparison.differing.compactMap { persistence[$0] })
      outcome.candidates.append(
        AnomalyCandidate(
          check: .lastYear, unit: UnitIndex(unit), year: year, logProbability: probability,
          subject: .repetition(
            comparison.matching.map(\.indicator), of: comparison.active, other: nil)))
    }
    return outcome
  }
}
