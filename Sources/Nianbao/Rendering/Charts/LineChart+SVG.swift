extension LineChart {
  /// The measures of a drawing in user units.
  struct Frame: Sendable {
    var width = 320.0
    var height = 180.0
    var left = 46.0
    var right = 26.0
    var top = 16.0
    var bottom = 24.0

    /// The place of a year among some.
    func x(_ year: Int, of count: Int) -> Double {
      let span = width - left - right
      return count < 2 ? left + span / 2 : left + span * Double(year) / Double(count - 1)
    }

    /// The place of a figure's share of the scale.
    func y(_ share: Double) -> Double { top + (height - top - bottom) * (1 - share) }
  }

  /// Writes the drawing as an element of a page.
  func write(to page: inout MarkupWriter, language: Language, frame: Frame = Frame()) {
    page.element(
      "svg",
      [
        "viewBox": "0 0 \(Self.coordinate(frame.width)) \(Self.coordinate(frame.height))",
        "role": "group", "aria-label": description(language), "xmlns": "http://www.w3.org/2000/svg",
      ]
    ) { page in writeContents(to: &page, frame: frame) }
  }

  /// Writes axes and lines into a drawing.
  func writeContents(to page: inout MarkupWriter, frame: Frame) {
    let scale = AxisScale(around: series.flatMap { $0.figures.compactMap { $0 } })
    writeAxes(scale, frame, to: &page)
    for (position, line) in series.enumerated() {
      write(line, colour(position), scale, frame, to: &page)
    }
  }

  /// The colour of a line.
  func colour(_ position: Int) -> String { Self.colours[position % Self.colours.count] }

  /// What the drawing shows, for readers who do not see it.
  func description(_ language: Language) -> String {
    let lines = series.map { line in
      let words = Self.points(line).map { "\(years[$0.year]) \(style.text(of: $0.figure))" }
      return "\(line.name) \(words.joined(separator: language == .chinese ? "，" : ", "))"
    }
    return "\(title)（\(measure)）：" + lines.joined(separator: language == .chinese ? "；" : "; ")
  }

  private func writeAxes(_ scale: AxisScale, _ frame: Frame, to page: inout MarkupWriter) {
    for tick in scale.ticks {
      let y = Self.coordinate(frame.y(scale.share(tick)))
      page.shape(
        "line",
        [
          "class": "grid", "x1": Self.coordinate(frame.left),
          "x2": Self.coordinate(frame.width - frame.right), "y1": y, "y2": y,
        ])
      page.element(
        "text",
        [
          "x": Self.coordinate(frame.left - 6), "y": y, "dy": "0.35em", "text-anchor": "end",
        ], text: NumberStyle.plain.text(of: tick))
    }
    // Every year where there is room, else every other one counted from the last.
    let room = Int((frame.width - frame.left - frame.right) / 34)
    let stride = max(1, (years.count + room - 1) / max(1, room))
    for year in years.indices where (years.count - 1 - year) % stride == 0 {
      page.element(
        "text",
        [
          "x": Self.coordinate(frame.x(year, of: years.count)),
          "y": Self.coordinate(frame.height - 6), "text-anchor": "middle",
        ], text: "\(years[year])")
    }
  }

  private func write(
    _ line: Series, _ colour: String, _ scale: AxisScale, _ frame: Frame,
    to page: inout MarkupWriter
  ) {
    func place(_ point: Point) -> (x: String, y: String) {
      (
        Self.coordinate(frame.x(point.year, of: years.count)),
        Self.coordinate(frame.y(scale.share(point.figure)))
      )
    }
    for step in steps(line) {
      let (from, to) = (place(step.from), place(step.to))
      page.shape(
        "line",
        [
          "class": step.hasCaveat ? "series caveat" : "series", "stroke": colour, "x1": from.x,
          "y1": from.y, "x2": to.x, "y2": to.y,
        ])
    }
    let points = Self.points(line)
    for point in points {
      let (x, y) = place(point)
      let figure = style.text(of: point.figure)
      let note = line.notes[point.year].names.map { " (\($0))" } ?? ""
      let isLast = point == points.last && series.count == 1
      page.element(
        "g",
        [
          "class": isLast ? "point last" : "point", "tabindex": "0", "role": "img",
          "aria-label": "\(line.name) \(years[point.year]) \(figure)\(note)",
        ]
      ) { page in
        page.element("title", text: "\(line.name) \(years[point.year])：\(figure)\(note)")
        page.shape("circle", ["class": "hit", "cx": x, "cy": y, "r": "11"])
        page.shape("circle", ["class": "dot", "cx": x, "cy": y, "r": "3.2", "fill": colour])
        page.element(
          "text", ["class": "value", "x": x, "y": y, "dy": "-8", "text-anchor": "middle"],
          text: figure)
      }
    }
  }

  /// A place with two decimals at most.
  static func coordinate(_ value: Double) -> String {
    NumberText.text((value * 100).rounded() / 100)
  }
}
