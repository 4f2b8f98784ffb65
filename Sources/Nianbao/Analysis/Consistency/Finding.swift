/// Something in a report that needs a look: a rule that it breaks, a figure that stands out, a report
/// that repeats another.
public struct Finding: Sendable {
  /// The stable name of what found it: a rule's id, or that of a statistical check.
  public let id: RuleID
  /// What kind of check found it.
  public let kind: Rule.Kind
  /// How much it matters.
  public let severity: Rule.Severity
  /// The rule that is broken; nil where no rule but a statistical check found it.
  public let rule: Rule?
  /// The unit whose report it is about.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year
  /// The figures that it rests on, in the order of the rule.
  public let cells: [Cell]
  /// The left side of the comparison that fails; nil where it cannot be said.
  public let actual: Double?
  /// What the left side should be; nil where the rule names no single number.
  public let expected: Double?
  /// What to tell the reader.
  public let message: LocalizedText
  /// The cells whose change would explain the finding, likeliest first.
  public internal(set) var suspects: [Suspect]

  /// A finding.
  public init(
    id: RuleID, kind: Rule.Kind, severity: Rule.Severity, rule: Rule? = nil, unit: UnitIndex,
    year: Year, cells: [Cell], actual: Double? = nil, expected: Double? = nil,
    message: LocalizedText, suspects: [Suspect] = []
  ) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.rule = rule
    self.unit = unit
    self.year = year
    self.cells = cells
    self.actual = actual
    self.expected = expected
    self.message = message
    self.suspects = suspects
  }

  /// Left side less right side; nil where either is.
  public var difference: Double? {
    guard let actual, let expected else { return nil }
    return actual - expected
  }

  /// One figure that a finding rests on.
  public struct Cell: Sendable, Hashable {
    /// Whose figure it is: the report's unit, or one below it.
    public let unit: UnitIndex
    /// The indicator.
    public let indicator: IndicatorIndex
    /// The year of the figure: the report's, or one before.
    public let year: Year
    /// Where the figure stands; one that is added up from the units below is of the unit above them.
    public let source: CellReference.Source
    /// The figure; nil where it is missing.
    public let value: Double?
    /// Its status and printed decimals.
    public let mark: CellMark

    /// A figure.
    public init(
      unit: UnitIndex, indicator: IndicatorIndex, year: Year,
      source: CellReference.Source = .table, value: Double?, mark: CellMark
    ) {
      self.unit = unit
      self.indicator = indicator
      self.year = year
      self.source = source
      self.value = value
      self.mark = mark
    }
  }
}

/// A cell whose change would explain a finding.
public struct Suspect: Sendable, Hashable {
  /// Whose cell it is.
  public let unit: UnitIndex
  /// The indicator.
  public let indicator: IndicatorIndex
  /// The year of the figure.
  public let year: Year
  /// Where the figure stands: in the table or in the prose.
  public let source: CellReference.Source
  /// The figure as printed; nil where it is missing.
  public let value: Double?
  /// What it should say: the value that the rest of the report implies, else the likeliest of
  /// `interval`.
  public let suggested: Double
  /// The least and greatest value that satisfies all rules; one number where the rest of the report
  /// implies it.
  public let interval: ClosedRange<Double>
  /// How likely it is the wrong cell: the scores of a finding's suspects add up to 1 at most, but for
  /// cells that are wrong together.
  public let score: Double
  /// Why it is suspected.
  public let reason: LocalizedText
}
