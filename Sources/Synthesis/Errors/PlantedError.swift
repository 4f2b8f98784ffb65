import Nianbao

/// A mistake that was planted into a report.
public struct PlantedError: Sendable, Hashable {
  /// The kinds of mistakes, as people make them.
  public enum Kind: String, Sendable, CaseIterable {
    /// A total that is not the sum of its parts.
    case brokenSum = "broken-sum"
    /// Two adjacent digits changed places.
    case digitsSwapped = "digits-swapped"
    /// A digit left out.
    case digitDropped = "digit-dropped"
    /// A figure ten times too large.
    case factorTen = "factor-ten"
    /// The figures of two neighbouring rows changed places.
    case wrongRow = "wrong-row"
    /// A row that is not printed.
    case missingRow = "missing-row"
    /// The figure of the year before, not updated.
    case stale
    /// More requests closed than were received that year and the year before.
    case carryOver = "carry-over"
    /// A wrong figure that no relation of the form can see.
    case invisible
  }

  /// One cell that is printed wrong.
  public struct Cell: Sendable, Hashable {
    /// The indicator.
    public let indicator: IndicatorID
    /// What should stand there.
    public let truth: Double
    /// What is printed; nil for a row that is not.
    public let printed: Double?
  }

  /// The kind of mistake.
  public let kind: Kind
  /// The wrong cells.
  public let cells: [Cell]
  /// The rule that it breaks, or the note that the import makes of it; nil where nothing can tell.
  public let expected: String?
}
