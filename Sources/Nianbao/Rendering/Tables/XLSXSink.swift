import Markup

/// Writes rows as an Excel workbook: bold headings that stay in sight, numbers as numbers, sums and
/// changes as formulas beside what they come to, columns as wide as their text.
public struct XLSXSink: RowSink {
  private var output: ByteBuffer
  private let writer: WorkbookWriter?
  private let formulas: WorkbookFormulas
  private let headings: [TableHeading]
  /// Whether the row adds up the rows above, so that its words are bold too.
  private var isTotal = false
  /// The text at the begin of a row, held until it is known whether the row is one of sums.
  private var heldTexts: [String] = []

  /// A sink that begins with the headings in a language.
  public init(headings: [TableHeading], language: Language, output: ByteBuffer) {
    self.output = output
    self.headings = headings
    formulas = WorkbookFormulas(table: "", sheet: "nianbao", headings: headings)
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
  ///
  /// - Parameter formulas: Where this table and the others of the workbook stand.
  init(
    sheet: String, headings: [TableHeading], language: Language, formulas: WorkbookFormulas,
    of writer: WorkbookWriter
  ) {
    output = ByteBuffer()
    self.headings = headings
    self.writer = writer
    self.formulas = formulas
    writer.beginTable(sheet, headings, language)
  }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) {
    guard let writer else { return }
    if writer.position.column == 0 {
      heldTexts.append(text)
    } else {
      writer.text(text, width: TextWidth.of(text), isTotal: isTotal)
    }
  }

  /// Takes a number with every digit it has, shown as its style says.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    guard !value.isNaN else { return null() }
    writeHeldTexts()
    guard let writer else { return }
    writer.number(value, look: look(style), width: style.text(of: value).utf8.count)
  }

  /// Takes a number with the formula that it follows from.
  @inline(never)
  public mutating func number(_ value: Double, from formula: CellFormula, as style: NumberStyle) {
    guard !value.isNaN else { return null() }
    if case .sumAbove = formula { isTotal = true }
    writeHeldTexts()
    guard let writer else { return }
    guard let text = formulas.text(formula, at: writer.position) else {
      return number(value, as: style)
    }
    writer.formula(
      text, value: value, look: look(style), width: style.text(of: value).utf8.count,
      isTotal: isTotal)
  }

  /// Takes a null: an empty cell.
  @inline(never)
  public mutating func null() {
    writeHeldTexts()
    writer?.blank()
  }

  /// Ends the row.
  @inline(never)
  public mutating func endRow() {
    writeHeldTexts()
    writer?.endRow(isTotal: isTotal)
    isTotal = false
  }

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

  private mutating func writeHeldTexts() {
    for text in heldTexts { writer?.text(text, width: TextWidth.of(text), isTotal: isTotal) }
    heldTexts.removeAll(keepingCapacity: true)
  }

  private func look(_ style: NumberStyle) -> WorkbookWriter.NumberLook {
    if let column = writer?.position.column, headings.indices.contains(column),
      headings[column].emphasis == .movement
    {
      return .arrows
    }
    return switch style {
    case .plain: .general
    case .printed(let decimals): decimals == 0 ? .general : .decimals(decimals)
    case .rounded(let decimals): .decimals(decimals)
    case .signed(let decimals): .signed(decimals)
    }
  }
}

extension WorkbookWriter {
  /// Begins a table under headings in a language.
  fileprivate func beginTable(_ sheet: String, _ headings: [TableHeading], _ language: Language) {
    let titles = headings.map { $0.title[language] }
    // Many figures stand side by side where their sizes are compared: their headings are broken.
    let isDense = headings.contains { $0.emphasis == .scale }
    let widths = zip(headings, titles).map { heading, title in
      // Two columns more than the words take, for the sign of the filter.
      heading.emphasis == .scale ? (TextWidth.of(title) + 2) / 3 + 2 : TextWidth.of(title) + 2
    }
    beginTable(
      name: sheet, headings: titles, widths: widths,
      numberColumns: Set(headings.indices.filter { headings[$0].alignment == .trailing }),
      headingLines: isDense ? 3 : 1,
      emphases: headings.map { $0.emphasis.flatMap(Self.emphasis) })
  }

  private static func emphasis(_ emphasis: CellEmphasis) -> Emphasis? {
    switch emphasis {
    case .scale: .scale
    case .percentBar: .percentBar
    case .movement: nil
    case .severity:
      .words([
        Word(Rule.Severity.error.rawValue, ink: 0x9C1C12, ground: 0xFBDDD9),
        Word(Rule.Severity.warning.rawValue, ink: 0x7A5200, ground: 0xFFF0CC),
        Word(Rule.Severity.info.rawValue, ink: 0x44505E, ground: 0xEEF1F4),
      ])
    case .gap: .blanks
    }
  }
}
