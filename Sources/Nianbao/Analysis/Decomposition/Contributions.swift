import Vectors

/// What each unit, or each part of a total, adds to a change from one year to another.
///
/// The contributions add up to the change, exactly for whole numbers: who has a figure in one of the
/// years only contributes by coming or going, and what the parts of a total leave over is a
/// contribution of its own.
public struct Contributions: Sendable {
  /// Where a contribution comes from.
  public enum Kind: String, Sendable, CaseIterable {
    /// A figure in both years.
    case changed
    /// A figure in the later year only: the contribution is all of it.
    case entered
    /// A figure in the earlier year only: the contribution is all of it, taken away.
    case left
    /// The total's change that its parts do not explain, because they do not add up to it.
    case residual
    /// Figures in both years that cannot be compared: no contribution, and no change of the whole.
    case notComparable = "not-comparable"
  }

  /// One contribution.
  public struct Item: Sendable, Hashable {
    /// Whose it is.
    public enum Source: Sendable, Hashable {
      /// A body's, by its position in the frame.
      case body(Int)
      /// A part's.
      case part(IndicatorIndex)
      /// What the parts leave over.
      case rest
    }

    /// Whose it is.
    public let source: Source
    /// Where it comes from.
    public let kind: Kind
    /// The earlier figure; nil for null.
    public let previous: Double?
    /// The later figure; nil for null.
    public let value: Double?
    /// What it adds to the change; nil where figures cannot be compared.
    public let amount: Double?
    /// The notes of both figures.
    public let notes: FigureNotes
  }

  /// The contributions to one change.
  public struct Group: Sendable {
    /// The region or body whose change is explained: a name, a code, a region.
    public let whole: Frame.Body
    /// The indicator, as a position in the frame's.
    public let indicator: Int
    /// Which breakdown of a total this is, from 1: a total of rows and columns has two.
    public let breakdown: Int
    /// The earlier total; nil for null.
    public let previous: Double?
    /// The later total; nil for null.
    public let value: Double?
    /// The change that the contributions add up to; nil where one of them is null.
    public let change: Double?
    /// The contributions, the largest first, either way.
    public let items: [Item]

    /// A contribution in percentage points of the earlier total; nil from zero or below.
    public func points(_ item: Item) -> Double? {
      guard let previous, previous > 0 else { return nil }
      return item.amount.map { 100 * $0 / previous }
    }

    /// A contribution in percent of the change; nil where nothing changed.
    public func share(_ item: Item) -> Double? {
      guard let change, change != 0 else { return nil }
      return item.amount.map { 100 * $0 / change }
    }
  }

  /// The figures.
  public let frame: Frame
  /// The earlier year.
  public let from: Year
  /// The later year.
  public let to: Year
  /// One group for each whole and indicator that has a figure in either year.
  public let groups: [Group]
}

extension Contributions.Item {
  /// The contribution of a pair of figures; nil where both are null.
  init?(
    _ source: Source, previous: Double, value: Double, notes: FigureNotes, isComparable: Bool
  ) {
    let kind: Contributions.Kind
    switch (previous.isNaN, value.isNaN) {
    case (true, true): return nil
    case (true, false): kind = .entered
    case (false, true): kind = .left
    case (false, false): kind = isComparable ? .changed : .notComparable
    }
    self.init(
      source: source, kind: kind, previous: previous.isNaN ? nil : previous,
      value: value.isNaN ? nil : value,
      amount: kind == .notComparable
        ? nil : (value.isNaN ? 0 : value) - (previous.isNaN ? 0 : previous), notes: notes)
  }
}

extension [Contributions.Item] {
  /// The largest contribution first, either way; equal ones in their order, null ones last.
  var largestFirst: [Contributions.Item] {
    enumerated().sorted { left, right in
      let sizes = (left.element.amount.map(abs) ?? -1, right.element.amount.map(abs) ?? -1)
      return sizes.0 == sizes.1 ? left.offset < right.offset : sizes.0 > sizes.1
    }.map(\.element)
  }

  /// The sum of the contributions; nil where one is null or there is none.
  var sum: Double? {
    isEmpty
      ? nil
      : reduce(0.0 as Double?) { sum, item in sum.flatMap { s in item.amount.map { s + $0 } } }
  }
}
