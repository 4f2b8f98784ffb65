/// A table that a user keeps beside the reports, such as a list of units: comma-, semicolon- or
/// tab-separated text, or the first sheet of a workbook, with one heading line in any order.
///
/// Lines that begin with `#` and columns it has no use for are passed over.
struct UserTable {
  /// A column by its heading.
  struct Column {
    let id: String
    let title: String
    let isOptional: Bool

    /// A column under its id or its Chinese title.
    init(_ id: String, _ title: String, isOptional: Bool = false) {
      self.id = id
      self.title = title
      self.isOptional = isOptional
    }
  }

  /// One line.
  struct Row {
    let file: String
    let line: Int
    fileprivate let cells: [String]
    fileprivate let columns: [String: Int]

    /// The cell of a column without blanks around it; empty where there is none.
    subscript(_ column: String) -> String {
      guard let position = columns[column], position < cells.count else { return "" }
      return cells[position]
    }

    /// The cell of a column as a mistake to tell.
    func mistake(_ column: String, expected: LocalizedText) -> ReadingError {
      .badField(file: file, line: line, column: column, found: self[column], expected: expected)
    }
  }

  let rows: [Row]
  /// The 1-based line of the headings.
  let headingLine: Int
  /// The headings that are none of the columns asked for, in their order, empty ones left out.
  let otherHeadings: [String]
  private let found: Set<String>

  /// Whether the table has a column. O(1).
  func has(_ column: String) -> Bool { found.contains(column) }

  /// Reads a table.
  ///
  /// - Throws: Where the file cannot be read, lacks a column or names one twice.
  /// - Complexity: Linear in the file.
  init(path: String, columns: [Column]) throws(ReadingError) {
    let lines = try Self.lines(of: path)
    var positions: [String: Int]?
    var rows: [Row] = []
    var headingLine = 0
    var found: Set<String> = []
    var others: [String] = []
    for (line, cells) in lines where cells.contains(where: { !$0.isEmpty }) {
      if cells[0].hasPrefix("#") { continue }
      if let positions {
        rows.append(Row(file: path, line: line, cells: cells, columns: positions))
      } else {
        headingLine = line
        var named = try Self.positions(of: columns, in: cells, path: path, line: line)
        found = Set(named.keys)
        for (position, heading) in cells.enumerated()
        where !heading.isEmpty && !named.values.contains(position) && named[heading] == nil {
          named[heading] = position
          others.append(heading)
        }
        positions = named
      }
    }
    guard positions != nil else { throw .empty(file: path) }
    self.rows = rows
    self.headingLine = headingLine
    self.found = found
    otherHeadings = others
  }

  private static func positions(
    of columns: [Column], in heading: [String], path: String, line: Int
  ) throws(ReadingError) -> [String: Int] {
    var positions: [String: Int] = [:]
    for column in columns {
      let found = heading.indices.filter { [column.id, column.title].contains(heading[$0]) }
      if found.count > 1 {
        throw .unclearHeading(file: path, line: line, heading: heading[found[1]])
      }
      if let position = found.first {
        positions[column.id] = position
      } else if !column.isOptional {
        throw .missingHeading(file: path, line: line, expected: [column.id, column.title])
      }
    }
    return positions
  }

  private static func lines(of path: String) throws(ReadingError) -> [(Int, [String])] {
    let bytes = try FileBytes(limit: 64 << 20).read(path)
    if ReportFormat(bytes, path: path) == .xlsx {
      for case .table(let rows) in try WorkbookDocument.read(bytes, path: path)
        .flatMap(\.document.blocks)
      {
        return rows.enumerated().map { ($0 + 1, $1.map(\.text.trimmingBlanks)) }
      }
      throw .empty(file: path)
    }
    let text = try DecodedText(bytes, path: path, lineLimit: 1 << 20)
    var records = DelimitedLines(text.bytes)
    var lines: [(Int, [String])] = []
    do throws(DelimitedLines.UnclosedQuote) {
      while let record = try records.next() {
        lines.append((record.line, record.texts.map(\.trimmingBlanks)))
      }
    } catch {
      throw .unclosedQuote(file: path, line: error.line)
    }
    return lines
  }
}

/// The mistakes of a user's table, so that all can be corrected in one go.
public struct UserTableError: DescribedError, Sendable, Hashable {
  /// The mistakes in the order of the lines; never empty.
  public let mistakes: [ReadingError]

  /// One line a mistake.
  public var message: LocalizedText {
    LocalizedText(
      zh: mistakes.map(\.message.chinese).joined(separator: "\n"),
      en: mistakes.map(\.message.english).joined(separator: "\n"))
  }
}
