import Markup
import Testing

@testable import Nianbao

@Suite struct AxisScaleTests {
  @Test(arguments: UInt64(0)..<200) func ticksAreRoundFewAndAroundAllFigures(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let sizes: [Double] = [1, 10, 1000, 1e6]
    let size = sizes.randomElement(using: &numbers) ?? 1
    let isWhole = Bool.random(using: &numbers)
    let figures = (0..<6).map { _ in
      let figure = Double.random(in: -0.3 * size...size, using: &numbers)
      return isWhole ? figure.rounded() : figure
    }
    let scale = AxisScale(around: figures)
    #expect(scale.ticks.count >= 2 && scale.ticks.count <= 9, "seed \(seed): \(scale.ticks)")
    #expect(figures.allSatisfy { (0...1).contains(scale.share($0)) }, "seed \(seed)")
    #expect((0...1).contains(scale.share(0)))
    let steps = zip(scale.ticks, scale.ticks.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-9 * size })
    if isWhole { #expect(scale.ticks.allSatisfy { $0 == $0.rounded() }, "seed \(seed)") }
  }

  @Test func nothingAndZeroHaveAScaleToo() {
    #expect(AxisScale(around: []).ticks == [0, 1])
    #expect(AxisScale(around: [0, .nan]).ticks == [0, 1])
  }
}

@Suite struct LineChartTests {
  private func chart(_ years: [Year], _ figures: [Double?], _ notes: [FigureNotes]) -> LineChart {
    LineChart(
      title: "申请", measure: "件", years: years,
      series: [.init(name: "镇", figures: figures, notes: notes)], style: .plain)
  }

  @Test func aGapIsNotDrawnOver() {
    let chart = chart([2014, 2015, 2017, 2018], [1, nil, 3, 4], [[], [], [], []])
    #expect(chart.steps(chart.series[0]).map(\.from.year) == [2])
  }

  @Test func yearsThatAreNotNeighboursAreNotJoined() {
    let chart = chart([2014, 2016], [1, 2], [[], []])
    #expect(chart.steps(chart.series[0]).isEmpty)
  }

  @Test func caveatsAreDashedAndWhatCannotBeComparedIsABreak() {
    let chart = chart([2018, 2019, 2020, 2021], [1, 2, 3, 4], [[], .broader, [], .notComparable])
    #expect(chart.steps(chart.series[0]).map(\.hasCaveat) == [true, true])
  }

  @Test func theDrawingSaysItsFiguresToWhoDoesNotSeeIt() {
    let chart = chart([2014, 2015], [3, nil], [[], []])
    #expect(chart.description(.chinese) == "申请（件）：镇 2014 3")
  }
}

@Suite struct ChartDocumentTests {
  let catalog: Catalog
  let received: IndicatorIndex
  let budget: IndicatorIndex

  init() throws {
    catalog = try Catalog.builtIn()
    received = try #require(catalog.index(of: "request.received"))
    budget = try #require(catalog.index(of: "capacity.budget"))
  }

  @Test func aDrawingIsWellFormedAndHasEveryFigure() throws {
    let random = RandomPanel(seed: 7, catalog: catalog, indicators: [received], units: 5)
    let frame = random.panel.frame(indicators: [received])
    let document = try ChartDocument(frame, Selection(), language: .english)
    let bytes = document.renderSVG(to: ByteBuffer()).pending
    let drawing = try MarkupDocument.xml(bytes)
    #expect(drawing.root.name == "svg")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("nan") && !text.contains("http://www.w3.org/1999/xlink"))
    let points = text.split(separator: "class=\"dot\"").count - 1
    #expect(points == random.figures.count)
  }

  @Test func whatOneDrawingCannotHoldIsSaid() {
    let many = RandomPanel(seed: 8, catalog: catalog, indicators: [received], units: 30).panel
    #expect(throws: ChartDocument.Failure.tooManyLines(many.units.count)) {
      try ChartDocument(
        many.frame(indicators: [received]), Selection(), language: .english)
    }
    let both = RandomPanel(seed: 9, catalog: catalog, indicators: [received, budget], units: 2)
    #expect(throws: ChartDocument.Failure.severalMeasures(["万元", "件"])) {
      try ChartDocument(
        both.panel.frame(indicators: [received, budget]), Selection(), language: .english)
    }
    #expect(throws: ChartDocument.Failure.noFigures) {
      try ChartDocument(
        many.frame(indicators: [budget]), Selection(), language: .english)
    }
  }
}
