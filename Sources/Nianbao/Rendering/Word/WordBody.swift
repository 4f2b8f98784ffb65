/// Writes the text of a Word document (WordprocessingML, ISO/IEC 29500): headings, paragraphs, lists,
/// tables and charts, each in a style that `word/styles.xml` sets.
struct WordBody {
  /// The styles of paragraphs, by their ids in `word/styles.xml`.
  enum Style: String, CaseIterable {
    case title = "Title"
    case subtitle = "Subtitle"
    case heading = "Heading1"
    case subheading = "Heading2"
    case text = "BodyText"
    case note = "Note"
    case bullet = "ListBullet"
    case findingTitle = "FindingTitle"
    case finding = "Finding"
    case evidence = "Evidence"
    case figure = "Figure"
    case tableHeading = "TableHeading"
    case tableText = "TableText"
    case tableNumber = "TableNumber"
  }

  /// Words of a paragraph that look alike.
  struct Run {
    let text: String
    var isBold = false
    /// The colour as RRGGBB; nil for that of the style.
    var colour: String?
  }

  private(set) var markup = MarkupWriter(ByteBuffer())
  /// The charts in the order in which the text names them.
  private(set) var charts: [LineChart] = []

  /// The width of the text in twentieths of a point: A4 less the margins.
  static let textWidth = 8844

  /// Writes a paragraph.
  mutating func paragraph(_ style: Style, _ text: String) {
    paragraph(style, [Run(text: text)])
  }

  /// Writes a paragraph of several runs.
  mutating func paragraph(_ style: Style, _ runs: [Run]) {
    begin(style)
    for run in runs { write(run) }
    markup.close("w:p")
  }

  private mutating func begin(_ style: Style) {
    markup.open("w:p")
    markup.element("w:pPr") { $0.shape("w:pStyle", ["w:val": style.rawValue]) }
  }

  private mutating func write(_ run: Run) {
    markup.open("w:r")
    if run.isBold || run.colour != nil {
      markup.element("w:rPr") { markup in
        if run.isBold { markup.shape("w:b", [:]) }
        if let colour = run.colour { markup.shape("w:color", ["w:val": colour]) }
      }
    }
    for (position, line) in run.text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      if position > 0 { markup.shape("w:br", [:]) }
      markup.element("w:t", ["xml:space": "preserve"], text: Self.printable(line))
    }
    markup.close("w:r")
  }

  /// A text without the control characters that XML has no way to write.
  private static func printable(_ text: Substring) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { isPrintable($0) }
    if isPlain { return String(text) }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { isPrintable($0) }))
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value >= 0x20 || scalar == "\t") && scalar.value != 0xFFFE && scalar.value != 0xFFFF
  }

  // MARK: Tables

  /// Writes a table: its heading row stands again on every page, and no row is torn.
  mutating func table(_ source: some TableSource, language: Language) {
    var sink = WordTableSink(headings: source.headings, language: language)
    source.write(to: &sink)
    write(sink)
  }

  private mutating func write(_ table: WordTableSink) {
    let widths = table.columnWidths(total: Self.textWidth)
    markup.open("w:tbl")
    markup.element("w:tblPr") { markup in
      markup.shape("w:tblStyle", ["w:val": "Figures"])
      markup.shape("w:tblW", ["w:w": "5000", "w:type": "pct"])
      markup.shape("w:tblLayout", ["w:type": "fixed"])
    }
    markup.element("w:tblGrid") { markup in
      for width in widths { markup.shape("w:gridCol", ["w:w": "\(width)"]) }
    }
    for (position, row) in table.rows.enumerated() {
      markup.open("w:tr")
      markup.element("w:trPr") { markup in
        markup.shape("w:cantSplit", [:])
        if position == 0 { markup.shape("w:tblHeader", [:]) }
      }
      for (column, cell) in row.enumerated() {
        markup.open("w:tc")
        markup.element("w:tcPr") { markup in
          let width = widths.indices.contains(column) ? widths[column] : 0
          markup.shape("w:tcW", ["w:w": "\(width)", "w:type": "dxa"])
          markup.shape("w:vAlign", ["w:val": "center"])
        }
        let style: Style =
          position == 0 ? .tableHeading : table.isNumber(column) ? .tableNumber : .tableText
        paragraph(style, cell)
        markup.close("w:tc")
      }
      markup.close("w:tr")
    }
    markup.close("w:tbl")
    // Two tables without a paragraph between them would become one.
    paragraph(.figure, "")
  }

  // MARK: Charts

  /// The measures of a chart in the units of drawings, 36,000 a millimetre: two stand side by side.
  private static let (chartWidth, chartHeight) = (2_772_000, 1_764_000)

  /// The id by which the text names a chart, and the package its file.
  static func chartID(_ position: Int) -> String { "chart\(position + 1)" }

  /// Writes charts, two side by side, each with what it shows in words.
  mutating func charts(_ charts: [LineChart], language: Language) {
    for first in stride(from: 0, to: charts.count, by: 2) {
      writeRow(charts[first..<min(first + 2, charts.count)], language)
    }
  }

  private mutating func writeRow(_ charts: ArraySlice<LineChart>, _ language: Language) {
    begin(.figure)
    for chart in charts {
      let position = self.charts.count
      self.charts.append(chart)
      markup.open("w:r")
      markup.element("w:drawing") { markup in
        markup.element("wp:inline", ["distT": "0", "distB": "0", "distL": "0", "distR": "0"]) {
          markup in
          markup.shape(
            "wp:extent", ["cx": "\(Self.chartWidth)", "cy": "\(Self.chartHeight)"])
          markup.shape(
            "wp:docPr",
            [
              "id": "\(position + 1)", "name": chart.title, "descr": chart.description(language),
            ])
          markup.shape("wp:cNvGraphicFramePr", [:])
          markup.element("a:graphic") { markup in
            markup.element("a:graphicData", ["uri": WordChart.namespace]) { markup in
              markup.shape("c:chart", ["r:id": Self.chartID(position)])
            }
          }
        }
      }
      markup.close("w:r")
    }
    markup.close("w:p")
  }
}
