import Vectors

/// The check of reports whose main figures, each perhaps ordinary, do not go together as those of
/// their peers do.
///
/// Each figure enters by its normal score, so that only how figures go together counts: a figure that
/// is unusual by itself is for the other checks.
struct MultivariateCheck {
  let panel: Panel
  let groups: PeerGroups
  let options: AnomalyDetection.Options
  private let isWanted: Set<IndicatorIndex>?

  init(
    panel: Panel, groups: PeerGroups, indicators: [IndicatorIndex]?,
    options: AnomalyDetection.Options
  ) {
    self.panel = panel
    self.groups = groups
    self.options = options
    isWanted = indicators.map { Set($0) }
  }

  /// At most so many figures make one vector.
  private static let mostFigures = 12
  /// So many reports a figure are needed.
  private static let reportsPerFigure = 5

  /// What the check of a year found.
  func outcome(year: Int) -> CheckOutcome {
    var outcomes = CheckOutcome(check: .multivariate, tests: 0)
    var normal = NormalScores.Table()
    for edition in panel.catalog.editions {
      let main = mainIndicators(edition)
      guard main.count >= 2 else { continue }
      let reports = isOnForm(edition, year)
      for sample in samples(reports) {
        outcomes.add(outcome(sample, main, year, &normal))
      }
    }
    return outcomes
  }

  /// The figures that are no part, share or channel of another, and that most reports may fill.
  private func mainIndicators(_ edition: Edition) -> [IndicatorIndex] {
    edition.indicators.filter { indicator in
      let entry = panel.catalog[indicator]
      return entry.parents[edition.id]?.isEmpty ?? true && !entry.isSigned
        && isWanted?.contains(indicator) ?? true
    }
  }

  /// Which places of the groups' order have a report of a year on a form.
  private func isOnForm(_ edition: Edition, _ year: Int) -> [Bool] {
    guard let positions = panel.reports.positions(in: panel.years[year]) else {
      return groups.order.map { _ in false }
    }
    let codes = panel.reports.editionCodes(of: [edition.id])
    return groups.order.map { unit in
      let report = positions[unit]
      return report >= 0 && codes.contains(panel.reports.editions[Int(report)])
    }
  }

  /// Reports that are looked at together, and those among them that are tested: a small group is
  /// looked at within the region above it.
  private struct Sample {
    let places: [Int]
    var tested: Set<Int>
    let region: RegionCode?
  }

  private func samples(_ reports: [Bool]) -> [Sample] {
    guard reports.contains(true) else { return [] }
    let minimum = Self.mostFigures * Self.reportsPerFigure
    let choices = groups.choices(minimum: minimum) { reports[$0] }
    var members: [PeerGroups.Choice: [Int]] = [:]
    for (position, group) in groups.smallest.enumerated() {
      guard let choice = choices[position] else { continue }
      members[choice, default: []] += group.range.filter { reports[$0] }
    }
    return members.sorted { ($0.key.level, $0.key.group) < ($1.key.level, $1.key.group) }.map {
      choice, tested in
      let group = groups.levels[choice.level][choice.group]
      return Sample(
        places: group.range.filter { reports[$0] }, tested: Set(tested), region: group.region)
    }
  }

  private func outcome(
    _ sample: Sample, _ main: [IndicatorIndex], _ year: Int, _ normal: inout NormalScores.Table
  ) -> CheckOutcome {
    let nothing = CheckOutcome(check: .multivariate, tests: 0)
    let columns = main.compactMap { column($0, sample.places, year) }
    let chosen = Self.independent(columns).prefix(
      min(Self.mostFigures, sample.places.count / Self.reportsPerFigure))
    guard chosen.count >= 2 else { return nothing }
    let complete = sample.places.indices.filter { row in
      chosen.allSatisfy { !$0.values[row].isNaN }
    }
    let (n, p) = (complete.count, chosen.count)
    guard n >= Self.reportsPerFigure * p else { return nothing }
    var scores: [Vector<Double>] = []
    for column in chosen {
      let values = complete.map { column.values[$0] }
      scores.append(normal.scores(values.span))
    }
    let observations = Matrix(rows: scores, columns: n).transposed()
    guard let covariance = RobustCovariance(observations) else { return nothing }
    let (squared, contributions) = covariance.distances(observations)
    let degrees = Self.degreesOfTail(squared, figures: p)
    var candidates: [AnomalyCandidate] = []
    var tests = 0
    for (row, place) in complete.map({ sample.places[$0] }).enumerated()
    where sample.tested.contains(place) {
      tests += 1
      let probability = LogarithmicTails.fisher(
        atLeast: squared[row] / Double(p), degrees: Double(p), over: degrees)
      guard probability < -1 else { continue }
      let shares = chosen.enumerated().map { column, entry in
        (indicator: entry.indicator, share: contributions[row, column] / squared[row])
      }.sorted { $0.share > $1.share }
      candidates.append(
        AnomalyCandidate(
          check: .multivariate, unit: UnitIndex(groups.order[place]), year: year,
          logProbability: probability,
          subject: .vector(
            Array(shares.prefix(3).filter { $0.share > 0.1 }), peers: n - 1, region: sample.region))
      )
    }
    return CheckOutcome(check: .multivariate, tests: tests, candidates: candidates)
  }

  /// Shares of the greatest distances, and their logarithms.
  private static let upperShares: [(share: Double, logarithm: Double)] = [
    (0.1, -2.302585092994046), (0.05, -2.995732273553991), (0.02, -3.912023005428146),
  ]

  /// The degrees of freedom ν of the multivariate t distribution whose distances, p·F(p, ν), have
  /// about the upper tenth, twentieth and fiftieth that are seen: the largest that is not refuted, at
  /// most n − p.
  ///
  /// Large units keep closer to the common pattern than small ones, so distances reach further than
  /// those of normally distributed figures.
  private static func degreesOfTail(_ squared: [Double], figures p: Int) -> Double {
    let sorted = squared.sorted(by: >)
    let most = Double(sorted.count - p)
    let grid = [most, 100, 50, 30, 20, 14, 10, 8, 6, 5, 4, 3, 2].filter { $0 <= most }
    let fits = grid.first { degrees in
      Self.upperShares.allSatisfy { share, logarithm in
        let place = Int((share * Double(sorted.count)).rounded(.up))
        guard place < sorted.count else { return true }
        return LogarithmicTails.fisher(
          atLeast: sorted[place] / Double(p), degrees: Double(p), over: degrees)
          >= logarithm
      }
    }
    return fits ?? 2
  }

  private struct Figures {
    let indicator: IndicatorIndex
    let values: [Double]
  }

  /// An indicator's figures; nil where too few reports have one above 0.
  private func column(_ indicator: IndicatorIndex, _ places: [Int], _ year: Int) -> Figures? {
    guard let column = panel.column(indicator, panel.years[year]) else { return nil }
    let figures = places.map { column.values[groups.order[$0]] }
    let positive = figures.count { $0 > 0 }
    let reported = figures.count { !$0.isNaN }
    guard positive * 10 >= reported * 7, reported * 10 >= places.count * 9 else { return nil }
    return Figures(indicator: indicator, values: figures)
  }

  /// Columns that vary, each apart from those before it: a figure that most reports have the same as
  /// another says nothing more.
  private static func independent(_ columns: [Figures]) -> [Figures] {
    var kept: [Figures] = []
    var workspace = Workspace()
    func varies(_ values: [Double]) -> Bool {
      Quantiles.spread(values.span, workspace: &workspace).deviation > 1e-6
    }
    for column in columns where varies(column.values) {
      let isApart = kept.allSatisfy { other in
        varies(column.values.indices.map { column.values[$0] - other.values[$0] })
      }
      if isApart { kept.append(column) }
    }
    return kept
  }
}

extension CheckOutcome {
  /// Adds what the same check found elsewhere.
  mutating func add(_ other: CheckOutcome) {
    self = CheckOutcome(
      check: check, tests: tests + other.tests, candidates: candidates + other.candidates)
  }
}
