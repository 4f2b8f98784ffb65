import Vectors

/// The checks of one indicator over all units and years: against peers, against the unit's own years,
/// and of the change from the year before.
struct FigureChecks {
  let panel: Panel
  let groups: PeerGroups
  let indicator: IndicatorIndex
  let options: AnomalyDetection.Options
  /// Positions in the panel's years whose figures are tested; the others are looked at alone.
  let tested: [Int]
  /// Figures by year in the order of `groups.order`; nil where no unit has the cell.
  private let figures: [Vector<Double>?]
  private let scale: StabilisingScale

  init(
    panel: Panel, groups: PeerGroups, indicator: IndicatorIndex, tested: [Int],
    options: AnomalyDetection.Options
  ) {
    self.panel = panel
    self.groups = groups
    self.indicator = indicator
    self.tested = tested
    self.options = options
    scale = panel.catalog[indicator].measure.kind == .count ? .count : .amount
    figures = panel.years.map { year in
      panel.column(indicator, year)?.values.gathering(groups.order)
    }
  }

  /// What the checks found unusual, before it is known how unusual that is over the whole panel.
  func outcomes(of checks: Set<AnomalyCheck>) -> [CheckOutcome] {
    guard !panel.catalog[indicator].isSigned else { return [] }
    let peers = comparisonsWithPeers()
    let common = commonSpread(
      peers.flatMap { test in test.years.flatMap { samples($0, test.places, test.spread) } })
    let panel = panelLevels(common)
    var outcomes: [CheckOutcome] = []
    if checks.contains(.peers) {
      outcomes.append(outcome(.peers, peers, panel) { $0.spread.level(common: common) })
    }
    guard checks.contains(.history) || checks.contains(.jump) else { return outcomes }
    let history = histories()
    let within = commonSpread(history.samples)
    if checks.contains(.history) { outcomes.append(self.history(history, within, panel)) }
    if checks.contains(.jump) { outcomes.append(jumps(within, panel)) }
    return outcomes
  }

  /// For each year and kind of units what counts are like in all of the panel.
  ///
  /// Where the usual count is 0, that says little of how large others are; such a figure must also
  /// stand out in the panel as a whole.
  private func panelLevels(_ common: Double) -> [[ReferenceLevel?]] {
    figures.map { figures in
      guard let figures, scale == .count else { return [] }
      return groups.spreadsOfKinds(figures, on: scale).map { $0?.level(common: common) }
    }
  }

  // MARK: Peers

  private func comparisonsWithPeers() -> [Comparison] {
    tested.flatMap { year -> [Comparison] in
      guard let figures = figures[year] else { return [] }
      let spreads = groups.spreads(figures, on: scale, minimum: options.minimumPeers + 1)
      return zip(groups.smallest, spreads).compactMap { group, peers in
        peers.map {
          Comparison(years: [year], places: group.range, spread: $0.spread, group: $0.choice)
        }
      }
    }
  }

  /// Figures that are compared with one level.
  private struct Comparison {
    let years: [Int]
    let places: Range<Int>
    let spread: GroupSpread
    var group: PeerGroups.Choice?
  }

  private func outcome(
    _ check: AnomalyCheck, _ comparisons: [Comparison], _ panel: [[ReferenceLevel?]],
    level: (Comparison) -> ReferenceLevel
  ) -> CheckOutcome {
    let count = comparisons.reduce(0) { count, comparison in
      comparison.years.reduce(count) { count, year in
        count + comparison.places.count { isTestable(year, $0) }
      }
    }
    var outcome = CheckOutcome(check: check, tests: count)
    let threshold = TailCalibration.threshold(for: count)
    for comparison in comparisons {
      let level = level(comparison)
      let isMostlyZero = comparison.spread.smoothMedian < 0.5 && scale == .count
      let ordinary = level.ordinary(threshold: threshold)
      for year in comparison.years {
        for place in comparison.places where isTestable(year, place) {
          guard let figure = figures[year]?[place], !ordinary.contains(figure) else { continue }
          var probability = level.logProbability(of: figure)
          if isMostlyZero {
            probability = max(probability, panelProbability(figure, year, place, panel))
          }
          guard -probability >= threshold else { continue }
          outcome.candidates.append(
            candidate(
              check, year, place, figure, expected: comparison.spread.typical,
              peers: comparison.spread.count - 1, group: comparison.group, probability))
        }
      }
    }
    return outcome
  }

  /// log p of a figure among all units of its kind; 0 where there are none.
  private func panelProbability(
    _ figure: Double, _ year: Int, _ place: Int, _ levels: [[ReferenceLevel?]]
  ) -> Double {
    let kind = groups.kinds[place]
    guard levels[year].indices.contains(kind) else { return 0 }
    return levels[year][kind]?.logProbability(of: figure) ?? 0
  }

  private func candidate(
    _ check: AnomalyCheck, _ year: Int, _ place: Int, _ figure: Double, expected: Double,
    peers: Int, group: PeerGroups.Choice?, _ probability: Double
  ) -> AnomalyCandidate {
    AnomalyCandidate(
      check: check, unit: UnitIndex(groups.order[place]), year: year, logProbability: probability,
      subject: .figure(
        indicator, actual: figure, expected: expected, peers: peers,
        region: group.flatMap { groups.levels[$0.level][$0.group].region }))
  }

  /// A figure there is, and of amounts one above 0: whether there is an amount at all is no matter of
  /// size.
  private func isTestable(_ year: Int, _ place: Int) -> Bool {
    guard let figure = figures[year]?[place] else { return false }
    return scale == .count ? figure >= 0 : figure > 0
  }

  // MARK: The unit's own years

  private struct Histories {
    let spreads: [GroupSpread?]
    let samples: [Sample]
  }

  /// Middle and spread of each unit's years.
  private func histories() -> Histories {
    let (units, years) = (groups.order.count, panel.years.count)
    let own = Vector<Double>(repeating: .nan, count: units * years) { result in
      for year in 0..<years {
        guard let figures = figures[year] else { continue }
        for unit in 0..<units { result[unit * years + year] = figures[unit] }
      }
    }
    let places = scale.transformed(own.span)
    let spreads = GroupSpread.all(
      own, places, (0..<units).map { $0 * years..<($0 + 1) * years }, on: scale
    ).map { $0.count >= options.minimumYears ? $0 : nil }
    var samples: [Sample] = []
    let step = max(1, units / 1500)
    for unit in stride(from: 0, to: units, by: step) {
      guard let spread = spreads[unit] else { continue }
      for year in 0..<years {
        let place = places[unit * years + year]
        if !place.isNaN { samples.append(Sample(place, spread)) }
      }
    }
    return Histories(spreads: spreads, samples: samples)
  }

  private func history(
    _ histories: Histories, _ common: Double, _ panel: [[ReferenceLevel?]]
  ) -> CheckOutcome {
    var comparisons: [Comparison] = []
    for (place, spread) in histories.spreads.enumerated() {
      guard let spread else { continue }
      comparisons.append(Comparison(years: tested, places: place..<place + 1, spread: spread))
    }
    return outcome(.history, comparisons, panel) { $0.spread.level(common: common) }
  }

  // MARK: Jumps

  /// Changes from the year before, against the median change of the peers.
  private func jumps(_ within: Double, _ levels: [[ReferenceLevel?]]) -> CheckOutcome {
    var pairs: [(year: Int, spreads: [(choice: PeerGroups.Choice, spread: GroupSpread)?])] = []
    var count = 0
    for year in tested {
      guard let before = panel.position(of: panel.years[year].previous),
        let now = figures[year], let then = figures[before]
      else { continue }
      let ratios = Vector<Double>(repeating: .nan, count: now.count) { result in
        for place in result.indices where isTestable(year, place) && isTestable(before, place) {
          result[place] = ratio(now[place], then[place])
        }
      }
      let spreads = groups.spreads(ratios, on: .amount, minimum: options.minimumPeers + 1)
      pairs.append((year, spreads))
      for (position, group) in groups.smallest.enumerated() where spreads[position] != nil {
        count += group.range.count { !ratios[$0].isNaN }
      }
    }
    var outcome = CheckOutcome(check: .jump, tests: count)
    let threshold = TailCalibration.threshold(for: count)
    for (year, spreads) in pairs {
      guard let before = panel.position(of: panel.years[year].previous),
        let now = figures[year], let then = figures[before]
      else { continue }
      for (position, group) in groups.smallest.enumerated() {
        guard let peers = spreads[position] else { continue }
        let change = peers.spread.typical
        for place in group.range where isTestable(year, place) && isTestable(before, place) {
          let level = level(after: then[place], change: change, within)
          let ordinary = level.ordinary(threshold: threshold)
          let figure = now[place]
          guard !ordinary.contains(figure), isNew(figure, place, year) else { continue }
          var probability = level.logProbability(of: figure)
          if scale == .count, then[place] * change < 0.5 {
            probability = max(probability, panelProbability(figure, year, place, levels))
          }
          guard -probability >= threshold else { continue }
          outcome.candidates.append(
            candidate(
              .jump, year, place, figure, expected: then[place] * change,
              peers: peers.spread.count - 1, group: peers.choice, probability))
        }
      }
    }
    return outcome
  }

  /// Whether a figure is beyond all of the unit's earlier years: the way back from an unusual year, or
  /// one more turn of a figure that always comes and goes, is no jump.
  private func isNew(_ figure: Double, _ place: Int, _ year: Int) -> Bool {
    let earlier = (0..<year).compactMap { figures[$0]?[place] }.filter { !$0.isNaN }
    return earlier.allSatisfy { figure > $0 } || earlier.allSatisfy { figure < $0 }
  }

  private func ratio(_ now: Double, _ then: Double) -> Double {
    scale == .count ? (now + 0.5) / (then + 0.5) : now / then
  }

  /// What a figure is likely to be after one of the year before, if it changed as those of the peers.
  ///
  /// Of counts the one before tells the unit's level with a relative variance of 1/(x + ½) + φ; this
  /// year's varies about that level with φ again.
  private func level(after figure: Double, change: Double, _ within: Double) -> ReferenceLevel {
    switch scale {
    case .count:
      .ratio(
        mean: (figure + 0.5) * change, dispersion: 2 * within + 1 / (figure + 0.5), own: within,
        level: within)
    case .amount:
      .amount(
        centre: scale.transformed(figure * change), scale: 2.0.squareRoot() * within)
    }
  }

  // MARK: What all groups have in common

  /// One figure's distance from the median of its group.
  private struct Sample {
    let square: Double
    let median: Double

    init(_ place: Double, _ spread: GroupSpread) {
      let distance = place - spread.median
      // Distances from a median of few are too small, as their median is, the MAD.
      let correction = RobustScale.factor(max(spread.count, 2)) / RobustScale.consistency
      square = distance * distance * correction * correction
      median = spread.typical
    }
  }

  private func samples(_ year: Int, _ places: Range<Int>, _ spread: GroupSpread) -> [Sample] {
    guard let figures = figures[year] else { return [] }
    return places.compactMap { place in
      isTestable(year, place) ? Sample(scale.transformed(figures[place]), spread) : nil
    }
  }

  /// Of counts the dispersion, of amounts the standard deviation of logarithms, at least a tenth.
  private func commonSpread(_ all: [Sample]) -> Double {
    switch scale {
    case .count:
      let counted = all.filter { $0.median >= 1 }
      let step = max(1, counted.count / 4000)
      let samples = stride(from: 0, to: counted.count, by: step).map { counted[$0] }
      return CountMean.commonDispersion(
        squares: samples.map(\.square), medians: samples.map(\.median))
    case .amount:
      guard all.count >= 8 else { return 1 }
      var workspace = Workspace()
      let median = Quantiles.median(Vector(all.map(\.square)).span, workspace: &workspace)
      return max(0.1, (median / RobustScale.medianSquare).squareRoot())
    }
  }
}
