extension RollUp {
  /// What a roll-up computes and how it treats what is missing.
  public struct Options: Sendable {
    /// What is computed; the first is the value of the frame.
    public var measures: [Measure] = [.sum]
    /// Where the list of units that should report comes from.
    public var expected = Expectation.Source.tree
    /// The share of the expected units that must have a figure, from 0 to 1: below it a group's figures
    /// are null with the note `withheld`.
    public var minimumCoverage = 0.0
    /// Whether the sums are bounded where figures are missing.
    public var boundsSums = false
    /// How missing figures are estimated; nil to leave them out.
    public var imputation: Imputation?
    /// The years that are pooled into one, as if they were one long year; nil to keep each year.
    public var pooledYears: Set<Year>?
    /// What a user's table says of the units.
    public var tags: UnitTags?

    /// Sums of each year, against the region tree.
    public init() {}
  }

  /// How missing figures are estimated. What an estimate went into has the note `imputed`; `n` counts
  /// reported figures only.
  public enum Imputation: String, Sendable, CaseIterable {
    /// On the line between the nearest years before and after with a figure; none at the ends.
    case linear
    /// The figure of the last year before with one.
    case last
    /// The figure of the nearest year with one, times the median by which the other units of the group
    /// changed between those years.
    case medianRatio = "median-ratio"
  }
}
