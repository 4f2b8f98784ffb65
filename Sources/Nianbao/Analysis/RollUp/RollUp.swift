import Vectors

/// The figures of units added up, or summarised otherwise, by region or by what else they share.
///
/// Only leaf units go in: a consolidating unit's own report covers units that are counted already,
/// and stands beside the result as `published`. Who is in which group is worked out once; every column
/// is then read once for each measure.
public struct RollUp: Sendable {
  /// The groups as a frame of the first measure: one body a group.
  public let frame: Frame
  /// What was computed, in the order asked for.
  public let measures: [Measure]
  /// What the units were grouped by.
  public let grouping: Grouping
  /// For each group what it has of each key that is no region, in the order of the keys: `government`,
  /// an edition's name, a tag's value.
  public let groupValues: [[String]]
  /// The units that each group should hear from.
  public let expectations: [Expectation]
  /// The first of the years that were pooled into one; nil where each year stands for itself.
  public let pooledFrom: Year?

  let columns: [ColumnResults?]
  /// For each year of the frame the number of figures that each group should have.
  let expectedCounts: [Vector<Int32>]
  let panel: Panel
  let groups: UnitGroups
  /// For each year of the frame the positions of the panel's years in it.
  let periods: [[Int]]

  /// What is known of one indicator in one year beside the first measure; one element a group.
  struct ColumnResults: Sendable {
    /// The figures of each measure.
    let measures: [Vector<Double>]
    /// The number of units with a figure.
    let counts: Vector<Int32>
    /// How many figures were estimated; nil where none was.
    let imputed: Vector<Int32>?
    /// What the regions published themselves; nil where none did.
    let published: Vector<Double>?
    /// The sums with the missing figures at their least and their greatest; nil where they were not
    /// asked for.
    let bounds: NeighbourBounds?
  }

  /// The first measure.
  public var measure: Measure { measures[0] }

  func results(_ indicator: Int, _ year: Int) -> ColumnResults? {
    columns[indicator * frame.years.count + year]
  }

  /// A figure of any of the measures, or nil where it is null.
  ///
  /// - Parameters: Positions in `measures` and in the frame's indicators, years and bodies.
  public func value(_ measure: Int, _ indicator: Int, _ year: Int, _ group: Int) -> Double? {
    results(indicator, year)?.measures[measure][group].nonNull
  }

  /// The groups as a frame of another measure than the first.
  ///
  /// - Parameter measure: A position in `measures`.
  public func frame(of measure: Int) -> Frame {
    frame.with(
      columns: columns.map { $0?.measures[measure] },
      notes: frame.indicators.indices.flatMap { indicator in
        frame.years.indices.map { frame.notes(indicator, $0) }
      })
  }

  /// The number of units with a figure in a group.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  public func count(_ indicator: Int, _ year: Int, _ group: Int) -> Int {
    results(indicator, year).map { Int($0.counts[group]) } ?? 0
  }

  /// How many figures of a group were estimated.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  public func imputedCount(_ indicator: Int, _ year: Int, _ group: Int) -> Int {
    results(indicator, year)?.imputed.map { Int($0[group]) } ?? 0
  }

  /// The figure that the region of a group published for itself, or nil.
  public func published(_ indicator: Int, _ year: Int, _ group: Int) -> Double? {
    results(indicator, year)?.published?[group].nonNull
  }

  /// The sum of a group with every missing figure at its least; nil where no figure is missing, or
  /// nothing bounds one.
  public func low(_ indicator: Int, _ year: Int, _ group: Int) -> Double? {
    results(indicator, year)?.bounds?.low[group].nonNull
  }

  /// The same with every missing figure at its greatest.
  public func high(_ indicator: Int, _ year: Int, _ group: Int) -> Double? {
    results(indicator, year)?.bounds?.high[group].nonNull
  }
}

extension Double {
  /// The number, or nil for NaN.
  fileprivate var nonNull: Double? { isNaN ? nil : self }
}
