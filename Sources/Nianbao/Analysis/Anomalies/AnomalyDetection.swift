import Vectors

/// The statistical checks of a panel: figures, changes and reports that are so unusual among their
/// peers or in the unit's own years that chance hardly explains them.
///
/// An anomaly is no error. Every check turns what it looks at into a probability under a null model
/// that allows for overdispersion, small groups and heavier tails than the model's; which of all tests
/// are discoveries is then decided over the panel as a whole, so that the share of false alarms among
/// them is bounded. See `Documentation/Anomalies.md` for each check's formula and source.
public struct AnomalyDetection: Sendable {
  /// What is looked for, and how readily.
  public struct Options: Sendable, Hashable {
    /// The share of false alarms among the discoveries that is allowed on average, between 0 and 1.
    public var falseDiscoveryRate = 0.05
    /// What is assumed about how tests hang together. They do over short distances: the figures of
    /// one report, the years of one unit.
    public var dependence = FalseDiscovery.Dependence.weak
    /// The least number of peers a figure is compared with; where a region has fewer, the next one up.
    public var minimumPeers = 5
    /// The least number of years that make a history.
    public var minimumYears = 5
    /// The checks made.
    public var checks = Set(AnomalyCheck.allCases)

    /// A rate of 5 %, five peers, five years, all checks.
    public init() {}
  }

  /// The panel.
  public let panel: Panel
  /// What is looked for.
  public let options: Options
  private let years: Set<Year>?
  private let indicators: [IndicatorIndex]?

  /// The checks of a panel.
  ///
  /// - Parameters:
  ///   - years: The years whose figures are tested; nil for all. The others still tell what is usual.
  ///   - indicators: The indicators that are looked at; nil for all.
  public init(
    _ panel: Panel, years: Set<Year>? = nil, indicators: [IndicatorIndex]? = nil,
    options: Options = Options()
  ) {
    self.panel = panel
    self.years = years
    self.indicators = indicators
    self.options = options
  }

  /// Makes the checks.
  ///
  /// - Parameter workers: How many threads share the work; the result is the same for any number.
  /// - Complexity: A few passes over the columns.
  public func findings(workers: Workers = .available) -> AnomalyReport {
    let outcomes = outcomes(workers)
    var tests: [AnomalyCheck: Int] = [:]
    for outcome in outcomes where outcome.tests > 0 {
      tests[outcome.check, default: 0] += outcome.tests
    }
    let candidates = outcomes.flatMap(\.candidates)
    let discoveries = FalseDiscovery.discoveries(
      candidates.map(\.logProbability), tests: tests.values.reduce(0, +),
      rate: options.falseDiscoveryRate, dependence: options.dependence
    ).map { candidates[$0] }
    let messages = AnomalyMessages(panel: panel)
    let anomalies = discoveries.withoutRetelling().sorted { left, right in
      if left.unit != right.unit { return left.unit < right.unit }
      if left.year != right.year { return left.year < right.year }
      return (left.logProbability, left.check) < (right.logProbability, right.check)
    }
    return AnomalyReport(
      anomalies: anomalies.map {
        AnomalyReport.Anomaly(
          check: $0.check, finding: messages.finding($0), logProbability: $0.logProbability)
      }, tests: tests, discoveries: discoveries.count,
      falseDiscoveryRate: options.falseDiscoveryRate)
  }

  /// What each check found unusual, with calibrated probabilities.
  func outcomes(_ workers: Workers = .available) -> [CheckOutcome] {
    let groups = PeerGroups(panel.units)
    let tested = panel.years.indices.filter { years?.contains(panel.years[$0]) ?? true }
    let present = panel.presentIndicators.filter { indicators?.contains($0) ?? true }
    let figures: [CheckOutcome] = workers.map(present.count, bytes: .max) { position in
      FigureChecks(
        panel: panel, groups: groups, indicator: present[position], tested: tested, options: options
      ).outcomes(of: options.checks)
    }.flatMap(\.self)
    let multivariate = MultivariateCheck(
      panel: panel, groups: groups, indicators: indicators, options: options)
    var vectors = CheckOutcome(check: .multivariate, tests: 0)
    if options.checks.contains(.multivariate) {
      // The years are shared out here; threads of the library's own would only wait for each other.
      let threads = BLAS.threadCount
      BLAS.limitThreads(to: 1)
      defer { BLAS.limitThreads(to: threads) }
      for outcome in workers.map(
        tested.count, bytes: .max, { multivariate.outcome(year: tested[$0]) })
      {
        vectors.add(outcome)
      }
    }
    return (figures + [vectors]).calibrated() + repetitions(groups, tested, workers)
      + digits(groups, tested)
  }

  private func repetitions(_ groups: PeerGroups, _ tested: [Int], _ workers: Workers)
    -> [CheckOutcome]
  {
    let checks = RepetitionChecks(
      panel: panel, groups: groups, indicators: indicators, options: options)
    var outcomes: [CheckOutcome] = []
    if options.checks.contains(.lastYear) {
      let persistence = checks.persistence()
      outcomes += workers.map(tested.count, bytes: .max) { position in
        checks.lastYear(tested[position], persistence)
      }
    }
    if options.checks.contains(.otherUnit) {
      outcomes += workers.map(tested.count, bytes: .max) { checks.otherUnit(tested[$0]) }
    }
    return outcomes
  }

  private func digits(_ groups: PeerGroups, _ tested: [Int]) -> [CheckOutcome] {
    let leaves = RepetitionChecks(
      panel: panel, groups: groups, indicators: indicators, options: options
    ).leaves.filter {
      let indicator = panel.catalog[$0]
      return indicator.measure.kind == .count && indicator.nature == .flow && !indicator.isSigned
    }
    let checks = DigitChecks(panel: panel, groups: groups, leaves: leaves, tested: tested)
    var outcomes: [CheckOutcome] = []
    if options.checks.contains(.lastDigits) { outcomes.append(checks.lastDigits()) }
    if options.checks.contains(.firstDigits) { outcomes.append(checks.firstDigits()) }
    return outcomes
  }
}

/// What a discovery about one figure is told under.
private struct FigureKey: Hashable {
  let unit: UnitIndex
  let indicator: IndicatorIndex
  let year: Int
}

extension [AnomalyCandidate] {
  /// One discovery a figure, the least probable, and no way back from a year that is told; of a
  /// report's figures together only what none of them tells alone.
  func withoutRetelling() -> [AnomalyCandidate] {
    var best: [FigureKey: AnomalyCandidate] = [:]
    for candidate in self {
      guard case .figure(let indicator, _, _, _, _) = candidate.subject else { continue }
      let key = FigureKey(unit: candidate.unit, indicator: indicator, year: candidate.year)
      if candidate.logProbability < best[key]?.logProbability ?? 1 { best[key] = candidate }
    }
    return filter { candidate in
      func key(_ indicator: IndicatorIndex) -> FigureKey {
        FigureKey(unit: candidate.unit, indicator: indicator, year: candidate.year)
      }
      switch candidate.subject {
      case .figure(let indicator, let actual, let expected, _, _):
        guard best[key(indicator)]?.check == candidate.check else { return false }
        let before = FigureKey(unit: candidate.unit, indicator: indicator, year: candidate.year - 1)
        guard candidate.check == .jump,
          case .figure(_, let then, let usual, _, _)? = best[before]?.subject
        else { return true }
        return (then > usual) == (actual > expected)
      case .vector(let figures, _, _): return figures.allSatisfy { best[key($0.indicator)] == nil }
      case .repetition, .digit: return true
      }
    }
  }
}
