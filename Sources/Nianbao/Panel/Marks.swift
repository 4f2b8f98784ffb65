import Vectors

/// The marks of a column's cells, as packed `CellMark`s.
enum Marks: Sendable {
  /// One byte a unit.
  case each(Vector<UInt8>)
  /// One mark for all cells with a figure, and one for all without.
  case byPresence(figure: UInt8, null: UInt8)

  /// The marks of cells with some figures, by presence where that says it all. O(units).
  init(_ marks: Vector<UInt8>, of values: Vector<Double>) {
    precondition(marks.count == values.count, "the vectors of a column have different lengths")
    var (figure, null): (UInt8?, UInt8?) = (nil, nil)
    let (bytes, figures) = (marks.span, values.span)
    for unit in bytes.indices {
      let byte = bytes[unit]
      if figures[unit].isNaN {
        if null == nil { null = byte }
        guard null == byte else {
          self = .each(marks)
          return
        }
      } else {
        if figure == nil { figure = byte }
        guard figure == byte else {
          self = .each(marks)
          return
        }
      }
    }
    self = .byPresence(
      figure: figure ?? CellMark(.reported).byte, null: null ?? CellMark.absent.byte)
  }

  /// The number of cells; nil where it is the figures'.
  var count: Int? {
    guard case .each(let bytes) = self else { return nil }
    return bytes.count
  }

  /// The mark of a cell. O(1).
  func byte(at position: Int, _ figures: NarrowVector) -> UInt8 {
    switch self {
    case .each(let bytes): bytes[position]
    case .byPresence(let figure, let null): figures[position].isNaN ? null : figure
    }
  }

  /// One byte a unit that is right for cells with a figure, whatever it is for others. O(units) at the
  /// speed of memory where marks follow from figures.
  func bytesOfFigures(_ count: Int) -> Vector<UInt8> {
    switch self {
    case .each(let bytes): bytes
    case .byPresence(let figure, _): Vector(repeating: figure, count: count)
    }
  }

  /// One byte a unit. O(units) where marks follow from figures.
  func bytes(_ figures: NarrowVector) -> Vector<UInt8> {
    switch self {
    case .each(let bytes): return bytes
    case .byPresence(let figure, let null):
      if figure == null || figures.nullCount == 0 {
        return Vector(repeating: figure, count: figures.count)
      }
      return Vector(repeating: null, count: figures.count) { bytes in
        for position in bytes.indices where !figures[position].isNaN { bytes[position] = figure }
      }
    }
  }
}
