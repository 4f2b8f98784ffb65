import Markup

/// Writes rows as an Excel workbook: bold headings that stay in sight, numbers as numbers, columns
/// as wide as their text.
public struct XLSXSink: RowSink {
  private var output: ByteBuffer
  private let writer: WorkbookWriter?

  /// A sink that begins with the headings in a language.
  public init(headings: [TableHeading], language: Language, output: ByteBuffer) {
    self.output = output
    do throws(WorkbookWriter.Failure) {
      let writer = try WorkbookWriter()
      writer.beginTable("nianbao", headings, language)
      self.writer = writer
    } catch {
      writer = nil
      self.output.fail(error)
    }
  }

  /// A sink that adds a table to a workbook whose owner finishes it.
  init(sheet: String, headings: [TableHeading], language: Language, of writer: WorkbookWriter) {
    output = ByteBuffer()
    self.writer = writer
    writer.beginTable(sheet, headings, language)
  }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) {
    writer?.text(text, width: TextWidth.of(text))
  }

  /// Takes a number with every digit it has, shown as its style says.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    guard !value.isNaN else {
      writer?.blank()
      return
    }
    let look: WorkbookWriter.NumberLook =
      switch style {
      case .plain: .general
      case .printed(let decimals): decimals == 0 ? .general : .decimals(decimals)
      case .rounded(let decimals): .decimals(decimals)
      case .signed(let decimals): .signed(decimals)
      }
    writer?.number(value, look: look, width: style.text(of: value).utf8.count)
  }

  /// Takes a null: an empty cell.
  @inline(never)
  public mutating func null() { writer?.blank() }

  /// Ends the row.
  @inline(never)
  public mutating func endRow() { writer?.endRow() }

  /// Hands everything on.
  public mutating func finish() -> ByteBuffer {
    guard let writer else { return output }
    do throws(WorkbookWriter.Failure) {
      output.append(try writer.finish())
    } catch {
      output.fail(error)
    }
    return output
  }
}

extension WorkbookWriter {
  /// Begins a table under headings in a language.
  fileprivate func beginTable(_ sheet: String, _ headings: [TableHeading], _ language: Language) {
    let titles = headings.map { $0.title[language] }
    // Two columns more than the words take, for the sign of the filter.
    beginTable(name: sheet, headings: titles, widths: titles.map { TextWidth.of($0) + 2 })
  }
}
