/// Where in a file a cell was read: a line, or a cell of a table.
///
/// Packed into 32 bits, so that a column of places is a plain vector. Zero means not known; with the
/// top bit clear it is a 1-based line; with it set, table (7 bits), row (14 bits) and column
/// (10 bits), each 1-based and capped at its largest value.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The packed form.
  public let packed: UInt32

  /// A place from its packed form.
  public init(packed: UInt32) { self.packed = packed }

  /// A 1-based line.
  public static func line(_ line: Int) -> Place {
    Place(packed: UInt32(clamping: min(max(line, 0), 0x7FFF_FFFF)))
  }

  /// A cell of a table, all parts 1-based.
  public static func cell(table: Int, row: Int, column: Int) -> Place {
    let packed =
      UInt32(min(max(table, 1), 0x7F)) << 24 | UInt32(min(max(row, 1), 0x3FFF)) << 10
      | UInt32(min(max(column, 1), 0x3FF))
    return Place(packed: 0x8000_0000 | packed)
  }

  /// A place that is not known.
  public static let unknown = Place(packed: 0)

  /// The line, or nil where the place is a cell of a table or not known.
  public var line: Int? { packed == 0 || packed >> 31 == 1 ? nil : Int(packed) }

  /// The place of the whole row for a cell of a table, else the place itself.
  var row: Place { packed >> 31 == 1 ? Place(packed: packed & ~0x3FF) : self }

  /// `193` for a line, `T3R5C7` for a cell of a table, empty where not known.
  public var description: String {
    if packed == 0 { return "" }
    guard packed >> 31 == 1 else { return String(packed) }
    return "T\(packed >> 24 & 0x7F)R\(packed >> 10 & 0x3FFF)C\(packed & 0x3FF)"
  }
}
