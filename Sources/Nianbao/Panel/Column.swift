import Vectors

/// One indicator in one year over all units of a panel: a chunk of the columnar store.
///
/// The three vectors have one element a unit, in the order of the panel's `UnitTable`.
public struct Column: Sendable {
  /// The figures in the indicator's unit of measure; NaN is null.
  public let values: Vector<Double>
  /// Status and printed decimals of each cell, as packed `CellMark`s.
  public let marks: Vector<UInt8>
  /// Where each figure was read, as packed `Place`s; nil where no source knows. Columns of one table may
  /// share them; that of a cell that is absent means nothing.
  public let places: Vector<UInt32>?

  /// A column of vectors of one length.
  public init(values: Vector<Double>, marks: Vector<UInt8>, places: Vector<UInt32>?) {
    precondition(
      values.count == marks.count && (places.map { $0.count == values.count } ?? true),
      "the vectors of a column have different lengths")
    self.values = values
    self.marks = marks
    self.places = places
  }

  /// The figure of a unit, or nil where it is null. O(1).
  public func value(_ unit: UnitIndex) -> Double? {
    let value = values[unit.position]
    return value.isNaN ? nil : value
  }

  /// Status and decimals of a unit's cell. O(1).
  public func mark(_ unit: UnitIndex) -> CellMark { CellMark(byte: marks[unit.position]) }

  /// Where a unit's figure was read. O(1).
  public func place(_ unit: UnitIndex) -> Place {
    guard let places, mark(unit).status != .absent else { return .unknown }
    return Place(packed: places[unit.position])
  }
}
