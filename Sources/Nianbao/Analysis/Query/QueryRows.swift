/// One figure of a query.
public struct FigureRow: Sendable, Hashable {
  /// The unit or region.
  public let body: Frame.Body
  /// The indicator.
  public let indicator: IndicatorID
  /// The year.
  public let year: Year
  /// The figure in the indicator's unit of measure, or what the last step made of it; nil for null.
  public let value: Double?
  /// What must be said beside it.
  public let notes: FigureNotes
}

/// One change of a query.
public struct ChangeRow: Sendable, Hashable {
  /// The unit or region.
  public let body: Frame.Body
  /// The indicator.
  public let indicator: IndicatorID
  /// The year.
  public let year: Year
  /// The figure of the year; nil for null, as in all of these.
  public let value: Double?
  /// The figure compared with.
  public let previous: Double?
  /// Value less previous.
  public let difference: Double?
  /// The difference in percent of the previous figure; a year's where the change goes across gaps.
  public let percent: Double?
  /// The years between the two figures; 0 where there is no previous one.
  public let span: Int
  /// Why there is no percent although both figures are there.
  public let caveat: ChangeColumn.Caveat?
}

/// One place of a ranking.
public struct RankRow: Sendable, Hashable {
  /// The unit or region.
  public let body: Frame.Body
  /// The indicator.
  public let indicator: IndicatorID
  /// The year.
  public let year: Year
  /// The figure ranked by.
  public let value: Double
  /// The place from 1; between two where ties take the average.
  public let rank: Double
  /// How many are ranked together.
  public let of: Int
  /// The place of the year before; nil where that year has none.
  public let previousRank: Double?
  /// The places gained since; below zero where it fell.
  public let movement: Double?
}

extension Double {
  /// The number, or nil for the NaN that stands for a null.
  var ifKnown: Double? { isNaN ? nil : self }
}
