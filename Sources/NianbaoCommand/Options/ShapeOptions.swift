import ArgumentParser
import Nianbao

/// How a tidy table is laid out.
struct ShapeOptions: ParsableArguments {
  enum Shape: String, ExpressibleByArgument, CaseIterable {
    case long, wide
  }

  @Option(help: "long (a row for each year) or wide (the years as columns).")
  var shape: Shape = .long

  /// Writes a tidy table in the shape asked for.
  ///
  /// - Parameters:
  ///   - years: The years that were reported in.
  ///   - omitting: The names of columns that a wide table has no need of.
  func write(
    _ table: some TableSource, years: [Year], _ selection: Selection,
    order: WideTable.Order = .byBody, omitting: Set<String> = [], to output: OutputOptions
  ) throws {
    switch shape {
    case .long: try output.write(table)
    case .wide:
      try output.write(WideTable(table, years: years, selection, order: order, omitting: omitting))
    }
  }
}
