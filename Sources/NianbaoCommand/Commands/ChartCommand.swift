import ArgumentParser
import Nianbao

/// `nianbao chart`: figures over the years as a drawing.
struct ChartCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract:
      "Draw figures over the years as lines: an SVG, or a PNG where a program for it is there.",
    discussion: """
      Years without a figure are gaps; steps that are comparable with a caveat are dashed. A PNG needs \
      rsvg-convert (librsvg2-bin) and a font with Chinese characters.

      Examples:
        nianbao chart reports/ --by county --indicators request.received -o requests.svg
        nianbao chart reports/ --units 古北口镇,石城镇 --indicators disclosure.total -o disclosure.png
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "Draw regions of a level instead of units: province, prefecture, county, all.")
  var by: GroupingName?

  func validate() throws {
    if output.presentation.format != nil {
      throw ValidationError("A chart is written as -o FILE.svg or -o FILE.png; leave --format out.")
    }
    if selection.indicators.isEmpty {
      throw ValidationError("Name what to draw, such as --indicators request.received.")
    }
    if isPNG, output.output == nil {
      throw ValidationError("A PNG is no text for a terminal; write it to a file with -o FILE.png.")
    }
    if let file = output.output, file != "-", !isPNG, !file.lowercased().hasSuffix(".svg") {
      throw ValidationError("-o is ‘\(file)’; expected a name that ends in .svg or .png.")
    }
  }

  private var isPNG: Bool { output.output?.lowercased().hasSuffix(".png") ?? false }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: selection.indicators).frame }
      ?? panel.frame(indicators: selection.indicators)
    let chart = try ChartDocument(frame, selection, language: output.language)
    if isPNG {
      let picture = try await chart.renderPNG()
      try output.write { $0.appending(picture) }
    } else {
      try output.write { chart.renderSVG(to: $0) }
    }
    throw status
  }
}
