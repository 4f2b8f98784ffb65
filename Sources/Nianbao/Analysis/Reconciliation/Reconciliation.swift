import Vectors

/// The sums of regions' units beside what the regions published themselves, line by line, with what
/// explains each difference.
public struct Reconciliation: Sendable {
  /// One indicator of one region in one year.
  public struct Line: Sendable, Hashable {
    /// Positions in the roll-up's frame.
    public let body, indicator, year: Int
    /// The sum over the leaf units.
    public let sum: Double
    /// What the region published.
    public let published: Double
    /// What explains their difference.
    public let explanation: Explanation

    /// Published less sum.
    public var difference: Double { published - sum }
  }

  /// What explains the difference between a sum and the published figure. Explanations are tried in this
  /// order; the first that fits counts.
  public enum Explanation: Sendable, Hashable {
    /// There is none.
    case equal
    /// The published figure is above the sum, and units lack the figure: it may be theirs. It is within
    /// what their neighbouring years allow, or those allow anything.
    case missingUnits
    /// The published figure is that of the governments alone, without the region's departments.
    case withoutDepartments
    /// The published figure is exactly that without these units, a smallest set; `ways` sets of its size
    /// do.
    case without([UnitIndex], ways: Int)
    /// The published figure has this unit twice; `ways` units would do.
    case twice(UnitIndex, ways: Int)
    /// No set of at most six units explains it.
    case unexplained
    /// The search was given up: there are too many sets.
    case undetermined
  }

  /// The roll-up, with its coverage and bounds.
  public let rollUp: RollUp
  /// The lines with a sum and a published figure, region by region, year by year, in the order of the
  /// form.
  public let lines: [Line]
}

extension Panel {
  /// Compares the sums of the regions of a level with the regions' own reports.
  ///
  /// Derived indicators are left out: they follow from figures that have lines of their own.
  ///
  /// - Parameters:
  ///   - level: The level of the regions whose own reports are looked at.
  ///   - indicators: The indicators wanted; nil for all that occur.
  ///   - expected: Where the list of units that should report comes from.
  /// - Complexity: A roll-up, and for each line that differs a search bounded by
  ///   `SmallestSubset.stepLimit` steps.
  public func reconciliation(
    at level: RegionCode.Level, indicators: [IndicatorIndex]? = nil,
    expected: Expectation.Source = .tree
  ) -> Reconciliation {
    var options = RollUp.Options()
    options.expected = expected
    options.boundsSums = true
    let stored = (indicators ?? presentIndicators).filter { !catalog[$0].isDerived }
    let rollUp = rollUp(by: .level(level), options, indicators: stored)
    var lines: [Reconciliation.Line] = []
    for body in rollUp.frame.bodies.indices {
      for year in rollUp.frame.years.indices {
        for indicator in rollUp.frame.indicators.indices {
          if let line = line(of: rollUp, body, indicator, year) { lines.append(line) }
        }
      }
    }
    return Reconciliation(rollUp: rollUp, lines: lines)
  }

  private func line(of rollUp: RollUp, _ body: Int, _ indicator: Int, _ year: Int)
    -> Reconciliation.Line?
  {
    guard let sum = rollUp.value(0, indicator, year, body),
      let published = rollUp.published(indicator, year, body)
    else { return nil }
    let units = rollUp.expectations[body].units
    let figures = units.map { unit in
      value(rollUp.frame.indicators[indicator], rollUp.frame.years[year], unit)
    }
    let entry = catalog[rollUp.frame.indicators[indicator]]
    let explanation: Reconciliation.Explanation
    if let ledger = Ledger(
      sum: sum, published: published, units: units, figures: figures,
      isAmount: entry.measure.kind == .amount)
    {
      let bounds = (
        rollUp.low(indicator, year, body), rollUp.high(indicator, year, body)
      )
      let lacksFigures = rollUp.count(indicator, year, body) < rollUp.expected(year, body)
      let isPossible =
        lacksFigures && published > sum && published >= bounds.0 ?? -.infinity
        && published <= bounds.1 ?? .infinity
      explanation = ledger.explanation(
        mayBeMissing: isPossible, isSigned: entry.isSigned,
        isDepartment: { self.units.isDepartment($0) })
    } else {
      explanation = .undetermined
    }
    return Reconciliation.Line(
      body: body, indicator: indicator, year: year, sum: sum, published: published,
      explanation: explanation)
  }
}

/// The figures of one line as whole numbers, amounts in millionths, so that they compare exactly.
private struct Ledger {
  private let sum: Int64
  private let published: Int64
  private let units: [UnitIndex]
  /// The figures of the units; 0 where there is none, which changes no sum.
  private let figures: [Int64]

  /// Nil where a figure is too large to be compared exactly.
  init?(
    sum: Double, published: Double, units: [UnitIndex], figures: [Double?], isAmount: Bool
  ) {
    let scale = isAmount ? 1e6 : 1
    func whole(_ value: Double) -> Int64? {
      let scaled = (value * scale).rounded()
      return abs(scaled) < 0x1p53 ? Int64(scaled) : nil
    }
    let wholes = figures.map { $0.map(whole) ?? 0 }
    guard let sum = whole(sum), let published = whole(published), !wholes.contains(nil) else {
      return nil
    }
    self.sum = sum
    self.published = published
    self.units = units
    self.figures = wholes.compactMap(\.self)
  }

  func explanation(
    mayBeMissing: Bool, isSigned: Bool, isDepartment: (UnitIndex) -> Bool
  ) -> Reconciliation.Explanation {
    if sum == published { return .equal }
    if mayBeMissing { return .missingUnits }
    let departments = units.indices.filter { isDepartment(units[$0]) }
    let ofDepartments = departments.reduce(Int64(0)) { $0 + figures[$1] }
    if !departments.isEmpty, departments.count < units.count, sum - ofDepartments == published {
      return .withoutDepartments
    }
    if published > sum {
      let twice = units.indices.filter { figures[$0] == published - sum }
      return twice.first.map { .twice(units[$0], ways: twice.count) } ?? .unexplained
    }
    // With figures below 0 among them sums do not grow with the set, which the search relies on.
    guard !isSigned else { return .undetermined }
    let subset = SmallestSubset(of: figures, addingUpTo: sum - published)
    if let positions = subset.positions {
      return .without(positions.map { units[$0] }, ways: subset.ways)
    }
    return subset.isExhaustive ? .unexplained : .undetermined
  }
}
