import CXlsxWriter

extension WorkbookWriter {
  /// The look of a number.
  public enum NumberLook: Hashable, Sendable {
    /// As the program chooses.
    case general
    /// With some decimals.
    case decimals(Int)
    /// With some decimals and a plus sign before gains.
    case signed(Int)
    /// A whole number behind an arrow that says whether it is above or below zero.
    case arrows
  }

  /// The look of a cell.
  struct CellLook: Hashable {
    var number: NumberLook
    var isTotal = false
  }

  /// The bytes of a cell's text above which it is cut off, by the format's own limit.
  private static let textLimit = 32_767

  /// Writes a cell of text.
  ///
  /// - Parameters:
  ///   - width: Its width in columns of a terminal, for the width of the column.
  ///   - isTotal: Whether it stands in a row that adds up the rows above.
  public func text(_ text: String, width: Int, isTotal: Bool = false) {
    if isTotal { setFilters() }
    let text = text.utf16.count > Self.textLimit ? String(text.prefix(Self.textLimit / 2)) : text
    worksheet_write_string(
      sheet, row, column, text, format(CellLook(number: .general, isTotal: isTotal)))
    advance(width)
  }

  /// Writes a number.
  public func number(_ value: Double, look: NumberLook, width: Int) {
    worksheet_write_number(sheet, row, column, value, format(CellLook(number: look)))
    advance(width)
  }

  /// Writes a formula and what it comes to, for programs that do not compute.
  ///
  /// - Parameters:
  ///   - formula: The formula as a spreadsheet takes it, with `=`, English names and commas.
  ///   - value: What it comes to.
  ///   - isTotal: Whether it adds up the rows above.
  public func formula(
    _ formula: String, value: Double, look: NumberLook, width: Int, isTotal: Bool = false
  ) {
    if isTotal { setFilters() }
    worksheet_write_formula_num(
      sheet, row, column, formula, format(CellLook(number: look, isTotal: isTotal)), value)
    advance(width)
  }

  /// Leaves a cell empty.
  public func blank() { advance(0) }

  /// The row and column of the next cell, from 0.
  public var position: (row: Int, column: Int) { (Int(row), Int(column)) }

  private func advance(_ width: Int) {
    if widths.indices.contains(Int(column)) {
      widths[Int(column)] = max(widths[Int(column)], Double(width))
    }
    column += 1
  }

  private func format(_ look: CellLook) -> UnsafeMutablePointer<lxw_format>? {
    if look == CellLook(number: .general) { return nil }
    if let known = formats[look] { return known }
    let format = workbook_add_format(workbook)
    Self.setFont(of: format)
    switch look.number {
    case .general: break
    case .decimals(let count): format_set_num_format(format, Self.pattern(count))
    case .signed(let count):
      let pattern = Self.pattern(count)
      format_set_num_format(format, "+\(pattern);-\(pattern);\(pattern)")
    case .arrows: format_set_num_format(format, "\"↑\"0;\"↓\"0;0")
    }
    if look.isTotal {
      format_set_bold(format)
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    formats[look] = format
    return format
  }

  private static func pattern(_ decimals: Int) -> String {
    decimals <= 0 ? "0" : "0." + String(repeating: "0", count: decimals)
  }

  /// The name of a column from 0: A, B, … Z, AA.
  public static func columnName(_ column: Int) -> String {
    var (name, rest) = ("", column + 1)
    while rest > 0 {
      name = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + name
      rest = (rest - 1) / 26
    }
    return name
  }

  /// A sheet's name as formulas have it.
  public static func quoted(sheet: String) -> String {
    "'" + sheet.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }
}
