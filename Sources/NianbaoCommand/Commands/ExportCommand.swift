import ArgumentParser
import Nianbao

/// `nianbao export`: the panel itself.
struct ExportCommand: Job {
  enum Shape: String, ExpressibleByArgument, CaseIterable {
    case long, wide, trend
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the panel: one row a cell, one row a report, or trends with years as columns.",
    discussion: """
      Examples:
        nianbao export reports/ --shape long --format csv
        nianbao export reports/ --shape wide -o panel.csv
        nianbao export reports/ --shape trend --indicators disclosure.total -o trend.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "long (a row a cell), wide (a row a unit and year) or trend (years as columns).")
  var shape: Shape = .long

  func validate() throws {
    if shape != .trend, series.isAsked {
      throw ValidationError(
        "--as-of and --strict-series are for --shape trend; long and wide are the figures as reported."
      )
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) =
      shape == .trend
      ? try series.apply(selection, to: opened.panel, looksBack: true)
      : try selection.apply(to: opened.panel)
    let excerpt = PanelExcerpt(
      panel, years: selection.years, indicators: selection.indicators)
    switch shape {
    case .long: try output.write(LongExport(excerpt))
    case .wide: try output.write(WideExport(excerpt))
    case .trend:
      try output.write(TrendExport(panel.frame(indicators: selection.indicators), selection))
    }
    throw status
  }
}
