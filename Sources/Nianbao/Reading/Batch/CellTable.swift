import Vectors

/// Cells of many reports, column by column: one column an indicator, one row a report.
///
/// A cell is a word of 32 bits: a figure of few digits as `PackedDecimal`, status `reported`; or,
/// with low four bits of zero, a mark without figure in bits 4 to 11; or, with the highest bit set
/// beside these zeros, the position of a cell in `others`. The word 0 is no cell.
struct CellTable: Sendable {
  /// The words.
  let words: SparseColumns
  /// The packed places of the cells; nil where a row's line is the place of all its cells.
  let places: SparseColumns?
  /// The indicator of each column.
  private(set) var indicators: [IndicatorIndex]
  /// Cells that no word can say.
  private(set) var others: [Other] = []
  /// The column of each indicator, or −1.
  private var columns: [Int32]

  /// A cell that no word can say: with many digits, another status, or a text that its figure does
  /// not tell.
  struct Other: Sendable {
    let row: Int32
    let column: Int32
    let value: Double?
    let mark: CellMark
    let text: String
  }

  /// A table with the columns of some indicators.
  init(_ indicators: [IndicatorIndex], of catalog: Catalog, hasPlaces: Bool) {
    words = SparseColumns(columns: indicators.count)
    places = hasPlaces ? SparseColumns(columns: indicators.count) : nil
    self.indicators = indicators
    columns = Array(repeating: -1, count: catalog.indicators.count)
    for (column, indicator) in indicators.enumerated() {
      columns[indicator.position] = Int32(column)
    }
  }

  /// The column of an indicator, or nil where it has none. O(1).
  func column(of indicator: IndicatorIndex) -> Int? {
    // Local indicators are added to the catalogue behind those that a table can have.
    guard indicator.position < columns.count, columns[indicator.position] >= 0 else { return nil }
    return Int(columns[indicator.position])
  }

  /// The column of an indicator, a new one where it has none yet. O(1).
  mutating func makeColumn(of indicator: IndicatorIndex) -> Int {
    if let column = column(of: indicator) { return column }
    let column = words.addColumn()
    _ = places?.addColumn()
    indicators.append(indicator)
    columns[indicator.position] = Int32(column)
    return column
  }

  // MARK: Words

  /// The word of a mark without figure and text.
  static func word(_ mark: CellMark) -> UInt32 { UInt32(mark.byte) << 4 }

  /// Whether a word stands for one of `others`.
  @inline(__always)
  static func isOther(_ word: UInt32) -> Bool { word & 15 == 0 && word >> 31 == 1 }

  private static func position(_ word: UInt32) -> Int { Int(word >> 4 & 0x7FF_FFFF) }

  /// Whether a word stands for the cell at a position of `others`.
  func isOther(_ word: UInt32, at position: Int) -> Bool {
    Self.isOther(word) && Self.position(word) == position
  }

  /// The cell that a word stands for where it is one of `others`.
  func other(_ word: UInt32) -> Other? {
    Self.isOther(word) ? others[Self.position(word)] : nil
  }

  /// The word of a cell; one that no word can say is kept beside.
  mutating func word(
    row: Int, column: Int, figure: Figure?, mark: CellMark, text: String
  ) -> UInt32 {
    if let figure {
      // A word gives back the figure's text, so a text that is written otherwise is kept beside.
      if mark.status == .reported, text == figure.text,
        let word = PackedDecimal.word(digits: figure.digits, decimals: figure.decimals)
      {
        return word
      }
    } else if text.isEmpty, mark.status != .absent {
      return Self.word(mark)
    }
    return keep(row: row, column: column, value: figure?.value, mark: mark, text: text)
  }

  /// Keeps a cell beside the words, and returns its word.
  mutating func keep(row: Int, column: Int, value: Double?, mark: CellMark, text: String) -> UInt32
  {
    precondition(others.count < 1 << 27, "a table with too many cells beside its words")
    others.append(
      Other(row: Int32(row), column: Int32(column), value: value, mark: mark, text: text))
    return 1 << 31 | UInt32(others.count - 1) << 4
  }

  /// The cell of a row and column at a place, or nil where there is none. O(length of its text).
  func cell(_ column: Int, _ row: Int, at place: Place) -> ReadCell? {
    let word = words.word(column, row)
    return word == 0 ? nil : cell(indicators[column], word, at: place)
  }

  /// The cell that a word stands for. O(length of its text).
  func cell(_ indicator: IndicatorIndex, _ word: UInt32, at place: Place) -> ReadCell {
    if let other = other(word) {
      return ReadCell(
        indicator: indicator, value: other.value, mark: other.mark, place: place,
        text: other.text)
    }
    guard PackedDecimal.hasNumber(word) else {
      return ReadCell(
        indicator: indicator, value: nil, mark: CellMark(byte: UInt8(word >> 4 & 0xFF)),
        place: place, text: "")
    }
    let decimals = PackedDecimal.decimals(word)
    let figure = Figure(digits: PackedDecimal.digits(word), decimals: decimals)
    return ReadCell(
      indicator: indicator, value: figure?.value, mark: CellMark(.reported, decimals: decimals),
      place: place, text: figure?.text ?? "")
  }
}
