import Vectors

/// One indicator in one year over all units of a panel: a chunk of the columnar store.
///
/// Figures, marks and places have one element a unit, in the order of the panel's `UnitTable`. Each is
/// stored as narrow as it can be: most counts of townships fit in a byte, the marks of a form that was
/// filled in follow from which figures there are, and places that no source knows are not there.
public struct Column: Sendable {
  /// The figures in the indicator's unit of measure, in the narrowest form that loses nothing.
  public let figures: NarrowVector
  /// Where each figure was read, as packed `Place`s; nil where no source knows. Columns of one table may
  /// share them; that of a cell that is absent means nothing.
  public let places: Vector<UInt32>?

  let storedMarks: Marks

  /// A column of vectors of one length; figures and marks are narrowed.
  ///
  /// - Complexity: O(units).
  public init(values: Vector<Double>, marks: Vector<UInt8>, places: Vector<UInt32>?) {
    self.init(
      figures: NarrowVector(values), storedMarks: Marks(marks, of: values), places: places)
  }

  /// A column of parts as they are stored.
  init(figures: NarrowVector, storedMarks: Marks, places: Vector<UInt32>?) {
    precondition(
      storedMarks.count.map { $0 == figures.count } ?? true
        && places.map { $0.count == figures.count } ?? true,
      "the vectors of a column have different lengths")
    self.figures = figures
    self.storedMarks = storedMarks
    self.places = places
  }

  /// The number of units.
  public var count: Int { figures.count }

  /// The figures as doubles; NaN is null.
  ///
  /// - Complexity: O(units) at the first call, O(1) at all others. What goes through all units once
  ///   reads `figures`, which is up to eight times less memory.
  public var values: Vector<Double> { figures.values }

  /// Status and printed decimals of each cell, as packed `CellMark`s.
  ///
  /// - Complexity: O(units) where they follow from the figures, else O(1).
  public var marks: Vector<UInt8> { storedMarks.bytes(figures) }

  /// The figure of a unit, or nil where it is null. O(1).
  public func value(_ unit: UnitIndex) -> Double? {
    let value = figures[unit.position]
    return value.isNaN ? nil : value
  }

  /// Status and decimals of a unit's cell. O(1).
  public func mark(_ unit: UnitIndex) -> CellMark {
    CellMark(byte: storedMarks.byte(at: unit.position, figures))
  }

  /// Where a unit's figure was read. O(1).
  public func place(_ unit: UnitIndex) -> Place {
    guard let places, mark(unit).status != .absent else { return .unknown }
    return Place(packed: places[unit.position])
  }
}
