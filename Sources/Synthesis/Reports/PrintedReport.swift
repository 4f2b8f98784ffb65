import Nianbao

/// The figures of a report as they are to be printed, which need not be the true ones.
struct PrintedReport {
  /// Where and when.
  let unitName: String
  /// The unit with the regions above it and its office: `北京市密云区古北口镇人民政府`.
  let fullName: String
  let year: Year
  /// One figure a row of the form; nil is printed as a blank cell.
  var figures: [Double?]
  /// Positions of rows that are not printed at all.
  var missingRows: Set<Int> = []
  /// The sentences above the table.
  let prose: [String]
}

/// How a report's table is laid out and spelled.
struct PrintedStyle {
  /// The layouts that tables are copied in.
  enum Layout: String, CaseIterable {
    /// Cells closed by a bar, one a line, as published.
    case closedCells
    /// One row a line, tabs between the cells.
    case tabs
    /// One row a line, runs of spaces between the cells.
    case spaces
    /// One row a line, bars between the cells.
    case bars
  }

  var layout = Layout.closedCells
  /// Whether brackets, colons and commas are full-width.
  var hasWidePunctuation = false
  /// Whether digits are full-width.
  var hasWideDigits = false
  /// Whether thousands are separated.
  var hasSeparators = false
  /// Whether figures carry their unit of measure: `322条`.
  var hasMeasures = false
}

/// Writes a report as text.
struct ReportWriter {
  let rows: FormRows

  /// The lines of a report.
  func text(_ report: PrintedReport, style: PrintedStyle) -> String {
    var lines = report.prose
    lines += title(report, style)
    lines.append(line(["统 计 指 标", "单位", "统计数"], style))
    guard let edition = rows.catalog.edition("2014") else { return "" }
    for row in edition.rows {
      switch row {
      case .heading(let number, let label):
        lines.append(line([punctuated(number + label, style), "", ""], style))
      case .indicator(let indicator):
        guard let position = rows.indicators.firstIndex(of: indicator),
          !report.missingRows.contains(position)
        else { continue }
        let entry = rows.catalog[indicator]
        lines.append(
          line(
            [
              punctuated(entry.printed, style), entry.measure.name,
              figure(report.figures[position], entry, style),
            ], style))
      case .matrix: continue
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ report: PrintedReport, _ style: PrintedStyle) -> [String] {
    let title = "\(report.unitName)政府信息公开情况统计表"
    let period = punctuated("(\(report.year)年度)", style)
    return style.layout == .closedCells ? ["\(title) |", "\(period) |"] : [title, period]
  }

  private func line(_ cells: [String], _ style: PrintedStyle) -> String {
    switch style.layout {
    case .closedCells: cells.map { $0.isEmpty ? "|" : "\($0) |" }.joined(separator: "\n")
    case .tabs: cells.joined(separator: "\t")
    case .spaces: cells.filter { !$0.isEmpty }.joined(separator: "    ")
    case .bars: "| " + cells.joined(separator: " | ") + " |"
    }
  }

  private func figure(_ value: Double?, _ indicator: Indicator, _ style: PrintedStyle) -> String {
    guard let value else { return style.layout == .spaces ? "—" : "" }
    var text = NumberText.text(value)
    if style.hasSeparators, value >= 1000, value == value.rounded() {
      text = String(text.dropLast(3)) + "," + text.suffix(3)
    }
    if style.hasMeasures, value > 0 { text += indicator.measure.name }
    return style.hasWideDigits ? widened(text) : text
  }

  private func widened(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0x30...0x39).contains(scalar.value)
            ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }))
  }

  private func punctuated(_ text: String, _ style: PrintedStyle) -> String {
    guard style.hasWidePunctuation else { return text }
    let wide: [Character: Character] = ["(": "（", ")": "）", ",": "，", ":": "：", ".": "．"]
    return String(text.map { wide[$0] ?? $0 })
  }
}
