/// What a query is to do, in the order in which it is done: read, select, roll up, and go through the
/// steps.
struct QueryPlan: Sendable {
  /// The indicators that a query is about.
  enum Indicators: Sendable {
    case all
    case ids([IndicatorID])
    case words([String])
  }

  /// How the units are rolled up.
  struct RollUpStep: Sendable {
    let grouping: RollUp.Grouping
    let measure: RollUp.Measure
    let expected: Expectation.Source
  }

  /// Reads one column of the panel; every figure of a query comes through it.
  typealias Reader = @Sendable (IndicatorIndex, Year) -> Column?

  let panel: Panel
  let read: Reader
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

  /// The years whose columns the figures of some years depend on.
  func yearsNeeded(for years: Set<Year>) -> Set<Year> {
    steps.reversed().reduce(years) { $1.yearsNeeded(for: $0, of: panel.years) }
  }
}

/// One step that makes figures of figures.
enum QueryStep: Sendable, Hashable {
  case index(base: Year)
  case change(ChangeMeasure, Change.Base)

  /// The years that the step must be given to make its figures of some years.
  func yearsNeeded(for years: Set<Year>, of all: [Year]) -> Set<Year> {
    switch self {
    case .index(let base): years.union([base])
    case .change(_, .previousYear): years.union(years.map(\.previous))
    case .change(_, .yearsBefore(let lag)): Self.spanning(years, from: { $0.advanced(by: -lag) })
    case .change(_, .year(let base)): Self.spanning(years, from: { _ in base })
    case .change(_, .lastReported):
      years.max().map { last in years.union(all.filter { $0 < last }) } ?? years
    }
  }

  /// Some years with all between each of them and its base, over which a series may break.
  private static func spanning(_ years: Set<Year>, from base: (Year) -> Year) -> Set<Year> {
    years.reduce(into: years) { all, year in
      let other = base(year)
      all.formUnion(min(year, other)...max(year, other))
    }
  }

  /// The figures that the step makes.
  func apply(to frame: Frame) -> Frame {
    switch self {
    case .index(let base): frame.index(base: base)
    case .change(.difference, let base): frame.change(from: base).differenceFrame
    case .change(.percent, let base): frame.change(from: base).percentFrame
    }
  }
}
