/// The formats that tables are written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for a person at a terminal.
  case table
  /// Comma-separated values for spreadsheets and programs.
  case csv
  /// Records for programs.
  case json
  /// A Markdown table for mail and notes.
  case markdown
  /// An Excel workbook.
  case xlsx
  /// A web page that stands by itself.
  case html
  /// Findings for tools that show those of other checkers (SARIF 2.1.0, OASIS 2020); no table can be
  /// written this way.
  case sarif

  /// Whether the output is no text, so that a terminal cannot show it.
  public var isBinary: Bool { self == .xlsx }

  /// Whether any table can be written in the format.
  public var isForTables: Bool { self != .sarif }

  /// Why a table cannot be written in a format.
  struct NoTable: Error {}
}

extension TableSource {
  /// Writes the table in a format.
  ///
  /// - Parameters:
  ///   - withByteOrderMark: Whether a CSV begins with a byte order mark.
  /// - Returns: The buffer with the last bytes pending, to be flushed by its owner.
  /// - Complexity: Linear in the cells; only `table` holds the rows.
  public func render(
    as format: OutputFormat, language: Language, style: TerminalStyle = .plain,
    withByteOrderMark: Bool = false, to output: ByteBuffer
  ) -> ByteBuffer {
    switch format {
    case .csv:
      var sink = CSVSink(
        headings: headings, withByteOrderMark: withByteOrderMark, output: output)
      if let parted = self as? any PartedTableSource {
        sink.write(partsOf: parted)
      } else {
        write(to: &sink)
      }
      return sink.finish()
    case .json:
      var sink = JSONSink(headings: headings, output: output)
      write(to: &sink)
      return sink.finish()
    case .markdown:
      var sink = MarkdownSink(headings: headings, language: language, output: output)
      write(to: &sink)
      return sink.finish()
    case .xlsx:
      var sink = XLSXSink(headings: headings, language: language, output: output)
      write(to: &sink)
      return sink.finish()
    case .html:
      var sink = HTMLSink(headings: headings, language: language, output: output)
      write(to: &sink)
      return sink.finish()
    case .sarif:
      var output = output
      output.fail(OutputFormat.NoTable())
      return output
    case .table:
      var sink = TerminalSink(
        headings: headings, language: language, style: style, output: output)
      write(to: &sink)
      return sink.finish()
    }
  }

  /// The table as text in a format.
  public func text(
    as format: OutputFormat, language: Language = .chinese, style: TerminalStyle = .plain
  ) -> String {
    let buffer = render(as: format, language: language, style: style, to: ByteBuffer())
    return String(decoding: buffer.pending, as: UTF8.self)
  }
}
