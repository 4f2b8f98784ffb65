import Vectors

/// Why a body has no index although it has a figure.
public enum IndexCaveat: String, Sendable {
  /// The base year has no figure, or is not in the frame.
  case noBase = "no-base"
  /// The base year's figure is 0.
  case baseZero = "base-zero"
  /// The base year's figure is below 0.
  case baseNegative = "base-negative"
}

extension Frame {
  /// The figures in percent of a base year's: the base year itself is 100. Null from zero, from below,
  /// where either figure is null and where the two cannot be compared.
  ///
  /// - Returns: A frame of the same shape; all null where the base year is not in this one.
  public func index(base year: Year) -> Frame {
    let position = position(of: year)
    return replacing { indicator, year in
      guard let values = column(indicator, year) else { return (nil, nil) }
      guard let position, let base = column(indicator, position) else {
        return (Vector(repeating: .nan, count: values.count), notes(indicator, year))
      }
      return (
        Differences.index(of: values.span, base: base.span)
          .keeping(comparability(indicator, position, year)),
        united([notes(indicator, year), notes(indicator, position)])
      )
    }
  }

  /// Why a body's index to a base year is null whatever the year; nil where its base is fit.
  ///
  /// - Parameters: Positions in `indicators` and `bodies`.
  public func indexCaveat(_ indicator: Int, _ body: Int, base year: Year) -> IndexCaveat? {
    let base = position(of: year).flatMap { column(indicator, $0) }.map { $0[body] } ?? .nan
    if base.isNaN { return .noBase }
    return base == 0 ? .baseZero : base < 0 ? .baseNegative : nil
  }
}
