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
    /// The year some years before, one at least; `percent` is of the whole change.
    case yearsBefore(Int)
    /// One year, which every later one is compared with; `percent` is of the whole change.
    case year(Year)
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

extension Change {
  /// The changes in percent as figures of their own, such as for a ranking by growth.
  public var percentFrame: Frame { frame { $0.percent } }

  /// The differences as figures of their own.
  public var differenceFrame: Frame { frame { $0.difference } }

  /// The yearly growth in percent as figures of its own.
  public var annualGrowthFrame: Frame { frame { $0.annualGrowth() } }

  /// The logarithmic changes as figures of their own.
  public var logarithmicFrame: Frame { frame { $0.logarithmic() } }

  /// Some figures of every column; the notes are those of both sides.
  private func frame(_ figures: (ChangeColumn) -> Vector<Double>) -> Frame {
    frame.replacing { indicator, year in
      guard let column = column(indicator, year) else { return (nil, nil) }
      return (figures(column), column.notes)
    }
  }
}
