import Vectors

/// What corrected cells of a panel had before, beside the panel's cells: sorted by unit, year and
/// indicator, the corrections of one cell in the order in which they were made.
///
/// The first entry of a cell is the cell as reported; each further one is what the correction before
/// it had made of the cell. The table is columnar like the panel; an `Entry` is made when it is asked
/// for.
public struct CorrectionTable: Sendable {
  let units: Vector<Int32>
  let years: Vector<Int32>
  let indicators: Vector<Int32>
  /// The figures before; NaN is null.
  let values: Vector<Double>
  /// The marks before, as packed `CellMark`s.
  let marks: Vector<UInt8>
  let places: Vector<UInt32>
  /// The files of corrections, as positions in `fileTexts`.
  let files: Vector<Int32>
  let lines: Vector<Int32>
  let fileTexts: TextColumn
  let notes: TextColumn

  /// A cell as it was before a correction, and where the correction comes from.
  public struct Entry: Sendable, Hashable {
    /// Whose cell it is.
    public let unit: UnitIndex
    /// The report's year.
    public let year: Year
    /// The indicator.
    public let indicator: IndicatorIndex
    /// The figure before; nil where it was null.
    public let value: Double?
    /// Status and printed decimals before.
    public let mark: CellMark
    /// Where the figure before was read.
    public let place: Place
    /// The file of corrections and the line that changed the cell.
    public let origin: Correction.Origin
    /// What the line says about the change; often empty.
    public let note: String
  }

  /// A table of entries; those of one cell keep their order.
  ///
  /// - Complexity: O(n log n).
  public init(_ entries: [Entry] = []) {
    let sorted = entries.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.unit, one.year, one.indicator, left.offset)
        < (other.unit, other.year, other.indicator, right.offset)
    }.map(\.element)
    var texts = TextDictionary()
    units = Vector(sorted.map { Int32($0.unit.position) })
    years = Vector(sorted.map { Int32($0.year.number) })
    indicators = Vector(sorted.map { Int32($0.indicator.position) })
    values = Vector(sorted.map { $0.value ?? .nan })
    marks = Vector(sorted.map(\.mark.byte))
    places = Vector(sorted.map(\.place.packed))
    files = Vector(sorted.map { texts.code(of: $0.origin.file) })
    lines = Vector(sorted.map { Int32(clamping: $0.origin.line) })
    fileTexts = TextColumn(texts.texts)
    notes = TextColumn(sorted.map(\.note))
  }

  /// The number of corrections.
  public var count: Int { units.count }

  /// The entry at a position, from 0. O(length of its texts).
  public subscript(position: Int) -> Entry {
    Entry(
      unit: UnitIndex(Int(units[position])), year: Year(Int(years[position])),
      indicator: IndicatorIndex(Int(indicators[position])),
      value: values[position].isNaN ? nil : values[position],
      mark: CellMark(byte: marks[position]), place: Place(packed: places[position]),
      origin: Correction.Origin(
        file: fileTexts[Int(files[position])], line: Int(lines[position])),
      note: notes[position])
  }

  /// All entries in order.
  public var entries: [Entry] { (0..<count).map { self[$0] } }

  /// The entries of a unit's report for a year, by indicator. O(log n).
  public func entries(of unit: UnitIndex, in year: Year) -> [Entry] {
    let key = (Int32(unit.position), Int32(year.number))
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if (units[middle], years[middle]) < key { low = middle + 1 } else { high = middle }
    }
    var found: [Entry] = []
    while low < count, (units[low], years[low]) == key {
      found.append(self[low])
      low += 1
    }
    return found
  }

  /// What was done to one cell, in the order in which it was done; the first entry is the cell as
  /// reported. Empty where the cell was never corrected. O(log n).
  public func history(_ indicator: IndicatorIndex, _ year: Year, _ unit: UnitIndex) -> [Entry] {
    entries(of: unit, in: year).filter { $0.indicator == indicator }
  }
}
