/// A line chart as a part of a Word document (DrawingML charts): Word draws it, and its looks can be
/// changed there. Its figures stand in it; there is no workbook behind it.
struct WordChart {
  static let namespace = "http://schemas.openxmlformats.org/drawingml/2006/chart"

  let chart: LineChart

  /// The part's markup.
  func markup() -> [UInt8] {
    var page = MarkupWriter(ByteBuffer())
    page.raw(WordPackage.declaration)
    page.element(
      "c:chartSpace",
      [
        "xmlns:c": Self.namespace,
        "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
      ]
    ) { page in
      page.value("c:roundedCorners", "0")
      page.element("c:chart") { page in
        writeTitle(to: &page)
        page.value("c:autoTitleDeleted", "0")
        page.element("c:plotArea") { page in
          page.shape("c:layout", [:])
          writeLines(to: &page)
          writeAxes(to: &page)
        }
        page.value("c:plotVisOnly", "1")
        page.value("c:dispBlanksAs", "gap")
      }
      page.element("c:spPr") { page in
        page.element("a:ln") { $0.shape("a:noFill", [:]) }
      }
      writeFont(size: 800, colour: "444444", to: &page)
    }
    return page.output.pending
  }

  private func writeTitle(to page: inout MarkupWriter) {
    page.element("c:title") { page in
      page.element("c:tx") { page in
        page.element("c:rich") { page in
          page.shape("a:bodyPr", [:])
          page.element("a:p") { page in
            page.element("a:pPr") { page in
              page.element("a:defRPr", ["sz": "900", "b": "1"]) { Self.writeFaces(to: &$0) }
            }
            page.element("a:r") { page in
              page.element("a:rPr", ["lang": "zh-CN", "sz": "900", "b": "1"]) {
                Self.writeFaces(to: &$0)
              }
              page.element("a:t", text: "\(chart.title)（\(chart.measure)）")
            }
          }
        }
      }
      page.value("c:overlay", "0")
    }
  }

  private func writeLines(to page: inout MarkupWriter) {
    page.element("c:lineChart") { page in
      page.value("c:grouping", "standard")
      page.value("c:varyColors", "0")
      for (position, series) in chart.series.enumerated() {
        write(series, position, to: &page)
      }
      page.value("c:marker", "1")
      page.value("c:axId", "1")
      page.value("c:axId", "2")
    }
  }

  private func write(_ series: LineChart.Series, _ position: Int, to page: inout MarkupWriter) {
    let colour = String(chart.colour(position).dropFirst())
    page.element("c:ser") { page in
      page.value("c:idx", "\(position)")
      page.value("c:order", "\(position)")
      page.element("c:tx") { $0.element("c:v", text: series.name) }
      page.element("c:spPr") { Self.writeLine(colour, dash: nil, to: &$0) }
      page.element("c:marker") { page in
        page.value("c:symbol", "circle")
        page.value("c:size", "5")
        page.element("c:spPr") { Self.writeFill(colour, to: &$0) }
      }
      writeSteps(series, colour, to: &page)
      writeLabels(series, to: &page)
      page.element("c:cat") { page in
        page.element("c:strLit") { page in
          page.value("c:ptCount", "\(chart.years.count)")
          for (year, number) in chart.years.enumerated() {
            page.element("c:pt", ["idx": "\(year)"]) { $0.element("c:v", text: "\(number)") }
          }
        }
      }
      page.element("c:val") { page in
        page.element("c:numLit") { page in
          page.element("c:formatCode", text: "General")
          page.value("c:ptCount", "\(chart.years.count)")
          for point in LineChart.points(series) {
            page.element("c:pt", ["idx": "\(point.year)"]) {
              $0.element("c:v", text: NumberText.text(point.figure))
            }
          }
        }
      }
      page.value("c:smooth", "0")
    }
  }

  /// The pieces of the line that are not drawn as the others: dashed, or not at all.
  private func writeSteps(
    _ series: LineChart.Series, _ colour: String, to page: inout MarkupWriter
  ) {
    for (year, look) in chart.looks(of: series).enumerated() where look != .drawn {
      page.element("c:dPt") { page in
        page.value("c:idx", "\(year)")
        page.element("c:marker") { page in
          page.value("c:symbol", "circle")
          page.value("c:size", "5")
          page.element("c:spPr") { Self.writeFill(colour, to: &$0) }
        }
        page.value("c:bubble3D", "0")
        page.element("c:spPr") { page in
          if look == .dashed {
            Self.writeLine(colour, dash: "dash", to: &page)
          } else {
            page.element("a:ln") { $0.shape("a:noFill", [:]) }
          }
        }
      }
    }
  }

  /// The figure of the last point.
  private func writeLabels(_ series: LineChart.Series, to page: inout MarkupWriter) {
    func writeShown(_ shown: String, to page: inout MarkupWriter) {
      page.value("c:showLegendKey", "0")
      page.value("c:showVal", shown)
      for name in ["c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"] {
        page.value(name, "0")
      }
    }
    page.element("c:dLbls") { page in
      if let last = LineChart.points(series).last {
        page.element("c:dLbl") { page in
          page.value("c:idx", "\(last.year)")
          page.value("c:dLblPos", "t")
          writeShown("1", to: &page)
        }
      }
      writeShown("0", to: &page)
    }
  }

  private func writeAxes(to page: inout MarkupWriter) {
    page.element("c:catAx") { page in
      page.value("c:axId", "1")
      page.element("c:scaling") { $0.value("c:orientation", "minMax") }
      page.value("c:delete", "0")
      page.value("c:axPos", "b")
      page.value("c:majorTickMark", "none")
      page.value("c:minorTickMark", "none")
      page.value("c:tickLblPos", "low")
      page.element("c:spPr") { Self.writeLine("999999", dash: nil, width: 6_350, to: &$0) }
      page.value("c:crossAx", "2")
    }
    let scale = AxisScale(around: chart.series.flatMap { $0.figures.compactMap(\.self) })
    page.element("c:valAx") { page in
      page.value("c:axId", "2")
      page.element("c:scaling") { page in
        page.value("c:orientation", "minMax")
        page.value("c:max", NumberText.text(scale.high))
        page.value("c:min", NumberText.text(scale.low))
      }
      page.value("c:delete", "0")
      page.value("c:axPos", "l")
      page.element("c:majorGridlines") { page in
        page.element("c:spPr") { Self.writeLine("D9D9D9", dash: nil, width: 6_350, to: &$0) }
      }
      page.shape("c:numFmt", ["formatCode": "General", "sourceLinked": "0"])
      page.value("c:majorTickMark", "none")
      page.value("c:minorTickMark", "none")
      page.value("c:tickLblPos", "nextTo")
      page.element("c:spPr") { page in
        page.element("a:ln") { $0.shape("a:noFill", [:]) }
      }
      page.value("c:crossAx", "1")
      if scale.ticks.count > 1 {
        page.value("c:majorUnit", NumberText.text(scale.ticks[1] - scale.ticks[0]))
      }
    }
  }

  // MARK: Looks

  private static func writeFill(_ colour: String, to page: inout MarkupWriter) {
    page.element("a:solidFill") { $0.shape("a:srgbClr", ["val": colour]) }
  }

  private static func writeLine(
    _ colour: String, dash: String?, width: Int = 22_225, to page: inout MarkupWriter
  ) {
    page.element("a:ln", ["w": "\(width)", "cap": "rnd"]) { page in
      writeFill(colour, to: &page)
      if let dash { page.value("a:prstDash", dash) }
      page.shape("a:round", [:])
    }
  }

  private static func writeFaces(to page: inout MarkupWriter) {
    page.shape("a:latin", ["typeface": "Times New Roman"])
    page.shape("a:ea", ["typeface": "宋体"])
  }

  private func writeFont(size: Int, colour: String, to page: inout MarkupWriter) {
    page.element("c:txPr") { page in
      page.shape("a:bodyPr", [:])
      page.element("a:p") { page in
        page.element("a:pPr") { page in
          page.element("a:defRPr", ["sz": "\(size)"]) { page in
            Self.writeFill(colour, to: &page)
            Self.writeFaces(to: &page)
          }
        }
        page.shape("a:endParaRPr", ["lang": "zh-CN"])
      }
    }
  }
}

extension MarkupWriter {
  /// Writes an element that says one value.
  fileprivate mutating func value(_ name: String, _ value: String) {
    shape(name, ["val": value])
  }
}
