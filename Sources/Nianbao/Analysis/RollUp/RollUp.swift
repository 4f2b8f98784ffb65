import Vectors

/// The figures of units added up, or summarised otherwise, by region.
///
/// Only leaf units go in: a consolidating unit's own report covers units that are counted already,
/// and stands beside the result as `published`.
public struct RollUp: Sendable {
  /// What is computed over the units of a group; nulls are left out, and a group without a figure is
  /// null.
  public enum Measure: Sendable, Hashable {
    /// The sum. Exact for whole numbers up to 2^53.
    case sum
    /// The arithmetic mean.
    case mean
    /// The middle figure: the quantile of 0.5.
    case median
    /// A quantile of type 7 (Hyndman and Fan 1996), R's and NumPy's default.
    case quantile(Double)
    /// The smallest figure.
    case minimum
    /// The largest figure.
    case maximum
    /// The number of figures.
    case count
  }

  /// What the units are grouped by.
  public enum Grouping: Sendable, Hashable {
    /// One group of all units.
    case all
    /// The regions of a level.
    case level(RegionCode.Level)
  }

  /// The groups as a frame: one body a region.
  public let frame: Frame
  /// What was computed.
  public let measure: Measure
  /// The units that each group should hear from.
  public let expectations: [Expectation]

  /// For each column of the frame the number of units with a figure in each group; nil where the
  /// column is.
  private let counts: [Vector<Int32>?]
  /// For each column of the frame the figure that the region itself published; nil where none did.
  private let published: [Vector<Double>?]

  init(
    frame: Frame, measure: Measure, expectations: [Expectation], counts: [Vector<Int32>?],
    published: [Vector<Double>?]
  ) {
    self.frame = frame
    self.measure = measure
    self.expectations = expectations
    self.counts = counts
    self.published = published
  }

  /// The number of units with a figure in a group.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  public func count(_ indicator: Int, _ year: Int, _ group: Int) -> Int {
    counts[indicator * frame.years.count + year].map { Int($0[group]) } ?? 0
  }

  /// The figure that the region of a group published for itself, or nil.
  public func published(_ indicator: Int, _ year: Int, _ group: Int) -> Double? {
    guard let value = published[indicator * frame.years.count + year]?[group], !value.isNaN else {
      return nil
    }
    return value
  }
}
