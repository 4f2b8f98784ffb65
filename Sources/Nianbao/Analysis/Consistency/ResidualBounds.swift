import Vectors

/// The least and greatest value of a linear form for every unit of a year; its memory is kept from one
/// form to the next.
///
/// The form is evaluated with missing figures as 0. Under the mode `bounds` a missing figure can be
/// anything from 0 up, so one with a positive coefficient opens the upper end and one with a negative
/// coefficient the lower; a figure that may be below zero opens both, and so does under the other modes
/// whatever is null. Printed amounts move both ends by half a decimal.
struct ResidualBounds {
  /// The ends, unit by unit.
  private(set) var low: [Double]
  private(set) var high: [Double]
  private var positive: [UInt8]
  private var negative: [UInt8]

  /// Memory for a number of units.
  init(count: Int) {
    low = [Double](repeating: 0, count: count)
    high = low
    positive = [UInt8](repeating: 0, count: count)
    negative = positive
  }

  /// Works out the ends of a form for all units.
  ///
  /// - Complexity: O(terms × units), one pass over each column.
  mutating func evaluate(
    _ form: LinearForm, _ figures: RuleFigures, _ year: Year, _ mode: MissingMode
  ) {
    let terms = Terms(form, figures, year)
    let combination = LinearCombination(
      terms.columns.map { LinearCombination.Term($0.coefficient, $0.column.values) },
      constant: form.constant, count: low.count)
    Self.evaluate(combination, &low, &positive, &negative)
    for unit in low.indices { high[unit] = low[unit] }
    for term in terms.columns where term.indicator.measure.kind == .amount {
      widen(by: abs(term.coefficient), term.column)
    }
    for term in terms.derived { add(term, mode) }
    open(terms, mode)
    for unit in low.indices {
      low[unit] = FigureInterval.snapped(low[unit])
      high[unit] = FigureInterval.snapped(high[unit])
    }
  }

  private static func evaluate(
    _ combination: LinearCombination, _ sums: inout [Double], _ positive: inout [UInt8],
    _ negative: inout [UInt8]
  ) {
    var sum = sums.mutableSpan
    var above = positive.mutableSpan
    var below = negative.mutableSpan
    combination.evaluateWithNullsAsZero(into: &sum, positiveNulls: &above, negativeNulls: &below)
  }

  /// The terms of a form by where their figures are found.
  private struct Terms {
    var columns: [(coefficient: Double, column: Column, indicator: Indicator)] = []
    var derived: [(coefficient: Double, column: DerivedColumn?, isSigned: Bool)] = []
    /// The terms whose figure no unit has in its table.
    var absent: [(coefficient: Double, isSigned: Bool)] = []

    init(_ form: LinearForm, _ figures: RuleFigures, _ year: Year) {
      for term in form.terms {
        let indicator = figures.panel.catalog[term.cell.indicator]
        let lagged = year.advanced(by: -term.cell.lag)
        if term.cell.source != .table {
          derived.append(
            (term.coefficient, figures.derivedColumn(term.cell, year), indicator.isSigned))
        } else if let column = figures.panel.column(term.cell.indicator, lagged) {
          columns.append((term.coefficient, column, indicator))
        } else {
          absent.append((term.coefficient, indicator.isSigned))
        }
      }
    }
  }

  private mutating func widen(by coefficient: Double, _ column: Column) {
    let (values, marks) = (column.values.span, column.marks.span)
    for unit in 0..<values.count where !values[unit].isNaN {
      let slack = coefficient * FigureInterval.halfSteps[CellMark(byte: marks[unit]).decimals]
      low[unit] -= slack
      high[unit] += slack
    }
  }

  /// Adds a figure that is no cell of the panel, unit by unit.
  private mutating func add(
    _ term: (coefficient: Double, column: DerivedColumn?, isSigned: Bool), _ mode: MissingMode
  ) {
    func interval(_ figure: RuleFigure) -> FigureInterval {
      figure.interval(mode).scaled(by: term.coefficient)
    }
    let nothing = interval(
      RuleFigure(
        value: nil, mark: .absent, known: FigureInterval(0, slack: 0), presence: .missing,
        isSigned: term.isSigned))
    var next = 0
    for unit in low.indices {
      var own = nothing
      if let column = term.column, next < column.count, column.units[next] == unit {
        own = interval(
          RuleFigure(
            value: nil, mark: .absent,
            known: FigureInterval(low: column.low[next], high: column.high[next]),
            presence: RuleFigure.Presence(rawValue: column.presence[next]), isSigned: term.isSigned)
        )
        next += 1
      }
      low[unit] += own.low
      high[unit] += own.high
    }
  }

  /// Opens the ends where figures of tables are missing.
  private mutating func open(_ terms: Terms, _ mode: MissingMode) {
    switch mode {
    case .bounds:
      let opensLow = terms.absent.contains { $0.coefficient < 0 || $0.isSigned }
      let opensHigh = terms.absent.contains { $0.coefficient > 0 || $0.isSigned }
      for unit in low.indices {
        if opensLow || negative[unit] > 0 { low[unit] = -.infinity }
        if opensHigh || positive[unit] > 0 { high[unit] = .infinity }
      }
      for term in terms.columns where term.indicator.isSigned { openNulls(of: term.column) }
    case .nonNull, .partialNull, .alwaysNull:
      let opens = !terms.absent.isEmpty
      for unit in low.indices where opens || negative[unit] > 0 || positive[unit] > 0 {
        low[unit] = -.infinity
        high[unit] = .infinity
      }
    case .nonZero, .partialZero, .alwaysZero:
      for term in terms.columns { openNulls(of: term.column, exceptMissing: true) }
    }
  }

  /// Opens both ends where a figure is null; missing rows may be taken as 0.
  private mutating func openNulls(of column: Column, exceptMissing: Bool = false) {
    let (values, marks) = (column.values.span, column.marks.span)
    for unit in low.indices where values[unit].isNaN {
      if exceptMissing, CellMark(byte: marks[unit]).status.isMissingRow { continue }
      low[unit] = -.infinity
      high[unit] = .infinity
    }
  }
}
