/// One step of a query that makes figures of figures.
enum QueryStep: Sendable, Hashable {
  case index(base: Year)
  case change(ChangeMeasure, Change.Base)
  case rollingMeans(window: Int, least: Int?)
  case cumulatedSums
  case shift(Int)
  case composite(CompositeDefinition, CompositeOptions)

  /// The years that the step must be given to make its figures of some years.
  ///
  /// - Parameters:
  ///   - all: The years of the panel, ascending.
  ///   - canBreak: Whether series may break between a figure and the one it is compared with.
  func yearsNeeded(for years: Set<Year>, of all: [Year], canBreak: Bool) -> Set<Year> {
    func upTo(_ last: Year?) -> Set<Year> {
      last.map { last in years.union(all.filter { $0 <= last }) } ?? years
    }
    func with(_ base: (Year) -> Year) -> Set<Year> {
      canBreak ? Self.spanning(years, from: base) : years.union(years.map(base))
    }
    return switch self {
    case .index(let base), .change(_, .year(let base)): with { _ in base }
    case .change(_, .previousYear): years.union(years.map(\.previous))
    case .change(_, .yearsBefore(let lag)): with { $0.advanced(by: -lag) }
    case .change(_, .lastReported), .cumulatedSums: upTo(years.max())
    case .rollingMeans(let window, _):
      Self.spanning(years, from: { $0.advanced(by: 1 - window) })
    case .shift(let count): years.union(years.map { $0.advanced(by: -count) })
    case .composite: years
    }
  }

  /// Some years with all between each of them and its base, over which a series may break.
  private static func spanning(_ years: Set<Year>, from base: (Year) -> Year) -> Set<Year> {
    years.reduce(into: years) { all, year in
      let other = base(year)
      all.formUnion(min(year, other)...max(year, other))
    }
  }

  /// The indicators that the step must be given to make its figures of some indicators.
  func indicatorsNeeded(for indicators: [IndicatorIndex]) -> [IndicatorIndex] {
    guard case .composite(let definition, let options) = self else { return indicators }
    let size = [options.ranking.sizeBands?.indicator].compactMap(\.self)
    return Set(definition.indicators + size).sorted()
  }

  /// The figures that the step makes.
  func apply(to frame: Frame) -> Frame {
    switch self {
    case .index(let base): frame.index(base: base)
    case .change(let measure, let base): measure.frame(of: frame.change(from: base))
    case .rollingMeans(let window, let least):
      frame.rollingMeans(over: window, atLeast: least).frame
    case .cumulatedSums: frame.cumulatedSums().frame
    case .shift(let count): frame.shifted(by: count)
    case .composite(let definition, let options):
      frame.checkedComposite(definition, options).ranking.frame
    }
  }

  /// The year that the step cannot do without; nil where there is none.
  var baseYear: Year? {
    switch self {
    case .index(let base), .change(_, .year(let base)): base
    default: nil
    }
  }
}

/// What a change is measured as.
public enum ChangeMeasure: Sendable, Hashable {
  /// The figure less the one it is compared with, in the indicator's unit of measure.
  case difference
  /// The difference in percent of the figure compared with; null from zero and from below.
  case percent
  /// The constant yearly growth in percent over the years between the two.
  case annualGrowth
  /// The difference of the natural logarithms, which adds up over years.
  case logarithm

  fileprivate func frame(of change: Change) -> Frame {
    switch self {
    case .difference: change.differenceFrame
    case .percent: change.percentFrame
    case .annualGrowth: change.annualGrowthFrame
    case .logarithm: change.logarithmicFrame
    }
  }
}
