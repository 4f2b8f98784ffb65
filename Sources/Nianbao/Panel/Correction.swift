/// A cell of a panel and what it should say instead.
public struct Correction: Sendable, Hashable {
  /// Whose cell it is.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year
  /// The indicator.
  public let indicator: IndicatorIndex
  /// The figure it should say; nil empties the cell.
  public let value: Double?
  /// The decimals that the figure is written with.
  public let decimals: Int
  /// Where the correction is written down.
  public let origin: Origin
  /// Why, in the words of who wrote it down; often empty.
  public let note: String

  /// A correction.
  public init(
    unit: UnitIndex, year: Year, indicator: IndicatorIndex, value: Double?, decimals: Int = 0,
    origin: Origin, note: String = ""
  ) {
    self.unit = unit
    self.year = year
    self.indicator = indicator
    self.value = value
    self.decimals = decimals
    self.origin = origin
    self.note = note
  }

  /// Where a correction is written down.
  public struct Origin: Sendable, Hashable, CustomStringConvertible {
    /// The file of corrections, by the path it was given by.
    public let file: String
    /// The 1-based line in it.
    public let line: Int

    /// A line of a file.
    public init(file: String, line: Int) {
      self.file = file
      self.line = line
    }

    /// `corrections.csv:4`.
    public var description: String { "\(file):\(line)" }
  }

  /// Why a panel has no cell for a correction.
  public enum Obstacle: Error, Sendable, Hashable {
    /// The unit has no report for the year.
    case noReport(UnitIndex, Year)
    /// The form of the report does not have the row.
    case notOnForm(UnitIndex, Year, IndicatorIndex)
  }

  /// The mark of the cell once it is corrected.
  var mark: CellMark { value == nil ? CellMark(.blank) : CellMark(.corrected, decimals: decimals) }
}
