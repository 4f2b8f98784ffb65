/// A chart as a drawing that stands by itself: title, legend, lines, and its own style.
public struct ChartDocument: Sendable {
  private let chart: LineChart
  private let language: Language

  /// The most lines that can be told apart.
  public static let lineLimit = LineChart.colours.count

  /// Why there is no chart.
  public enum Failure: UsageError, Equatable {
    /// More lines than can be told apart.
    case tooManyLines(Int)
    /// No figure in what was selected.
    case noFigures
    /// Figures of several units of measure, which no axis has.
    case severalMeasures([String])

    /// What happened and what to do.
    public var message: LocalizedText {
      switch self {
      case .tooManyLines(let count):
        LocalizedText(
          zh: "要画 \(count) 条线，最多 \(ChartDocument.lineLimit) 条才能分辨；请用 --units、--within、--by 或 "
            + "--indicators 缩小范围",
          en:
            "\(count) lines are asked for, at most \(ChartDocument.lineLimit) can be told apart; narrow "
            + "it down with --units, --within, --by or --indicators")
      case .noFigures:
        LocalizedText(
          zh: "所选范围内没有数字，无图可画", en: "there is no figure in what was selected to draw")
      case .severalMeasures(let measures):
        LocalizedText(
          zh: "所选指标的计量单位不同（\(measures.joined(separator: "、"))），不能共用一条轴；请分别画图",
          en:
            "the indicators have different measures (\(measures.joined(separator: ", "))), which no "
            + "axis has; draw them apart")
      }
    }
  }

  /// A chart of the figures of a frame: one line for each body and indicator that has any.
  ///
  /// - Parameter selection: The years and indicators drawn; nil draws all that the frame has.
  /// - Throws: `Failure` where there is nothing to draw, or more than one drawing can hold.
  public init(_ frame: Frame, _ selection: Selection, language: Language) throws(Failure) {
    let excerpt = FrameExcerpt(frame, selection)
    let years = excerpt.years.map { frame.years[$0] }
    let entries = excerpt.indicators.map { frame.catalog[frame.indicators[$0]] }
    var series: [LineChart.Series] = []
    var drawn: Set<Int> = []
    for body in excerpt.bodies {
      for (position, indicator) in excerpt.indicators.enumerated() {
        let figures = excerpt.years.map { year -> Double? in
          guard let figure = frame.column(indicator, year)?[body], !figure.isNaN else { return nil }
          return figure
        }
        guard figures.contains(where: { $0 != nil }) else { continue }
        drawn.insert(position)
        series.append(
          LineChart.Series(
            name: Self.name(frame.bodies[body], entries[position], excerpt), figures: figures,
            notes: excerpt.years.map { frame.notes(indicator, $0, body) }))
      }
    }
    guard !series.isEmpty else { throw .noFigures }
    guard series.count <= Self.lineLimit else { throw .tooManyLines(series.count) }
    let measures = Set(drawn.map { entries[$0].measure.name })
    guard measures.count == 1, let measure = measures.first else {
      throw .severalMeasures(measures.sorted())
    }
    let title =
      drawn.count == 1
      ? drawn.first.map { entries[$0].label } ?? ""
      : excerpt.bodies.count == 1 ? frame.bodies[excerpt.bodies[0]].name : ""
    self.language = language
    chart = LineChart(
      title: title, measure: measure, years: years, series: series,
      style: drawn.first.map { FrameExcerpt.style(of: entries[$0]) } ?? .plain)
  }

  /// What a line is called: by its body, by its indicator, or by both, whichever differ.
  private static func name(_ body: Frame.Body, _ indicator: Indicator, _ excerpt: FrameExcerpt)
    -> String
  {
    if excerpt.indicators.count == 1 { return body.name }
    return excerpt.bodies.count == 1 ? indicator.label : "\(body.name) \(indicator.label)"
  }

  private static let style = """
    svg{background:#fff;font:13px "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
    text{fill:#5c6878}
    .title{fill:#1c2430;font-size:16px;font-weight:600}
    .legend{fill:#1c2430}
    .grid{stroke:#d8dee6}
    .series{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
    .caveat{stroke-dasharray:6 5}
    .value{fill:#1c2430;font-weight:600;opacity:0}
    .point:hover .value,.point:focus .value,.point.last .value{opacity:1}
    .hit{fill:transparent;fill-opacity:0}
    """

  private static let width = 760.0

  /// Writes the drawing as SVG 1.1 with a title, a description and a legend.
  public func renderSVG(to output: ByteBuffer) -> ByteBuffer {
    var page = MarkupWriter(output)
    let legend = legendPlaces
    let top = 44 + Double((legend.last?.row ?? -1) + 1) * 22
    let frame = LineChart.Frame(
      width: Self.width, height: top + 340, left: 64, right: 48, top: top + 14, bottom: 34)
    page.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let size = (LineChart.coordinate(frame.width), LineChart.coordinate(frame.height))
    page.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(size.0) \(size.1)",
        "width": size.0, "height": size.1, "role": "img", "lang": language.rawValue,
      ]
    ) { page in
      page.element("title", text: chart.title)
      page.element("desc", text: chart.description(language))
      page.element("style", text: Self.style)
      page.shape("rect", ["width": size.0, "height": size.1, "fill": "#fff"])
      page.element(
        "text", ["class": "title", "x": "20", "y": "28"], text: "\(chart.title)（\(chart.measure)）")
      for (position, place) in legend.enumerated() {
        let (x, y) = (20 + place.x, 50 + Double(place.row) * 22)
        page.shape(
          "line",
          [
            "class": "series", "stroke": chart.colour(position), "x1": LineChart.coordinate(x),
            "x2": LineChart.coordinate(x + 18), "y1": LineChart.coordinate(y - 4),
            "y2": LineChart.coordinate(y - 4),
          ])
        page.element(
          "text",
          ["class": "legend", "x": LineChart.coordinate(x + 24), "y": LineChart.coordinate(y)],
          text: chart.series[position].name)
      }
      chart.writeContents(to: &page, frame: frame)
    }
    page.raw("\n")
    return page.output
  }

  /// Where the names of lines stand, row by row; empty for a single line.
  private var legendPlaces: [(x: Double, row: Int)] {
    guard chart.series.count > 1 else { return [] }
    var (x, row) = (0.0, 0)
    return chart.series.map { line in
      // A half-width character takes some seven units of a text of 13.
      let width = 24 + Double(TextWidth.of(line.name)) * 7 + 18
      if x > 0, x + width > Self.width - 40 { (x, row) = (0, row + 1) }
      defer { x += width }
      return (x, row)
    }
  }
}
