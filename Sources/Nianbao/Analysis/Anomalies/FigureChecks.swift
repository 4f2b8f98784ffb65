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
    let peers = yearsOfPeers()
    let common = commonSpread(of: peers)
    let panel = panelLevels(common)
    var outcomes: [CheckOutcome] = []
    if checks.contains(.peers) { outcomes.append(self.peers(peers, common, panel)) }
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

  /// A year's figures, with middle and spread of the peers of each smallest group.
  private struct YearOfPeers {
    let year: Int
    let figures: Vector<Double>
    let spreads: [(choice: PeerGroups.Choice, spread: GroupSpread)?]
    /// For each smallest group with peers the number of its figures that are tested.
    let tests: [Int]
  }

  private func yearsOfPeers() -> [YearOfPeers] {
    tested.compactMap { year -> YearOfPeers? in
      guard let figures = figures[year] else { return nil }
      let spreads = groups.spreads(figures, on: scale, minimum: options.minimumPeers + 1)
      let values = figures.span
      var tests: [Int] = []
      for (position, group) in groups.smallest.enumerated() {
        var count = 0
        if spreads[position] != nil {
          for place in group.range { count += isTestable(values[place]) ? 1 : 0 }
        }
        tests.append(count)
      }
      return YearOfPeers(year: year, figures: figures, spreads: spreads, tests: tests)
    }
  }

  private func peers(
    _ years: [YearOfPeers], _ common: Double, _ panel: [[ReferenceLevel?]]
  ) -> CheckOutcome {
    let count = years.reduce(0) { $0 + $1.tests.reduce(0, +) }
    var outcome = CheckOutcome(check: .peers, tests: count)
    let threshold = TailCalibration.threshold(for: count)
    for year in years {
      let values = year.figures.span
      for (position, group) in groups.smallest.enumerated() {
        guard let peers = year.spreads[position] else { continue }
        let level = peers.spread.level(common: common)
        let ordinary = level.ordinary(threshold: threshold)
        let isMostlyZero = peers.spread.smoothMedian < 0.5 && scale == .count
        for place in group.range {
          let figure = values[place]
          guard isTestable(figure), !ordinary.contains(figure) else { continue }
          var probability = level.logProbability(of: figure)
          if isMostlyZero {
            probability = max(probability, panelProbability(figure, year.year, place, panel))
          }
          guard -probability >= threshold else { continue }
          outcome.candidates.append(
            candidate(
              .peers, year.year, place, figure, expected: peers.spread.typical,
              peers: peers.spread.count - 1, group: peers.choice, probability))
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
  private func isTestable(_ figure: Double) -> Bool {
    scale == .count ? figure >= 0 : figure > 0
  }

  // MARK: The unit's own years

  private struct Histories {
    /// The figures unit by unit, each unit's years in order.
    let figures: Vector<Double>
    let spreads: [GroupSpread?]
    let samples: [Sample]
  }

  /// Middle and spread of each unit's years.
  private func histories() -> Histories {
    let (units, years) = (groups.order.count, panel.years.count)
    let own = Vector<Double>(repeating: .nan, count: units * years) { result in
      for year in 0..<years {
        guard let figures = figures[year] else { continue }
        let values = figures.span
        for unit in 0..<units { result[unit * years + year] = values[unit] }
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
    return Histories(figures: own, spreads: spreads, samples: samples)
  }

  private func history(
    _ histories: Histories, _ common: Double, _ panel: [[ReferenceLevel?]]
  ) -> CheckOutcome {
    let years = self.panel.years.count
    let values = histories.figures.span
    var count = 0
    for (place, spread) in histories.spreads.enumerated() where spread != nil {
      for year in tested { count += isTestable(values[place * years + year]) ? 1 : 0 }
    }
    var outcome = CheckOutcome(check: .history, tests: count)
    let threshold = TailCalibration.threshold(for: count)
    for (place, spread) in histories.spreads.enumerated() {
      guard let spread else { continue }
      let level = spread.level(common: common)
      let ordinary = level.ordinary(threshold: threshold)
      let isMostlyZero = spread.smoothMedian < 0.5 && scale == .count
      for year in tested {
        let figure = values[place * years + year]
        guard isTestable(figure), !ordinary.contains(figure) else { continue }
        var probability = level.logProbability(of: figure)
        if isMostlyZero {
          probability = max(probability, panelProbability(figure, year, place, panel))
        }
        guard -probability >= threshold else { continue }
        outcome.candidates.append(
          candidate(
            .history, year, place, figure, expected: spread.typical, peers: spread.count - 1,
            group: nil, probability))
      }
    }
    return outcome
  }

  // MARK: Jumps

  /// The figures of a year and of the one before, with the median change of the peers of each smallest
  /// group.
  private struct YearOfChanges {
    let year: Int
    let now: Vector<Double>
    let then: Vector<Double>
    let peers: [(choice: PeerGroups.Choice, typical: Double, count: Int)?]
  }

  /// Changes from the year before, against the median change of the peers.
  private func jumps(_ within: Double, _ levels: [[ReferenceLevel?]]) -> CheckOutcome {
    var years: [YearOfChanges] = []
    var count = 0
    for year in tested {
      guard let before = panel.position(of: panel.years[year].previous),
        let now = figures[year], let then = figures[before]
      else { continue }
      let ratios = ratios(now, then)
      let peers = groups.middles(ratios, minimum: options.minimumPeers + 1)
      let values = ratios.span
      for (position, group) in groups.smallest.enumerated() where peers[position] != nil {
        for place in group.range { count += values[place].isNaN ? 0 : 1 }
      }
      years.append(YearOfChanges(year: year, now: now, then: then, peers: peers))
    }
    var outcome = CheckOutcome(check: .jump, tests: count)
    let threshold = TailCalibration.threshold(for: count)
    for year in years { jumps(year, within, threshold, levels, &outcome) }
    return outcome
  }

  private func jumps(
    _ year: YearOfChanges, _ within: Double, _ threshold: Double, _ levels: [[ReferenceLevel?]],
    _ outcome: inout CheckOutcome
  ) {
    let now = year.now.span
    let then = year.then.span
    for (position, group) in groups.smallest.enumerated() {
      guard let peers = year.peers[position] else { continue }
      for place in group.range where isTestable(now[place]) && isTestable(then[place]) {
        let (figure, before) = (now[place], then[place])
        let level = level(after: before, change: peers.typical, within)
        guard !level.ordinary(threshold: threshold).contains(figure),
          isNew(figure, place, year.year)
        else { continue }
        var probability = level.logProbability(of: figure)
        if scale == .count, before * peers.typical < 0.5 {
          probability = max(probability, panelProbability(figure, year.year, place, levels))
        }
        guard -probability >= threshold else { continue }
        outcome.candidates.append(
          candidate(
            .jump, year.year, place, figure, expected: before * peers.typical,
            peers: peers.count - 1, group: peers.choice, probability))
      }
    }
  }

  private func ratios(_ now: Vector<Double>, _ then: Vector<Double>) -> Vector<Double> {
    let (current, former) = (now, then)
    return Vector<Double>(repeating: .nan, count: current.count) { result in
      let now = current.span
      let then = former.span
      for place in result.indices where isTestable(now[place]) && isTestable(then[place]) {
        result[place] = ratio(now[place], then[place])
      }
    }
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

  /// What the figures of all groups have in common: of counts some four thousand tell, each as far from
  /// the next, of groups whose median is 1 at least.
  private func commonSpread(of years: [YearOfPeers]) -> Double {
    let least = scale == .count ? 1 : -Double.infinity
    func counts(_ spread: GroupSpread) -> Bool { spread.typical >= least }
    var all = 0
    for year in years {
      for (peers, tests) in zip(year.spreads, year.tests) {
        if let peers, counts(peers.spread) { all += tests }
      }
    }
    let step = scale == .count ? max(1, all / 4000) : 1
    var samples: [Sample] = []
    var (position, next) = (0, 0)
    for year in years {
      let values = year.figures.span
      for (number, group) in groups.smallest.enumerated() {
        guard let spread = year.spreads[number]?.spread, counts(spread) else { continue }
        guard position + year.tests[number] > next else {
          position += year.tests[number]
          continue
        }
        for place in group.range where isTestable(values[place]) {
          if position == next {
            samples.append(Sample(scale.transformed(values[place]), spread))
            next += step
          }
          position += 1
        }
      }
    }
    return commonSpread(samples, step: 1)
  }

  /// Of counts the dispersion, of amounts the standard deviation of logarithms, at least a tenth.
  private func commonSpread(_ all: [Sample], step given: Int? = nil) -> Double {
    switch scale {
    case .count:
      let counted = all.filter { $0.median >= 1 }
      let step = given ?? max(1, counted.count / 4000)
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
