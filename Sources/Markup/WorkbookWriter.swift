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
/// A workbook has one table or several, each begun by `beginTable`. The first row of each sheet is its
/// heading: bold, with filters, and it stays while the rows scroll and on every printed page. Sheets
/// print on A4 across, as wide as the page. A table with more rows than a sheet takes goes on in
/// another sheet under the same heading. The same cells make the same bytes.
public final class WorkbookWriter {
  /// Why a workbook could not be written: what the library or the system says.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// The look of a number.
  public enum NumberLook: Hashable, Sendable {
    /// As the program chooses.
    case general
    /// With some decimals.
    case decimals(Int)
    /// With some decimals and a plus sign before gains.
    case signed(Int)
  }

  private let path: String
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var row: UInt32 = 0
  private var column: UInt16 = 0
  private var headings: [String] = []
  private let headingFormat: UnsafeMutablePointer<lxw_format>?
  private var formats: [NumberLook: UnsafeMutablePointer<lxw_format>] = [:]
  private var widths: [Double] = []
  private var name = ""
  private var sheetCount = 0

  /// The rows of a sheet, its heading included.
  public static let rowLimit: UInt32 = 1_048_576

  /// A4 among the paper sizes of the format.
  private static let paperA4: UInt8 = 9

  /// The bytes of a cell's text above which it is cut off, by the format's own limit.
  private static let textLimit = 32_767

  /// A workbook without a table yet.
  ///
  /// - Throws: Where no temporary file can be made.
  public init() throws(Failure) {
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
    guard workbook != nil, headingFormat != nil else {
      unlink(path)
      throw Failure(description: "libxlsxwriter could not begin a workbook")
    }
    format_set_bold(headingFormat)
    var properties = lxw_doc_properties()
    // A fixed date, so that the same table makes the same file: 2000-01-01.
    properties.created = 946_684_800
    workbook_set_properties(workbook, &properties)
  }

  /// Ends the table before, if any, and begins another one on a sheet of its own.
  ///
  /// - Parameters:
  ///   - name: The name of its sheet: at most 31 signs, none of `[]:*?/\`, and another than those of the
  ///     tables before.
  ///   - headings: The cells of the heading row.
  ///   - widths: The width of each heading in columns of a terminal.
  public func beginTable(name: String, headings: [String], widths: [Int]) {
    endSheet()
    self.name = name
    self.headings = headings
    self.widths = widths.map { Double($0) }
    sheetCount = 0
    beginSheet()
  }

  deinit {
    if let workbook { _ = workbook_close(workbook) }
    unlink(path)
  }

  private func beginSheet() {
    sheetCount += 1
    let title = sheetCount == 1 ? name : "\(name) (\(sheetCount))"
    sheet = workbook_add_worksheet(workbook, title)
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, Self.paperA4)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    // Codes are text; Excel would mark each as a number that was stored as text by mistake.
    worksheet_ignore_errors(
      sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576")
    for (column, heading) in headings.enumerated() {
      worksheet_write_string(sheet, 0, UInt16(clamping: column), heading, headingFormat)
    }
    row = 1
    column = 0
  }

  /// Writes a cell of text.
  ///
  /// - Parameter width: Its width in columns of a terminal, for the width of the column.
  public func text(_ text: String, width: Int) {
    let text = text.utf16.count > Self.textLimit ? String(text.prefix(Self.textLimit / 2)) : text
    worksheet_write_string(sheet, row, column, text, nil)
    advance(width)
  }

  /// Writes a number.
  public func number(_ value: Double, look: NumberLook, width: Int) {
    worksheet_write_number(sheet, row, column, value, format(look))
    advance(width)
  }

  /// Leaves a cell empty.
  public func blank() { advance(0) }

  /// Ends the row.
  public func endRow() {
    row += 1
    column = 0
    if row == Self.rowLimit {
      endSheet()
      beginSheet()
    }
  }

  private func advance(_ width: Int) {
    if widths.indices.contains(Int(column)) {
      widths[Int(column)] = max(widths[Int(column)], Double(width))
    }
    column += 1
  }

  private func format(_ look: NumberLook) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[look] { return known }
    let pattern: String
    switch look {
    case .general: return nil
    case .decimals(let count): pattern = Self.pattern(count)
    case .signed(let count): pattern = "+\(Self.pattern(count));-\(Self.pattern(count));0"
    }
    let format = workbook_add_format(workbook)
    format_set_num_format(format, pattern)
    formats[look] = format
    return format
  }

  private static func pattern(_ decimals: Int) -> String {
    decimals <= 0 ? "0" : "0." + String(repeating: "0", count: decimals)
  }

  /// Sets what depends on all rows of a sheet: the widths of its columns and the range of its filters.
  private func endSheet() {
    guard let sheet, !headings.isEmpty else { return }
    worksheet_autofilter(sheet, 0, 0, max(row, 1) - 1, UInt16(clamping: headings.count - 1))
    for (column, width) in widths.enumerated() {
      let column = UInt16(clamping: column)
      worksheet_set_column(sheet, column, column, min(max(width + 2, 8), 60), nil)
    }
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
