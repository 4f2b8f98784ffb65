/// What a query is to do, in the order in which it is done: read, put in series, put on boundaries,
/// select, roll up, and go through the steps.
struct QueryPlan: Sendable {
  /// The indicators that a query is about.
  enum Indicators: Sendable {
    case all
    case ids([IndicatorID])
    case words([String])
  }

  /// On which boundaries the bodies are.
  enum Boundaries: Sendable, Hashable {
    case asOf(Year)
    case ofEachYear
  }

  /// How the units are rolled up.
  struct RollUpStep: Sendable {
    let grouping: RollUp.Grouping
    let options: RollUp.Options
  }

  /// Reads one column of the panel; every figure of a query comes through it.
  typealias Reader = @Sendable (IndicatorIndex, Year) -> Column?

  private(set) var panel: Panel
  let read: Reader
  /// Whether indicators are series along the crosswalk.
  var isSeries = false
  /// nil for bodies as the panel has them.
  var boundaries: Boundaries?
  var unitWords: [String] = []
  var region: String?
  /// The years shown; nil for all.
  var years: Set<Year>?
  var indicators = Indicators.all
  var rollUp: RollUpStep?
  private(set) var steps: [QueryStep] = []

  /// The plan of all figures of a panel.
  init(_ panel: Panel) {
    self.init(panel) { panel.column($0, $1) }
  }

  /// The plan of a panel whose columns are read by a closure.
  init(_ panel: Panel, read: @escaping Reader) {
    self.panel = panel
    self.read = read
  }

  /// The plan with one more step at its end.
  func appending(_ step: QueryStep) -> QueryPlan {
    var plan = self
    plan.steps.append(step)
    return plan
  }

  /// The plan of a panel whose catalogue has derived indicators behind its own; nothing is computed.
  func adding(derived: [Indicator]) -> QueryPlan {
    var plan = self
    plan.panel = panel.adding(derived: derived)
    return plan
  }

  /// The years of the roll-up, or of the units' own figures, that those of some years depend on.
  func yearsNeeded(for years: Set<Year>) -> Set<Year> {
    let canBreak = isSeries || panel.hasNotes
    let needed = steps.reversed().reduce(years) {
      $1.yearsNeeded(for: $0, of: panel.years, canBreak: canBreak)
    }
    guard let options = rollUp?.options else { return needed }
    // Missing figures are bounded and estimated from whichever years have one.
    if options.boundsSums || options.imputation != nil { return Set(panel.years) }
    return needed.union(options.pooledYears ?? [])
  }

  /// The indicators of the roll-up, or of the units' own figures, that some indicators depend on.
  func indicatorsNeeded(for indicators: [IndicatorIndex]) -> [IndicatorIndex] {
    steps.reversed().reduce(indicators) { $1.indicatorsNeeded(for: $0) }
  }

  /// The columns that some indicators of some years are computed from, before any is rolled up.
  func columnsNeeded(_ indicators: [IndicatorIndex], _ years: Set<Year>) -> Set<ColumnKey> {
    let wanted = indicators + (rollUp?.options.measures.compactMap(\.partner) ?? [])
    return wanted.reduce(into: []) { columns, indicator in
      let cells = panel.catalog[indicator].derivation?.formulas.flatMap(\.cells)
        .map { ($0.indicator, $0.lag) }
      for (indicator, lag) in cells ?? [(indicator, 0)] {
        for year in years {
          columns.insert(ColumnKey(indicator: indicator, year: year.advanced(by: -lag)))
        }
      }
    }
  }
}

/// One column of a panel.
struct ColumnKey: Hashable {
  let indicator: IndicatorIndex
  let year: Year
}

extension RollUp.Measure {
  /// The other indicator that the measure needs; nil where it needs none.
  fileprivate var partner: IndicatorIndex? {
    switch self {
    case .weightedMean(let weight): weight
    case .ratio(let other): other
    default: nil
    }
  }
}
