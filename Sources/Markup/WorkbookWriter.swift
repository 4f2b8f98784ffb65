import CXlsxWriter

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes an Excel workbook of tables, row by row, in constant memory, through libxlsxwriter.
///
/// A workbook has one table or several, each begun by `beginTable`, and sheets of charts. The first row
/// of each table is its heading: bold, with filters, and it stays while the rows scroll and on every
/// printed page. Sheets print on A4 across, as wide as the page. A table with more rows than a sheet
/// takes goes on in another sheet under the same heading. The same cells make the same bytes.
///
/// All text is in 等线, which Excel and WPS bring along; where it is missing they take another font that
/// has the characters.
public final class WorkbookWriter {
  /// Why a workbook could not be written: what the library or the system says.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  private let path: String
  var workbook: UnsafeMutablePointer<lxw_workbook>?
  var sheet: UnsafeMutablePointer<lxw_worksheet>?
  /// Where the next cell stands.
  var row: UInt32 = 0
  var column: UInt16 = 0
  /// The row behind the last one that filters and colours are about.
  var dataEnd: UInt32 = 1
  private var isFiltered = false
  /// Of a sheet of charts the row where its printed page begins, and the rows where others do.
  var pageStart: UInt32 = 0
  var pageBreaks: [UInt32] = []
  var headings: [String] = []
  var emphases: [Emphasis?] = []
  private var headingLines = 1
  private let headingFormat: UnsafeMutablePointer<lxw_format>?
  private let numberHeadingFormat: UnsafeMutablePointer<lxw_format>?
  private var numberColumns: Set<Int> = []
  var formats: [CellLook: UnsafeMutablePointer<lxw_format>] = [:]
  var widths: [Double] = []
  private var name = ""
  private var sheetCount = 0
  /// The sheets made beforehand, so that they stand in this order, that are empty still.
  private var reserved: [String: UnsafeMutablePointer<lxw_worksheet>] = [:]

  /// The rows of a sheet, its heading included.
  public static let rowLimit: UInt32 = 1_048_576

  /// A4 among the paper sizes of the format.
  private static let paperA4: UInt8 = 9

  /// The font of all text, and for charts the number of its character set (GB 2312).
  static let font = "等线"
  static let fontCharacterSet: UInt8 = 134

  /// A workbook without a table yet.
  ///
  /// - Parameter sheets: The names of sheets in the order in which they stand; each is filled by the
  ///   table or the charts of its name, in any order. Others follow as they come.
  /// - Throws: Where no temporary file can be made.
  public init(sheets: [String] = []) throws(Failure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/nianbao-XXXXXX.xlsx".utf8CString)
    let descriptor = mkstemps(&template, 5)
    guard descriptor >= 0 else {
      throw Failure(description: String(cString: strerror(errno)))
    }
    close(descriptor)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var options = lxw_workbook_options()
    options.constant_memory = UInt8(LXW_TRUE.rawValue)
    workbook = workbook_new_opt(path, &options)
    headingFormat = workbook_add_format(workbook)
    numberHeadingFormat = workbook_add_format(workbook)
    guard let workbook, headingFormat != nil, numberHeadingFormat != nil else {
      unlink(path)
      throw Failure(description: "libxlsxwriter could not begin a workbook")
    }
    // The first format is that of every cell without one of its own.
    if let first = workbook.pointee.formats.pointee.stqh_first { Self.setFont(of: first) }
    for format in [headingFormat, numberHeadingFormat] {
      Self.setFont(of: format)
      format_set_bold(format)
      format_set_bg_color(format, 0xEAF1F8)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      format_set_text_wrap(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    format_set_align(numberHeadingFormat, UInt8(LXW_ALIGN_RIGHT.rawValue))
    var properties = lxw_doc_properties()
    // A fixed date, so that the same table makes the same file: 2000-01-01.
    properties.created = 946_684_800
    workbook_set_properties(workbook, &properties)
    for name in sheets { reserved[name] = workbook_add_worksheet(workbook, name) }
  }

  deinit {
    if let workbook { _ = workbook_close(workbook) }
    unlink(path)
  }

  static func setFont(of format: UnsafeMutablePointer<lxw_format>?) {
    format_set_font_name(format, font)
    // No theme: a theme's font would replace this one.
    format_set_font_scheme(format, "")
  }

  /// Ends the table before, if any, and begins another one on a sheet of its own.
  ///
  /// - Parameters:
  ///   - name: The name of its sheet: at most 31 signs, none of `[]:*?/\`, and another than those of the
  ///     tables before.
  ///   - headings: The cells of the heading row.
  ///   - widths: The width of each heading in columns of a terminal.
  ///   - numberColumns: The columns whose headings stand over numbers, to the right.
  ///   - headingLines: The lines that headings are broken into.
  ///   - emphases: How each column's cells are set off; empty for not at all.
  public func beginTable(
    name: String, headings: [String], widths: [Int], numberColumns: Set<Int> = [],
    headingLines: Int = 1,
    emphases: [Emphasis?] = []
  ) {
    endSheet()
    self.name = name
    self.headings = headings
    self.widths = widths.map { Double($0) }
    self.headingLines = headingLines
    self.numberColumns = numberColumns
    self.emphases = emphases
    sheetCount = 0
    beginSheet()
  }

  /// A sheet of a name: the one made beforehand, or a new one.
  func makeSheet(_ name: String) -> UnsafeMutablePointer<lxw_worksheet>? {
    reserved.removeValue(forKey: name) ?? workbook_add_worksheet(workbook, name)
  }

  private func beginSheet() {
    sheetCount += 1
    sheet = makeSheet(sheetCount == 1 ? name : "\(name) (\(sheetCount))")
    worksheet_freeze_panes(sheet, 1, 0)
    setPage()
    worksheet_repeat_rows(sheet, 0, 0)
    // Codes are text; Excel would mark each as a number that was stored as text by mistake.
    worksheet_ignore_errors(
      sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
    worksheet_set_row(sheet, 0, Double(headingLines) * 15 + 4, nil)
    for (column, heading) in headings.enumerated() {
      worksheet_write_string(
        sheet, 0, UInt16(clamping: column), heading,
        numberColumns.contains(column) ? numberHeadingFormat : headingFormat)
    }
    row = 1
    column = 0
    dataEnd = 1
    isFiltered = false
  }

  /// Sets how a sheet is printed.
  func setPage(isUpright: Bool = false) {
    if !isUpright { worksheet_set_landscape(sheet) }
    worksheet_set_paper(sheet, Self.paperA4)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_footer(sheet, "&C— &P —")
  }

  /// Ends the row.
  ///
  /// - Parameter isTotal: Whether it adds up the rows above: filters and colours leave it alone.
  public func endRow(isTotal: Bool = false) {
    row += 1
    column = 0
    if !isTotal, dataEnd == row - 1 { dataEnd = row }
    if row == Self.rowLimit {
      endSheet()
      beginSheet()
    }
  }

  /// Sets what depends on all rows of a sheet: the widths of its columns, the range of its filters, and
  /// what is set off.
  func endSheet() {
    setPageBreaks()
    guard let sheet, !headings.isEmpty else { return }
    setFilters()
    for (column, width) in widths.enumerated() {
      let column = UInt16(clamping: column)
      worksheet_set_column(sheet, column, column, min(max(width + 2, 8), 60), nil)
    }
    setEmphases()
  }

  /// Sets the range of the filters: all rows so far. In constant memory that cannot be said of rows
  /// before the last, so that it is said before a row of sums begins.
  func setFilters() {
    guard !isFiltered else { return }
    isFiltered = true
    worksheet_autofilter(sheet, 0, 0, max(dataEnd, 1) - 1, UInt16(clamping: headings.count - 1))
  }

  /// Ends the workbook.
  ///
  /// - Returns: The bytes of its file.
  /// - Throws: What the library or the system says.
  public func finish() throws(Failure) -> [UInt8] {
    endSheet()
    let result = workbook_close(workbook)
    workbook = nil
    guard result == LXW_NO_ERROR else {
      throw Failure(description: String(cString: lxw_strerror(result)))
    }
    guard let file = fopen(path, "rb") else {
      throw Failure(description: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      if count == 0 { break }
      bytes += part[..<count]
    }
    return bytes
  }
}
