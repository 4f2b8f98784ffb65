import CXlsxWriter

/// A chart of a workbook that draws cells of its sheets, and follows them.
public struct WorkbookChart: Sendable {
  /// How figures are drawn.
  public enum Kind: Sendable {
    /// A line over the categories.
    case line
    /// Bars, the first category at the top.
    case bars
  }

  /// How the piece of a line that leads to a point is drawn.
  public enum Step: Sendable {
    case drawn, dashed, absent
  }

  /// Cells in a row or a column of a sheet, from 0 and with both ends.
  public struct Cells: Sendable {
    /// The name of the sheet.
    public let sheet: String
    /// The rows from 0.
    public let rows: ClosedRange<Int>
    /// The columns from 0.
    public let columns: ClosedRange<Int>

    /// The cells of some rows and columns.
    public init(sheet: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
      self.sheet = sheet
      self.rows = rows
      self.columns = columns
    }
  }

  let kind: Kind
  let title: String
  let name: String
  let categories: Cells
  let values: Cells
  let steps: [Step]
  let startsAtZero: Bool
  let description: String

  /// A chart of one series.
  ///
  /// - Parameters:
  ///   - name: The name of the series.
  ///   - steps: How the way to each point of a line is drawn; empty for all as they are.
  ///   - startsAtZero: Whether no figure is below zero, so that the axis begins there.
  ///   - description: What it shows, for readers who do not see it.
  public init(
    _ kind: Kind, title: String, name: String, categories: Cells, values: Cells,
    steps: [Step] = [], startsAtZero: Bool = false, description: String
  ) {
    self.kind = kind
    self.title = title
    self.name = name
    self.categories = categories
    self.values = values
    self.steps = steps
    self.startsAtZero = startsAtZero
    self.description = description
  }
}

extension WorkbookWriter {
  /// The charts that stand side by side, and the cells that each takes.
  private static let chartsAcross = 3
  private static let chartColumns = 6
  private static let chartRows = 15

  /// Ends the table before, if any, and begins a sheet of charts.
  public func beginCharts(name: String) {
    endSheet()
    headings = []
    sheet = makeSheet(name)
    setPage(isUpright: true)
    worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    row = 0
    pageStart = 0
    pageBreaks = []
  }

  /// Draws some charts side by side under a heading.
  public func charts(_ charts: [WorkbookChart], under heading: String) {
    breakPage(before: 1 + Self.chartRows)
    worksheet_write_string(sheet, row, 0, heading, chartHeading)
    row += 1
    for (position, chart) in charts.enumerated() {
      var options = lxw_chart_options()
      // A column is 64 pixels wide and a row 20 high: six of them, less a gap.
      options.x_scale = 0.78
      options.y_scale = 0.97
      var words = Array(chart.description.utf8CString)
      let across = position % Self.chartsAcross
      if across == 0, position > 0 {
        row += UInt32(Self.chartRows)
        breakPage(before: Self.chartRows)
      }
      words.withUnsafeMutableBufferPointer {
        options.description = $0.baseAddress
        worksheet_insert_chart_opt(
          sheet, row, UInt16(across * Self.chartColumns), made(chart), &options)
      }
    }
    row += UInt32(Self.chartRows) + 1
  }

  /// The rows of a printed page of charts: A4 upright, as wide as the charts side by side.
  private static let pageRows = 76

  /// Begins another printed page where some rows do not fit on this one, so that no chart is torn.
  private func breakPage(before rows: Int) {
    guard Int(row - pageStart) + rows > Self.pageRows else { return }
    pageBreaks.append(row)
    pageStart = row
  }

  /// Sets where the printed pages of a sheet of charts end.
  func setPageBreaks() {
    guard !pageBreaks.isEmpty else { return }
    var breaks = pageBreaks + [0]
    worksheet_set_h_pagebreaks(sheet, &breaks)
    pageBreaks = []
  }

  private var chartHeading: UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(workbook)
    Self.setFont(of: format)
    format_set_bold(format)
    format_set_font_size(format, 14)
    return format
  }

  private func made(_ chart: WorkbookChart) -> UnsafeMutablePointer<lxw_chart>? {
    let kind = chart.kind == .line ? LXW_CHART_LINE : LXW_CHART_BAR
    let drawing = workbook_add_chart(workbook, UInt8(kind.rawValue))
    let series = chart_add_series(drawing, nil, nil)
    set(chart.categories) {
      chart_series_set_categories(series, $0, $1, $2, $3, $4)
    }
    set(chart.values) {
      chart_series_set_values(series, $0, $1, $2, $3, $4)
    }
    chart_series_set_name(series, chart.name)
    chart_title_set_name(drawing, chart.title)
    withFont(size: 11) { chart_title_set_name_font(drawing, $0) }
    chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    guard let axes = drawing?.pointee else { return drawing }
    for axis in [axes.x_axis, axes.y_axis] {
      withFont(size: 9) { chart_axis_set_num_font(axis, $0) }
    }
    // Of bars the library calls the upright axis y, though categories stand along it.
    switch chart.kind {
    case .line: setLine(of: series, chart.steps)
    case .bars:
      // The first one stands at the top.
      chart_axis_set_reverse(axes.y_axis)
      var fill = lxw_chart_fill()
      fill.color = 0x0072B2
      chart_series_set_fill(series, &fill)
      chart_series_set_labels(series)
      chart_axis_major_gridlines_set_visible(axes.x_axis, UInt8(LXW_FALSE.rawValue))
      chart_axis_off(axes.x_axis)
      chart_set_series_gap(drawing, 40)
    }
    if chart.kind == .line {
      var grid = lxw_chart_line()
      grid.color = 0xD8DEE6
      chart_axis_major_gridlines_set_line(axes.y_axis, &grid)
      if chart.startsAtZero { chart_axis_set_min(axes.y_axis, 0) }
    }
    return drawing
  }

  private func setLine(
    of series: UnsafeMutablePointer<lxw_chart_series>?, _ steps: [WorkbookChart.Step]
  ) {
    var line = lxw_chart_line()
    line.color = 0x0072B2
    line.width = 2.25
    chart_series_set_line(series, &line)
    chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_CIRCLE.rawValue))
    chart_series_set_marker_size(series, 5)
    var fill = lxw_chart_fill()
    fill.color = 0x0072B2
    chart_series_set_marker_fill(series, &fill)
    guard steps.contains(where: { $0 != .drawn }) else { return }
    var lines = steps.map { step -> lxw_chart_line in
      var line = line
      if step == .dashed { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
      if step == .absent { line.none = UInt8(LXW_TRUE.rawValue) }
      return line
    }
    // The library copies points and lines.
    lines.withUnsafeMutableBufferPointer { lines in
      var points = lines.indices.map { position in
        lxw_chart_point(
          line: lines.baseAddress.map { $0 + position }, fill: nil, pattern: nil)
      }
      points.withUnsafeMutableBufferPointer { points in
        var pointers: [UnsafeMutablePointer<lxw_chart_point>?] =
          points.indices.map { position in points.baseAddress.map { $0 + position } } + [nil]
        chart_series_set_points(series, &pointers)
      }
    }
  }

  private func set(
    _ cells: WorkbookChart.Cells,
    _ body: (UnsafePointer<CChar>, UInt32, UInt16, UInt32, UInt16) -> Void
  ) {
    body(
      cells.sheet, UInt32(cells.rows.lowerBound), UInt16(clamping: cells.columns.lowerBound),
      UInt32(cells.rows.upperBound), UInt16(clamping: cells.columns.upperBound))
  }

  /// Hands a font to a closure; the library copies it.
  private func withFont(size: Double, _ body: (UnsafeMutablePointer<lxw_chart_font>) -> Void) {
    var name = Array(Self.font.utf8CString)
    name.withUnsafeMutableBufferPointer {
      var font = lxw_chart_font()
      font.name = $0.baseAddress
      font.size = size
      font.charset = Self.fontCharacterSet
      body(&font)
    }
  }
}
