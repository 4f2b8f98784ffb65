/// A sum of figures, each times a number, and a constant.
public struct LinearForm: Sendable, Hashable {
  /// A figure times a number.
  public struct Term: Sendable, Hashable {
    /// The number.
    public var coefficient: Double
    /// The figure.
    public let cell: CellReference
  }

  /// The figures, each once, in the order of writing.
  public private(set) var terms: [Term] = []
  /// The constant.
  public private(set) var constant = 0.0

  /// The form of a constant.
  init(constant: Double) { self.constant = constant }

  /// The form of one figure.
  init(_ cell: CellReference) { terms = [Term(coefficient: 1, cell: cell)] }

  /// This form plus a multiple of another.
  func adding(_ other: LinearForm, times factor: Double = 1) -> LinearForm {
    var sum = self
    sum.constant += factor * other.constant
    for term in other.terms {
      if let position = sum.terms.firstIndex(where: { $0.cell == term.cell }) {
        sum.terms[position].coefficient += factor * term.coefficient
      } else {
        sum.terms.append(Term(coefficient: factor * term.coefficient, cell: term.cell))
      }
    }
    sum.terms.removeAll { $0.coefficient == 0 }
    return sum
  }

  /// This form times a number.
  func scaled(by factor: Double) -> LinearForm {
    LinearForm(constant: 0).adding(self, times: factor)
  }

  /// This form of some years before.
  func lagged(by years: Int) -> LinearForm {
    mappingCells {
      CellReference(indicator: $0.indicator, lag: $0.lag + years, source: $0.source)
    }
  }

  /// This form of figures that stand elsewhere.
  func taken(from source: CellReference.Source) -> LinearForm {
    mappingCells { CellReference(indicator: $0.indicator, lag: $0.lag, source: source) }
  }

  private func mappingCells(_ change: (CellReference) -> CellReference) -> LinearForm {
    var form = self
    form.terms = terms.map { Term(coefficient: $0.coefficient, cell: change($0.cell)) }
    return form
  }
}

/// A figure that a rule speaks of: an indicator of the report's year or of some years before.
public struct CellReference: Hashable, Sendable {
  /// The indicator.
  public let indicator: IndicatorIndex
  /// How many years before the report's year; 0 for the year itself.
  public let lag: Int
  /// Where the figure stands.
  public let source: Source

  /// Where a figure stands.
  public enum Source: UInt8, Sendable, CaseIterable {
    /// In the report's table.
    case table
    /// In the report's prose: `claim(…)`.
    case prose
    /// In the tables of the units below, added up: `children(…)`.
    case below
  }

  /// A figure.
  public init(indicator: IndicatorIndex, lag: Int, source: Source = .table) {
    self.indicator = indicator
    self.lag = lag
    self.source = source
  }
}
