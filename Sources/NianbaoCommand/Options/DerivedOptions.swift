import ArgumentParser
import Nianbao

/// The derived indicators of a user beside the shipped ones.
struct DerivedOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A file of further derived indicators, in the form of the shipped ones.",
      discussion: "--indicators 'derived.*' names all; nianbao catalog indicators lists them."),
    completion: .file())
  var derived: [String] = []

  /// The panel with the shipped derived indicators and those of the files in its catalogue.
  func adding(to panel: Panel) throws -> Panel {
    try panel.adding(derived: indicators(for: panel.catalog))
  }

  /// The shipped derived indicators and those of the files.
  func indicators(for catalog: Catalog) throws -> [Indicator] {
    try derived.reduce(catalog.standardDerived()) { all, path in
      try all + catalog.derived(path: path)
    }
  }
}
