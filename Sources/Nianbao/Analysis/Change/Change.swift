import Vectors

/// How figures changed from year to year.
///
/// A change looks at the year before, never at the row before: where that year has no figure the
/// change is null. Across gaps it looks at the last year with a figure and is annualised.
public struct Change: Sendable {
  /// What the figures are compared with.
  public enum Base: Sendable, Hashable {
    /// The year before.
    case previousYear
    /// The last year before with a figure; `percent` is then the yearly growth that compounds to
    /// the change.
    case lastReported
  }

  /// The figures themselves.
  public let frame: Frame
  /// What they are compared with.
  public let base: Base

  private let columns: [ChangeColumn?]

  init(frame: Frame, base: Base, columns: [ChangeColumn?]) {
    self.frame = frame
    self.base = base
    self.columns = columns
  }

  /// The change of an indicator in a year, or nil where no body has a figure.
  ///
  /// - Parameters: Positions in the frame's indicators and years.
  public func column(_ indicator: Int, _ year: Int) -> ChangeColumn? {
    columns[indicator * frame.years.count + year]
  }

  /// What must be said beside a body's change: the notes of both figures.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  public func notes(_ indicator: Int, _ year: Int, _ body: Int) -> FigureNotes {
    let own = frame.notes(indicator, year, body)
    guard let column = column(indicator, year), column.span[body] > 0,
      let previous = frame.position(of: frame.years[year].advanced(by: -Int(column.span[body])))
    else { return own }
    // That the earlier figure cannot be compared with one before it is not about this change.
    return own.union(frame.notes(indicator, previous, body).subtracting(.seriesBreak))
  }
}

/// The change of one indicator in one year over all bodies of a frame. NaN is null.
public struct ChangeColumn: Sendable {
  /// The figures of the year.
  public let values: Vector<Double>
  /// The figures compared with; null where there is none.
  public let previous: Vector<Double>
  /// Value less previous; null where either is.
  public let difference: Vector<Double>
  /// The difference in percent of the previous figure, annualised across gaps; null from zero and
  /// from below.
  public let percent: Vector<Double>
  /// The number of years between the two figures; 0 where there is no previous one.
  public let span: Vector<UInt8>

  /// Why a percent is null although both figures are there.
  public enum Caveat: String, Sendable {
    /// From 0 there is no percent.
    case fromZero = "from-zero"
    /// From below 0 a percent means nothing.
    case fromNegative = "from-negative"
  }

  /// The caveat of a body's change, or nil.
  public func caveat(_ body: Int) -> Caveat? {
    guard !difference[body].isNaN else { return nil }
    if previous[body] == 0 { return .fromZero }
    return previous[body] < 0 ? .fromNegative : nil
  }
}
