/// A rule that a report breaks, with the figures that show it and the cells that are likeliest wrong.
public struct Finding: Sendable {
  /// The rule.
  public let rule: Rule
  /// The unit whose report breaks it.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year
  /// The figures that the rule speaks of, in its order.
  public let cells: [Cell]
  /// The left side of the comparison that fails; nil where it cannot be said.
  public let actual: Double?
  /// What the left side should be; nil where the rule names no single number.
  public let expected: Double?
  /// What to tell the reader.
  public let message: LocalizedText
  /// The cells whose change would explain the finding, likeliest first.
  public let suspects: [Suspect]

  /// Left side less right side; nil where either is.
  public var difference: Double? {
    guard let actual, let expected else { return nil }
    return actual - expected
  }

  /// One figure that a finding rests on.
  public struct Cell: Sendable, Hashable {
    /// The indicator.
    public let indicator: IndicatorIndex
    /// The year of the figure: the report's, or one before.
    public let year: Year
    /// The figure; nil where it is missing.
    public let value: Double?
    /// Its status and printed decimals.
    public let mark: CellMark
  }
}

/// A cell whose change would explain a finding.
public struct Suspect: Sendable, Hashable {
  /// The indicator.
  public let indicator: IndicatorIndex
  /// The year of the figure.
  public let year: Year
  /// The figure as printed; nil where it is missing.
  public let value: Double?
  /// What it should say.
  public let suggested: Double
  /// How likely it is the wrong cell: the scores of a finding's suspects add up to 1 at most.
  public let score: Double
  /// Why it is suspected.
  public let reason: LocalizedText
}
